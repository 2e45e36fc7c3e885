import Foundation
import GRDB
import LanguageModels

extension KnowledgeStore {
  /// What `fillVectors` found and did.
  public struct VectorOutcome: Sendable, Equatable {
    /// How many chunks got a vector.
    public var encoded: Int
    /// How many of these are longer than the encoder looks at.
    public var cutOff: Int

    /// Makes an outcome.
    public init(encoded: Int = 0, cutOff: Int = 0) {
      self.encoded = encoded
      self.cutOff = cutOff
    }
  }

  /// Gives every chunk that has none a vector of the encoder; without an encoder, does nothing.
  ///
  /// Works in small transactions: what was done stays when it is stopped.
  ///
  /// - Parameter progress: told how many are done, and of how many.
  /// - Throws: `KnowledgeError.store`, `.locked`; `CancellationError`.
  @discardableResult
  public func fillVectors(progress: (Int, Int) -> Void = { _, _ in }) throws -> VectorOutcome {
    var outcome = VectorOutcome()
    guard let encoder else { return outcome }
    let missing = try read { database in
      try Int64.fetchAll(
        database,
        sql: """
          SELECT rowid FROM passage WHERE rowid NOT IN (SELECT chunk FROM vector WHERE model = ?)
          ORDER BY rowid
          """, arguments: [encoder.identity])
    }
    for start in stride(from: 0, to: missing.count, by: 64) {
      try Task.checkCancellation()
      let chunks = Array(missing[start..<min(start + 64, missing.count)])
      let texts = try read { database in
        try chunks.map { try Self.encodedText($0, database) }
      }
      outcome.cutOff += texts.count { encoder.tokenCount($0) > encoder.limit }
      let vectors = encoder.encode(texts)
      try write { database in
        for (chunk, vector) in zip(chunks, vectors) {
          // A chunk removed meanwhile needs none.
          try database.execute(
            sql: """
              INSERT OR REPLACE INTO vector SELECT rowid, ?, ? FROM passage WHERE rowid = ?
              """,
            arguments: [encoder.identity, Self.data(vector), chunk])
        }
      }
      outcome.encoded += chunks.count
      progress(outcome.encoded, missing.count)
    }
    return outcome
  }

  /// A vector as bytes: single precision, the least byte first.
  private static func data(_ vector: [Float]) -> Data {
    vector.reduce(into: Data(capacity: 4 * vector.count)) { $0.appendLittle($1.bitPattern) }
  }

  /// The text that stands for a chunk: its heading, if that is short, and itself.
  private static func encodedText(_ chunk: Int64, _ database: Database) throws -> String {
    let row = try Row.fetchOne(
      database, sql: "SELECT heading, body FROM passage WHERE rowid = ?", arguments: [chunk])
    let heading: String = row?["heading"] ?? ""
    let body: String = row?["body"] ?? ""
    return heading.isEmpty || heading.utf8.count > 120 ? body : "\(heading)\n\(body)"
  }
}
