package import Findings

/// What a check of a fit found.
package struct HealthOutcome: Sendable {
  /// The stable name of the check.
  package var check: String
  /// Its name in the report.
  package var title: Phrase
  package var status: HealthStatus
  /// The finding that stands for the check in the report; nil where there is nothing to show.
  package var shown: FindingKey?
  /// One sentence: what the number means here.
  package var meaning: Phrase
  /// One sentence: what to do; nil if there is nothing to do.
  package var remedy: Phrase?
  /// The numbers that this check adds to the findings.
  package var measures: [HealthMeasure] = []

  /// Whether the check wants something of the reader.
  package var wantsAttention: Bool { status == .fail || status == .review }
}

/// A number that a check of a fit adds to the findings.
package struct HealthMeasure: Sendable {
  /// The `metric` of the finding's subject.
  package var metric: String
  package var channel: String?
  /// The parameter of the channel, or the channel it is compared with.
  package var parameter: String?
  package var geo: String?
  package var value: Double
  package var interval: Interval?
  package var unit = Unit.one
  /// Whether it is one of those for which the check wants attention.
  package var isRemarkable = false
  /// The statement, without a full stop.
  package var text: Phrase

  package var subject: [String: String] {
    var subject = ["metric": metric]
    subject["channel"] = channel
    subject["parameter"] = parameter
    subject["geo"] = geo
    return subject
  }

  package var key: FindingKey { FindingKey(id: MediaMixHealth.findingID, subject: subject) }
}

/// A check of a fit: a judgement on plain numbers.
///
/// To add one: a file beside its likes, and a line in `MediaMixHealth.checks`.
protocol HealthCheck: Sendable {
  /// Judges; nil where the check does not apply.
  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome?
}

/// Lists in the sentences of checks.
enum HealthText {
  /// Names in a row, `tv, radio and search`; of many, the first few and how many more there are.
  static func list(_ names: [String], limit: Int = 5) -> Phrase {
    let shown = Array(names.prefix(names.count > limit + 1 ? limit : limit + 1))
    let rest = names.count - shown.count
    func joined(_ and: String, _ more: String) -> String {
      let parts = shown + (rest > 0 ? ["\(rest) \(more)"] : [])
      guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
      return parts.dropLast().joined(separator: ", ") + " \(and) " + last
    }
    return Phrase(en: joined("and", "more"), de: joined("und", "weitere"))
  }
}
