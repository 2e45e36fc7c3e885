import COpenBLAS
import Foundation
import GRDB
import LinearAlgebra
import Synchronization

/// What a search needs of a store, in memory: which chunks there are, of which documents, with which
/// vectors.
struct Catalogue: Sendable {
  /// A document that is searched.
  struct Document: Sendable {
    let id: Int64
    let name: String
    let language: String?
    let region: String?
    let tags: [String]
    let expires: Double
  }

  /// A chunk that is searched.
  struct Entry: Sendable {
    let chunk: Int64
    /// The place of its document.
    let document: Int
    /// The group of chunks that say nearly the same.
    let twin: Int64
  }

  /// How often the store had been written to.
  fileprivate(set) var change = -1
  fileprivate(set) var model: String?
  private(set) var documents: [Document] = []
  /// The chunks; those that have a vector come first.
  private(set) var entries: [Entry] = []
  private(set) var places: [Int64: Int] = [:]
  /// How many chunks have a vector.
  private(set) var vectorCount = 0
  private var dimensions = 0
  /// The vectors below each other: chunks x dimensions.
  private var numbers: [Float] = []

  fileprivate init() {}

  /// Reads the store.
  fileprivate init(model: String?, dimensions: Int, change: Int, _ database: Database) throws {
    self.change = change
    self.model = model
    self.dimensions = dimensions
    var documentPlaces: [Int64: Int] = [:]
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT id, name, language, region, tags, expires FROM document
        WHERE removed IS NULL AND superseded IS NULL ORDER BY id
        """)
    while let row = try rows.next() {
      documentPlaces[row[0]] = documents.count
      documents.append(
        Document(
          id: row[0], name: row[1], language: row[2], region: row[3],
          tags: try KnowledgeStore.texts(row[4]), expires: row[5] ?? .infinity))
    }
    let chunks = try Row.fetchCursor(
      database,
      sql: """
        SELECT chunk.id, chunk.document, chunk.twin, vector.numbers FROM chunk
        JOIN document ON document.id = chunk.document
        LEFT JOIN vector ON vector.chunk = chunk.id AND vector.model = ?
        WHERE document.removed IS NULL AND document.superseded IS NULL ORDER BY chunk.id
        """, arguments: [model ?? ""])
    var others: [Entry] = []
    while let row = try chunks.next() {
      guard let document = documentPlaces[row[1]] else { continue }
      let entry = Entry(chunk: row[0], document: document, twin: row[2])
      let hasVector = try row.withUnsafeData(atIndex: 3) { appendVector($0) }
      if hasVector { entries.append(entry) } else { others.append(entry) }
    }
    vectorCount = entries.count
    entries += others
    for (place, entry) in entries.enumerated() { places[entry.chunk] = place }
  }

  private mutating func appendVector(_ data: Data?) -> Bool {
    guard let data, dimensions > 0, data.count == 4 * dimensions else { return false }
    data.withUnsafeBytes { bytes in
      for index in 0..<dimensions {
        let pattern = bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
        numbers.append(Float(bitPattern: UInt32(littleEndian: pattern)))
      }
    }
    return true
  }

  /// The inner product of a vector with each that is stored: a product of a matrix and a vector.
  ///
  /// - Complexity: O(chunks x dimensions).
  func products(_ vector: [Float]) -> [Float] {
    guard vectorCount > 0, vector.count == dimensions else { return [] }
    useOneThread()
    var products = [Float](repeating: 0, count: vectorCount)
    cblas_sgemv(
      CblasRowMajor, CblasNoTrans, Int32(vectorCount), Int32(dimensions), 1, numbers,
      Int32(dimensions), vector, 1, 0, &products, 1)
    return products
  }

  /// The cosine of two chunks' vectors; nil if one has none.
  func likeness(_ left: Int64, _ right: Int64) -> Double? {
    guard let a = places[left], let b = places[right], a < vectorCount, b < vectorCount else {
      return nil
    }
    var sum: Float = 0
    for index in 0..<dimensions {
      sum += numbers[a * dimensions + index] * numbers[b * dimensions + index]
    }
    return Double(sum)
  }
}

/// Keeps a store's catalogue as long as the store does not change.
final class CatalogueCache: Sendable {
  private let kept = Mutex(Catalogue())
  private let counts = Mutex((change: -1, byWord: [String: Int]()))

  /// In how many chunks a word occurs; beyond a limit it is not counted further.
  func frequency(_ word: String, limit: Int, change: Int, _ database: Database) throws -> Int {
    let known = counts.withLock { $0.change == change ? $0.byWord[word] : nil }
    if let known { return known }
    let count =
      try Int.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT count(*) FROM (SELECT 1 FROM passage WHERE passage MATCH ? LIMIT ?)
            """), arguments: [WordQuery.quoted([word]), limit + 1]) ?? 0
    counts.withLock { counts in
      if counts.change != change || counts.byWord.count >= Self.mostWords {
        counts = (change, [:])
      }
      counts.byWord[word] = count
    }
    return count
  }

  private static let mostWords = 20_000

  /// The catalogue of the state that a connection sees.
  func current(model: String?, dimensions: Int, _ database: Database) throws -> Catalogue {
    let change = try Int.fetchOne(database, sql: "SELECT count FROM change") ?? 0
    let last = kept.withLock { $0 }
    if last.change == change, last.model == model { return last }
    let fresh = try Catalogue(model: model, dimensions: dimensions, change: change, database)
    kept.withLock { $0 = fresh }
    return fresh
  }
}
