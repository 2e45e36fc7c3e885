import GRDB

extension BanditLedger {
  /// Keeps outcomes, all or none; when it returns they are on the disk.
  ///
  /// - Parameter time: now, in seconds since 1970.
  /// - Throws: `BanditError.unknownDecision` for an outcome of one, `.badData` for numbers that cannot be,
  ///   `.conflict` for a known key with other content; `.ledger`, `.locked`. Then nothing is kept.
  public func record(_ outcomes: [Outcome], time: Double) throws(BanditError) -> Ingestion {
    try write { try Self.record(outcomes, batch: nil, time: time, $0) }
  }

  /// Keeps a file's outcomes, once: a file with the same content changes nothing.
  ///
  /// - Parameters:
  ///   - hash: the SHA-256 of the file's bytes.
  ///   - name: the file's name, for the audit trail.
  /// - Throws: as `record(_:time:)`.
  func record(
    _ outcomes: [Outcome], fileHash hash: String, name: String, time: Double
  ) throws(BanditError) -> Ingestion {
    try write { database in
      let known = try Int.fetchOne(
        database, sql: "SELECT 1 FROM batch WHERE hash = ?", arguments: [hash])
      if known != nil { return Ingestion(isKnownFile: true) }
      let ingestion = try Self.record(outcomes, batch: hash, time: time, database)
      try database.execute(
        sql: "INSERT INTO batch (hash, name, time, rows) VALUES (?, ?, ?, ?)",
        arguments: [hash, name, time, outcomes.count])
      return ingestion
    }
  }

  static func record(
    _ outcomes: [Outcome], batch: String?, time: Double, _ database: Database
  ) throws -> Ingestion {
    _ = try steady(time, database)
    var ingestion = Ingestion()
    let insert = try database.makeStatement(
      sql: "INSERT INTO outcome (key, decision, time, conversions, value, cost, reached, batch) "
        + "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    for (row, outcome) in outcomes.enumerated() {
      let place = "outcome \(row + 1) (key \"\(outcome.key)\")"
      if let problem = outcome.problem { throw BanditError.badData("\(place) \(problem).") }
      if let old = try known(outcome.key, database) {
        guard old == outcome else {
          throw BanditError.conflict(
            "\(place) is known with other content; give a correction a key of its own.")
        }
        ingestion.repeated += 1
        continue
      }
      let exists = try Int.fetchOne(
        database, sql: "SELECT 1 FROM decision WHERE id = ? AND arm IS NOT NULL",
        arguments: [outcome.decision])
      guard exists != nil else {
        throw BanditError.unknownDecision(
          "\(place) is of decision \(outcome.decision), which is unknown or served nobody; nothing "
            + "of these outcomes was kept.")
      }
      try insert.execute(arguments: [
        outcome.key, outcome.decision, outcome.time, outcome.conversions, outcome.value,
        outcome.cost, outcome.reached, batch,
      ])
      ingestion.added += 1
    }
    return ingestion
  }

  private static func known(_ key: String, _ database: Database) throws -> Outcome? {
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM outcome WHERE key = ?", arguments: [key])
    return row.map { row in
      var outcome = Outcome(key: row["key"], decision: row["decision"], time: row["time"])
      outcome.conversions = row["conversions"]
      outcome.value = row["value"]
      outcome.cost = row["cost"]
      outcome.reached = row["reached"]
      return outcome
    }
  }
}
