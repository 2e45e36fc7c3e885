public import Findings
import Foundation
import GRDB

/// A document as it is stored.
public struct StoredDocument: Sendable, Equatable, Encodable {
  /// Whether it is found.
  public enum State: String, Sendable, Encodable {
    case current, superseded, expired, removed
  }

  /// The name it is cited by.
  public var name: String
  /// The version, counted from 1.
  public var version: Int
  /// The title, where it has one.
  public var title: String?
  /// Where it came from.
  public var source: String
  /// The format it came in.
  public var format: DocumentFormat
  /// What is known about it.
  public var labels: DocumentLabels
  /// How many chunks it has.
  public var chunks: Int
  /// The SHA-256 of its text.
  public var hash: String
  /// When it was added, in seconds since 1970.
  public var added: Double
  /// When it expires.
  public var expires: Double?
  /// Whether it is found.
  public var state: State
}

extension KnowledgeStore {
  /// The documents in order of name and version.
  ///
  /// - Parameter all: whether earlier versions, and those expired or removed, are listed too.
  /// - Throws: `KnowledgeError.store`, `.locked`.
  public func documents(all: Bool = false) throws(KnowledgeError) -> [StoredDocument] {
    let now = clock()
    return try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT document.*, (SELECT count(*) FROM chunk WHERE chunk.document = document.id) AS chunks
          FROM document ORDER BY name, version
          """
      ).map { try Self.document($0, now) }.filter { all || $0.state == .current }
    }
  }

  private static func document(_ row: Row, _ now: Double) throws -> StoredDocument {
    StoredDocument(
      name: row["name"], version: row["version"], title: row["title"], source: row["source"],
      format: DocumentFormat(rawValue: row["format"]) ?? .text,
      labels: DocumentLabels(
        language: row["language"], region: row["region"], tags: try texts(row["tags"])),
      chunks: row["chunks"], hash: row["hash"], added: row["added"], expires: row["expires"],
      state: state(row, now))
  }

  static func state(_ row: Row, _ now: Double) -> StoredDocument.State {
    if row["removed"] as Double? != nil { return .removed }
    if row["superseded"] as Double? != nil { return .superseded }
    if let expires = row["expires"] as Double?, expires <= now { return .expired }
    return .current
  }

  static func texts(_ json: String) throws -> [String] {
    try JSONDecoder().decode([String].self, from: Data(json.utf8))
  }

  /// Removes all versions of a document: text, chunks, vectors and terms are deleted; name, hash and
  /// times remain, so that a citation of it is known to be of something removed.
  ///
  /// - Returns: how many versions were removed.
  /// - Throws: `KnowledgeError.missing` if there is no such document, with the nearest name.
  @discardableResult
  public func remove(_ name: String) throws(KnowledgeError) -> Int {
    let now = clock()
    return try write { database in
      let condition = "FROM document WHERE name = ? AND removed IS NULL"
      let count =
        try Int.fetchOne(database, sql: "SELECT count(*) \(condition)", arguments: [name]) ?? 0
      guard count > 0 else { throw try Self.unknown(name, database) }
      try Self.forget("SELECT id \(condition)", [name], database)
      for table in ["chunk", "term"] {
        try database.execute(
          sql: "DELETE FROM \(table) WHERE document IN (SELECT id \(condition))",
          arguments: [name])
      }
      try database.execute(
        sql: """
          UPDATE document SET text = '', title = NULL, tags = '[]', removed = ?
          WHERE name = ? AND removed IS NULL
          """, arguments: [now, name])
      // Deleted words stay in the index until its parts are merged.
      try database.execute(sql: "INSERT INTO passage (passage) VALUES ('optimize')")
      return count
    }
  }

  private static func unknown(_ name: String, _ database: Database) throws -> KnowledgeError {
    let names = try String.fetchAll(
      database, sql: "SELECT DISTINCT name FROM document WHERE removed IS NULL ORDER BY name")
    let near = nearestNames(to: name, among: names).first.map { "; did you mean \($0)?" } ?? "."
    return .missing(
      "\(name): there is no such document\(near) See them all: liftwerk knowledge list")
  }

  static func terms(of document: Int64, _ database: Database) throws -> [Term] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM term WHERE document = ? ORDER BY number",
      arguments: [document]
    ).map { row in
      Term(
        term: row["term"], preferred: row["preferred"], forbidden: try texts(row["forbidden"]),
        language: row["language"])
    }
  }

  /// The terms that hold in a language, from the glossaries that count now, in order of their names.
  ///
  /// - Throws: `KnowledgeError.store`, `.locked`.
  public func terminology(_ language: Language) throws(KnowledgeError) -> [Term] {
    let now = clock()
    return try read { database in
      let documents = try Int64.fetchAll(
        database,
        sql: "SELECT id FROM document WHERE \(Self.counts) ORDER BY name", arguments: [now])
      return try documents.flatMap { try Self.terms(of: $0, database) }
        .filter { $0.language == nil || $0.language == language.rawValue }
    }
  }

  /// The condition of documents that are found now; its argument is the time.
  static let counts = """
    document.removed IS NULL AND document.superseded IS NULL \
    AND (document.expires IS NULL OR document.expires > ?)
    """
}
