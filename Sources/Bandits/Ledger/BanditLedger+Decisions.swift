import GRDB

extension BanditLedger {
  /// Keeps decisions, all or none, in one transaction: the group commit.
  ///
  /// - Throws: `BanditError.badData` for a propensity outside (0, 1] or an unknown version; `.locked` for
  ///   a number that is taken, as another process has decided meanwhile; `.ledger`.
  public func append(_ decisions: [Decision]) throws(BanditError) {
    guard let last = decisions.map(\.time).max() else { return }
    for decision in decisions where !(decision.propensity > 0 && decision.propensity <= 1) {
      throw .badData(
        "decision \(decision.id): its propensity is \(decision.propensity); it must be above 0 and at "
          + "most 1.")
    }
    try write { database in
      let now = try Self.steady(last, database)
      let insert = try database.makeStatement(
        sql: "INSERT INTO decision (id, version, arm, propensity, time) VALUES (?, ?, ?, ?, ?)")
      for decision in decisions {
        do {
          try insert.execute(arguments: [
            decision.id, decision.version, decision.arm, decision.propensity,
            now > last ? now : decision.time,
          ])
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
          let isTaken = try Int.fetchOne(
            database, sql: "SELECT 1 FROM decision WHERE id = ?", arguments: [decision.id])
          guard isTaken == nil else {
            throw BanditError.locked(
              "decision \(decision.id): the number is taken: another process has decided meanwhile. None "
                + "of these decisions was kept; try again.")
          }
          throw BanditError.badData(
            "decision \(decision.id): version \(decision.version) is unknown.")
        }
      }
    }
  }

  /// The number after the last decision's.
  ///
  /// - Throws: `BanditError.ledger`, `.locked`.
  public func nextDecision() throws(BanditError) -> Int64 {
    try read { (try Int64.fetchOne($0, sql: "SELECT max(id) FROM decision") ?? 0) + 1 }
  }
}

extension BanditLedger {
  /// Each decision with what it has yielded so far, oldest first.
  ///
  /// - Parameter reward: what is counted.
  /// - Throws: `BanditError.ledger`, `.locked`.
  func rewards(
    _ reward: BanditOptions.Reward
  ) throws(BanditError) -> [(arm: String?, propensity: Double, reward: Double)] {
    let column = reward == .conversions ? "conversions" : "value"
    return try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT arm, propensity, coalesce(sum(\(column)), 0) AS reward
          FROM decision LEFT JOIN outcome ON outcome.decision = decision.id
          GROUP BY decision.id ORDER BY decision.id
          """
      ).map { (arm: $0["arm"], propensity: $0["propensity"], reward: $0["reward"]) }
    }
  }
}
