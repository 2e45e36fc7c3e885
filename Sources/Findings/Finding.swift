/// A statement of fact that a method hands on: one number, what it is about, how sure it is.
///
/// Everything a person sees is drawn from findings; the wire format is `findings.json`.
public struct Finding: Codable, Sendable, Equatable {
  /// Whether the number may be used.
  public enum Status: String, Codable, Sendable {
    /// The number passed every gate.
    case ok
    /// A gate failed: `value` is nil; `reason` and `remedy` say why and what to do.
    case withheld
    /// A gate failed, and the user asked to see the number all the same.
    case forced
  }

  /// The stable identifier of the measure, as in `mmm.roi`.
  public var id: String
  /// The keys that identify the number: channel, geo, parameter, metric and the like.
  public var subject: [String: String]
  /// The time the number covers.
  public var period: Period?
  /// The posterior mean for `mmm.*`, the full-sample estimate elsewhere; nil when withheld.
  public var value: Double?
  /// The posterior median, where there is one.
  public var median: Double?
  /// The interval around the number.
  public var interval: Interval?
  /// The unit of value, median and interval.
  public var unit: Unit
  /// How far prose may go.
  public var grade: EvidenceGrade
  /// Whether the number may be used.
  public var status: Status
  /// Why the number is withheld or forced.
  public var reason: String?
  /// What the user can do about it.
  public var remedy: String?
  /// The finding as a sentence.
  public var text: String

  /// Makes a finding.
  public init(
    id: String, subject: [String: String] = [:], period: Period? = nil, value: Double?,
    median: Double? = nil, interval: Interval? = nil, unit: Unit, grade: EvidenceGrade,
    status: Status = .ok, reason: String? = nil, remedy: String? = nil, text: String
  ) {
    self.id = id
    self.subject = subject
    self.period = period
    self.value = value
    self.median = median
    self.interval = interval
    self.unit = unit
    self.grade = grade
    self.status = status
    self.reason = reason
    self.remedy = remedy
    self.text = text
  }

  /// What tells this finding from every other of its run.
  public var key: FindingKey { FindingKey(id: id, subject: subject, period: period) }

  /// The same statement with its numbers taken away, in the sentence too.
  public func withheld(reason: String, remedy: String, text: String) -> Finding {
    var finding = self
    finding.value = nil
    finding.median = nil
    finding.interval = nil
    finding.status = .withheld
    finding.text = text
    finding.reason = reason
    finding.remedy = remedy
    return finding
  }

  /// The same statement marked as shown against a gate's advice.
  public func forced(reason: String, remedy: String) -> Finding {
    var finding = self
    finding.status = .forced
    finding.reason = reason
    finding.remedy = remedy
    return finding
  }
}

/// What identifies a finding within a run.
public struct FindingKey: Codable, Sendable, Hashable {
  /// The measure.
  public var id: String
  /// The keys that identify the number.
  public var subject: [String: String]
  /// The time the number covers.
  public var period: Period?

  /// Makes a key.
  public init(id: String, subject: [String: String] = [:], period: Period? = nil) {
    self.id = id
    self.subject = subject
    self.period = period
  }
}

/// A span of time, both ends included; ISO dates where time is a date, else the labels of the data.
public struct Period: Codable, Sendable, Hashable {
  /// The first day covered.
  public var from: String
  /// The last day covered.
  public var to: String

  /// Makes a period.
  public init(from: String, to: String) {
    self.from = from
    self.to = to
  }
}

/// An interval around a number.
public struct Interval: Codable, Sendable, Equatable {
  /// What the level means.
  public enum Kind: String, Codable, Sendable {
    case credible, confidence, prediction
  }

  /// The lower end.
  public var lower: Double
  /// The upper end.
  public var upper: Double
  /// The probability the interval is meant to hold, with equal tails outside.
  public var level: Double
  /// What the level means.
  public var kind: Kind

  /// Makes an interval.
  public init(lower: Double, upper: Double, level: Double, kind: Kind) {
    self.lower = lower
    self.upper = upper
    self.level = level
    self.kind = kind
  }
}

/// How strong the evidence behind a number is: prose may use causal verbs only as far as it allows.
public enum EvidenceGrade: String, Codable, Sendable {
  case experiment, model, descriptive, assumption
}
