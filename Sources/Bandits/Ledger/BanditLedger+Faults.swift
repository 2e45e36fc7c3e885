import GRDB

extension BanditLedger {
  /// Runs a body while this connection holds the lock of writers, as another process would.
  package func holdingLock(_ body: () throws -> Void) throws {
    try queue.inDatabase { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      defer { try? database.execute(sql: "ROLLBACK") }
      try body()
    }
  }

  /// Limits the file to so many pages, or to those it has, as a full disk would.
  package func limitPages(to count: Int) throws(BanditError) {
    try read { _ = try Int.fetchOne($0, sql: "PRAGMA max_page_count = \(count)") }
  }
}
