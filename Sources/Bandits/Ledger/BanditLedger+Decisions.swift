import GRDB

extension BanditLedger {
  /// Keeps decisions, all or none, in one transaction: the group commit.
  ///
  /// - Throws: `BanditError.badData` for a propensity outside (0, 1], a version or arm that is unknown,
  ///   or a number given twice; `.ledger`, `.locked`.
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
          throw BanditError.badData(
            "decision \(decision.id): the number is taken, or version \(decision.version) unknown.")
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
