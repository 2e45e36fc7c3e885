import GRDB

extension KnowledgeStore {
  /// Limits the file to so many pages, or to those it has, as a full disk would.
  package func limitPages(to count: Int) throws(KnowledgeError) {
    try read { _ = try Int.fetchOne($0, sql: "PRAGMA max_page_count = \(count)") }
  }

  /// Runs a body while this connection holds the lock of writers, as another process would.
  package func holdingLock(_ body: () throws -> Void) throws {
    try queue.inDatabase { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      defer { try? database.execute(sql: "ROLLBACK") }
      try body()
    }
  }

  /// Alters the text of a document behind the store's back.
  package func tamper(_ name: String, text: String) throws(KnowledgeError) {
    try write {
      try $0.execute(
        sql: "UPDATE document SET text = ? WHERE name = ?", arguments: [text, name])
    }
  }
}
