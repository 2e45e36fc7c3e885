import GRDB

extension BanditLedger {
  /// Something the audit trail keeps beside decisions and outcomes.
  public enum EventKind: String, Sendable, Codable {
    /// The clock showed an earlier time than the ledger's last.
    case clockBackwards = "clock_backwards"
    /// The kill switch was thrown.
    case stopped
    /// The kill switch was taken back.
    case resumed
    /// A version was made.
    case version
    /// A policy passed the gate and was put in force.
    case promoted
  }

  /// An entry of the audit trail.
  public struct Event: Sendable, Equatable, Codable {
    /// When, in seconds since 1970.
    public var time: Double
    /// What happened.
    public var kind: String
    /// The particulars.
    public var detail: String
  }

  /// All events, oldest first.
  ///
  /// - Throws: `BanditError.ledger`, `.locked`.
  public func events() throws(BanditError) -> [Event] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT time, kind, detail FROM event ORDER BY id").map {
        Event(time: $0["time"], kind: $0["kind"], detail: $0["detail"])
      }
    }
  }

  /// Throws the kill switch: from now on no version serves anybody until `resume`.
  ///
  /// - Throws: `BanditError.ledger`, `.locked`.
  public func stop(reason: String, time: Double) throws(BanditError) {
    try write { database in
      try Self.set("stopped", reason, database)
      try Self.record(.stopped, reason, time, database)
    }
  }

  /// Takes the kill switch back.
  ///
  /// - Throws: `BanditError.ledger`, `.locked`.
  public func resume(reason: String, time: Double) throws(BanditError) {
    try write { database in
      try database.execute(sql: "DELETE FROM setting WHERE name = 'stopped'")
      try Self.record(.resumed, reason, time, database)
    }
  }

  /// Why the kill switch is thrown; nil if it is not.
  ///
  /// - Throws: `BanditError.ledger`, `.locked`; take that for stopped, too.
  public func stopReason() throws(BanditError) -> String? {
    try read { try Self.setting("stopped", $0) }
  }

  /// The latest time the ledger has counted with, in seconds since 1970; nil of an empty one.
  ///
  /// - Throws: `BanditError.ledger`, `.locked`.
  public func latestTime() throws(BanditError) -> Double? {
    try read { try Self.setting("clock", $0).flatMap(Double.init) }
  }

  /// Adds an entry to the audit trail.
  func record(_ kind: EventKind, _ detail: String, time: Double) throws(BanditError) {
    try write { try Self.record(kind, detail, time, $0) }
  }

  static func setting(_ name: String, _ database: Database) throws -> String? {
    try String.fetchOne(
      database, sql: "SELECT content FROM setting WHERE name = ?", arguments: [name])
  }

  static func set(_ name: String, _ content: String, _ database: Database) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO setting (name, content) VALUES (?, ?)",
      arguments: [name, content])
  }

  static func record(
    _ kind: EventKind, _ detail: String, _ time: Double, _ database: Database
  ) throws {
    try database.execute(
      sql: "INSERT INTO event (time, kind, detail) VALUES (?, ?, ?)",
      arguments: [time, kind.rawValue, detail])
  }

  /// The time to count with, never earlier than the ledger's last; a clock that went back is recorded.
  static func steady(_ time: Double, _ database: Database) throws -> Double {
    let last = try setting("clock", database).flatMap(Double.init) ?? -.infinity
    guard time < last else {
      try set("clock", "\(time)", database)
      return time
    }
    try record(.clockBackwards, "the clock shows \(time), the ledger \(last)", time, database)
    return last
  }
}
