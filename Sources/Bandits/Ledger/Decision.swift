import Findings
import Foundation

/// One decision: which arm was served, and how likely that was.
public struct Decision: Sendable, Equatable, Codable {
  /// The decision's number, unique in the ledger.
  public var id: Int64
  /// The version whose shares it was drawn from.
  public var version: Int64
  /// The arm; nil if nobody was to be served.
  public var arm: String?
  /// The probability of this very choice; in (0, 1].
  public var propensity: Double
  /// When it was made, in seconds since 1970.
  public var time: Double

  /// Makes a decision.
  public init(id: Int64, version: Int64, arm: String?, propensity: Double, time: Double) {
    self.id = id
    self.version = version
    self.arm = arm
    self.propensity = propensity
    self.time = time
  }
}

extension Decision {
  /// The names of `csvLine`'s fields.
  public static let csvHeader = "decision,version,arm,propensity,time"

  /// The decision as a line of CSV; the arm is empty where nobody is to be served.
  public var csvLine: String {
    "\(id),\(version),\(arm.map(PlainText.csvField) ?? ""),\(propensity),\(time)"
  }

  /// The decision as a JSON object, as the server answers it; the arm is null where nobody is to be
  /// served.
  public var jsonLine: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(DecisionBody(self)), as: UTF8.self)
    }
  }
}

/// What a decision has yielded.
public struct Outcome: Sendable, Equatable, Codable {
  /// What tells this outcome from every other; the same key twice counts once.
  public var key: String
  /// The decision.
  public var decision: Int64
  /// When it was seen, in seconds since 1970.
  public var time: Double
  /// Conversions.
  public var conversions = 0.0
  /// Money earned.
  public var value = 0.0
  /// Money spent.
  public var cost = 0.0
  /// Whether somebody new was reached: 0 or 1.
  public var reached = 0.0

  /// Makes an outcome that yields nothing yet.
  public init(key: String, decision: Int64, time: Double) {
    self.key = key
    self.decision = decision
    self.time = time
  }

  /// What is wrong with it; nil if nothing is.
  var problem: String? {
    if key.isEmpty { return "has no key" }
    if ![time, conversions, value, cost, reached].allSatisfy(\.isFinite) {
      return "has a number that is not finite"
    }
    if conversions < 0 || cost < 0 { return "has negative conversions or cost" }
    if reached != 0 && reached != 1 { return "reached \(reached), where 0 or 1 is needed" }
    return nil
  }
}

/// What became of a batch of outcomes.
public struct Ingestion: Sendable, Equatable {
  /// Outcomes that were new.
  public var added = 0
  /// Outcomes whose keys were known, with the same content.
  public var repeated = 0
  /// Whether this very file was ingested before, so that nothing was read again.
  public var isKnownFile = false
}
