import Foundation
import GRDB

extension BanditLedger {
  /// Keeps a version and freezes its shares.
  ///
  /// - Parameter learned: how many outcomes it was made from.
  /// - Returns: the frozen shares, with the version's number.
  /// - Throws: `BanditError.ledger`, `.locked`; `.badData` if the shares are no distribution.
  public func freeze(
    _ allocation: Allocation, histories: [ArmHistory], learned: Int, time: Double
  ) throws(BanditError) -> FrozenShares {
    try write { database in
      let now = try Self.steady(time, database)
      let id = (try Int64.fetchOne(database, sql: "SELECT max(id) FROM version") ?? 0) + 1
      let frozen = try FrozenShares(
        version: id, arms: allocation.arms.map(\.name), shares: allocation.arms.map(\.share))
      try database.execute(
        sql: "INSERT INTO version (id, time, allocation, history) VALUES (?, ?, ?, ?)",
        arguments: [id, now, try Self.json(allocation), try Self.json(histories)])
      for arm in allocation.arms {
        try database.execute(
          sql: "INSERT INTO share (version, arm, share) VALUES (?, ?, ?)",
          arguments: [id, arm.name, arm.share])
      }
      try Self.set("learned", "\(learned)", database)
      try Self.record(.version, "version \(id)", now, database)
      return frozen
    }
  }

  /// How many outcomes there are.
  ///
  /// - Throws: `BanditError.ledger`, `.locked`.
  public func outcomeCount() throws(BanditError) -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM outcome") ?? 0 }
  }

  /// Whether there are outcomes that no version was made from, or no version at all.
  ///
  /// - Throws: `BanditError.ledger`, `.locked`.
  public func hasMoreToLearn() throws(BanditError) -> Bool {
    try read { database in
      guard let learned = try Self.setting("learned", database).flatMap({ Int($0) }) else {
        return true
      }
      return try Int.fetchOne(database, sql: "SELECT count(*) FROM outcome") ?? 0 > learned
    }
  }

  /// The newest version's shares; nil before the first.
  ///
  /// - Throws: `BanditError.ledger`, `.locked`.
  public func newestShares() throws(BanditError) -> FrozenShares? {
    try read { database in
      guard let id = try Int64.fetchOne(database, sql: "SELECT max(id) FROM version") else {
        return nil
      }
      let rows = try Row.fetchAll(
        database, sql: "SELECT arm, share FROM share WHERE version = ?", arguments: [id])
      let shares = rows.map { (arm: $0["arm"] as String, share: $0["share"] as Double) }
        .sorted { $0.arm < $1.arm }
      return try FrozenShares(version: id, arms: shares.map(\.arm), shares: shares.map(\.share))
    }
  }

  /// The newest version's allocation, with its reasons; nil before the first.
  ///
  /// - Throws: `BanditError.ledger`, `.locked`.
  public func newestAllocation() throws(BanditError) -> Allocation? {
    try read(Self.newestAllocation)
  }

  static func newestAllocation(_ database: Database) throws -> Allocation? {
    let text = try String.fetchOne(
      database, sql: "SELECT allocation FROM version ORDER BY id DESC LIMIT 1")
    return try text.map { try JSONDecoder().decode(Allocation.self, from: Data($0.utf8)) }
  }

  private static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
