public import Findings
import GRDB

/// What holding a citation against the stored text tells.
public enum CitationState: String, Sendable, Equatable, Encodable {
  /// The passage stands so in the document's newest version.
  case current
  /// It stands so in an earlier version.
  case superseded
  /// It stands so in a document whose time is over.
  case expired
  /// The document was removed.
  case removed
  /// There is a document of this name, but no version holds this passage there.
  case altered
  /// There is no document of this name.
  case unknown

  /// Whether the stored text bears the citation out now.
  public var isValid: Bool { self == .current }
}

extension KnowledgeStore {
  /// Holds a citation against the stored text: the characters in its range, within the chunk it names,
  /// must have its hash.
  ///
  /// - Throws: `KnowledgeError.store`, `.locked`.
  public func check(_ citation: Citation) throws(KnowledgeError) -> CitationState {
    let now = clock()
    return try read { database in
      let versions = try Row.fetchAll(
        database, sql: "SELECT * FROM document WHERE name = ? ORDER BY version DESC",
        arguments: [citation.document])
      guard let newest = versions.first else { return .unknown }
      for version in versions {
        let isThere = try Self.holds(version, citation, database)
        guard isThere else { continue }
        switch Self.state(version, now) {
        case .current: return .current
        case .expired: return .expired
        case .superseded, .removed: return .superseded
        }
      }
      return newest["removed"] as Double? != nil ? .removed : .altered
    }
  }

  private static func holds(
    _ version: Row, _ citation: Citation, _ database: Database
  ) throws -> Bool {
    let chunk = try Row.fetchOne(
      database, sql: "SELECT first, last FROM chunk WHERE document = ? AND number = ?",
      arguments: [version["id"] as Int64, citation.chunk])
    guard let chunk, citation.from >= chunk["first"], citation.to <= chunk["last"],
      citation.from < citation.to
    else { return false }
    let text: String = version["text"]
    let scalars = text.unicodeScalars
    guard
      let start = scalars.index(
        scalars.startIndex, offsetBy: citation.from, limitedBy: scalars.endIndex),
      let end = scalars.index(
        start, offsetBy: citation.to - citation.from, limitedBy: scalars.endIndex)
    else { return false }
    return String(scalars[start..<end]).contentHash == citation.hash
  }
}
