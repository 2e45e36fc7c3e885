import Foundation
import GRDB

extension KnowledgeStore {
  /// Adds documents in one transaction: a crash leaves all or none of them.
  ///
  /// A document of a name that is there becomes its next version; the earlier one is found no more,
  /// but citations of it can still be checked. Vectors are made afterwards, by `fillVectors`.
  ///
  /// - Throws: `KnowledgeError.refused` with every problem if one document is refused and `options` do
  ///   not keep the others; `.store`; `.locked`. Then nothing is kept.
  @discardableResult
  public func add(
    _ documents: [SourceDocument], options: AddOptions = AddOptions()
  ) throws(KnowledgeError) -> AddOutcome {
    var outcome = AddOutcome()
    var prepared: [PreparedDocument] = []
    var names: Set<String> = []
    for document in documents {
      guard names.insert(document.name).inserted else {
        outcome.problems.append(
          "\(document.source.isEmpty ? document.name : document.source): another document of this "
            + "call is named \(document.name) too. Add a folder above both, or rename one.")
        continue
      }
      do throws(KnowledgeError) {
        prepared.append(try PreparedDocument(document, options.personalData))
      } catch {
        outcome.problems += error.messages
      }
    }
    if !outcome.problems.isEmpty && !options.keepsAccepted { throw .refused(outcome.problems) }
    let now = clock()
    outcome.documents = try write { database in
      try prepared.map { try Self.store($0, options, now, database) }
    }
    return outcome
  }

  private static func store(
    _ prepared: PreparedDocument, _ options: AddOptions, _ now: Double, _ database: Database
  ) throws -> AddedDocument {
    let document = prepared.document
    let newest = try Row.fetchOne(
      database,
      sql: "SELECT * FROM document WHERE name = ? ORDER BY version DESC LIMIT 1",
      arguments: [document.name])
    var added = AddedDocument(
      name: document.name, outcome: newest == nil ? .added : .newVersion,
      version: (newest?["version"] ?? 0) + 1, chunks: prepared.pieces.count, repeated: 0,
      masked: prepared.masked)
    let expires = options.timeToLive.map { now + $0 }
    if let newest, try isSame(newest, prepared, database) {
      let id: Int64 = newest["id"]
      try database.execute(
        sql: "UPDATE document SET expires = ?, source = ? WHERE id = ?",
        arguments: [expires, document.source, id])
      added.outcome = .unchanged
      added.version = newest["version"]
      return added
    }
    try supersede(document.name, now, database)
    try database.execute(
      sql: """
        INSERT INTO document
          (name, version, title, source, format, language, region, tags, hash, text, added, expires)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        document.name, added.version, document.title, document.source, document.format.rawValue,
        document.labels.language, document.labels.region, try json(document.labels.tags),
        prepared.hash, document.text, now, expires,
      ])
    let id = database.lastInsertedRowID
    for piece in prepared.pieces where try store(piece, of: id, document, database) {
      added.repeated += 1
    }
    for (number, term) in document.terms.enumerated() {
      try database.execute(
        sql: "INSERT INTO term VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          id, number, term.term, term.preferred, try json(term.forbidden), term.language,
        ])
    }
    return added
  }

  /// Whether the newest version says the same, under the same labels, and still counts.
  private static func isSame(
    _ newest: Row, _ prepared: PreparedDocument, _ database: Database
  ) throws -> Bool {
    let document = prepared.document
    let tags = try json(document.labels.tags)
    let terms = try terms(of: newest["id"], database)
    let isRemoved = newest["removed"] as Double? != nil
    return !isRemoved && newest["hash"] == prepared.hash
      && newest["format"] == document.format.rawValue
      && newest["language"] == document.labels.language
      && newest["region"] == document.labels.region && newest["title"] == document.title
      && newest["tags"] == tags && terms == document.terms
  }

  /// Takes earlier versions out of what is searched.
  private static func supersede(_ name: String, _ now: Double, _ database: Database) throws {
    let condition = "FROM document WHERE name = ? AND superseded IS NULL"
    try forget("SELECT id \(condition)", [name], database)
    try database.execute(
      sql: "UPDATE document SET superseded = ? WHERE name = ? AND superseded IS NULL",
      arguments: [now, name])
  }

  /// Takes the chunks of some documents out of what is searched.
  static func forget(
    _ documents: String, _ arguments: StatementArguments, _ database: Database
  ) throws {
    let chunks = "SELECT id FROM chunk WHERE document IN (\(documents))"
    for table in ["passage WHERE rowid", "vector WHERE chunk", "band WHERE chunk"] {
      try database.execute(sql: "DELETE FROM \(table) IN (\(chunks))", arguments: arguments)
    }
  }

  /// Stores a chunk; true if it says nearly the same as another.
  private static func store(
    _ piece: PreparedDocument.Piece, of document: Int64, _ source: SourceDocument,
    _ database: Database
  ) throws -> Bool {
    let chunk = piece.chunk
    let bands = piece.sketch.bands
    let twin = try twin(of: piece.sketch, bands, database)
    try database.cachedStatement(
      sql: """
        INSERT INTO chunk (document, number, first, last, heading, text, hash, sketch, twin)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      document, chunk.number, chunk.from, chunk.to, chunk.heading, chunk.text, piece.hash,
      piece.sketch.data, twin ?? 0,
    ])
    let id = database.lastInsertedRowID
    if twin == nil {
      try database.cachedStatement(sql: "UPDATE chunk SET twin = id WHERE id = ?")
        .execute(arguments: [id])
    }
    let insert = try database.cachedStatement(sql: "INSERT INTO band VALUES (?, ?)")
    for band in bands { try insert.execute(arguments: [band, id]) }
    try database.cachedStatement(
      sql: "INSERT INTO passage (rowid, heading, body) VALUES (?, ?, ?)"
    ).execute(arguments: [
      id, [source.title ?? "", chunk.heading].filter { !$0.isEmpty }.joined(separator: " › "),
      chunk.text,
    ])
    return twin != nil
  }

  /// The group of an earlier chunk that says nearly the same; nil if there is none.
  private static func twin(
    of sketch: MinHash, _ bands: [Int64], _ database: Database
  ) throws -> Int64? {
    let places = Array(repeating: "?", count: bands.count).joined(separator: ", ")
    // A text repeated a thousand times would be compared with all of them.
    let candidates = try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT DISTINCT chunk.twin, chunk.sketch FROM band JOIN chunk ON chunk.id = band.chunk
          WHERE band.key IN (\(places)) ORDER BY chunk.id LIMIT 100
          """), arguments: StatementArguments(bands))
    return candidates.first { row in
      sketch.likeness(to: MinHash(data: row["sketch"])) >= MinHash.likeness
    }?["twin"]
  }

  static func json(_ texts: [String]) throws -> String {
    String(decoding: try JSONEncoder().encode(texts), as: UTF8.self)
  }
}

extension MinHash {
  /// The places as bytes, the least first.
  var data: Data { places.reduce(into: Data()) { $0.appendLittle($1) } }

  /// Reads the places.
  init(data: Data) {
    let bytes = [UInt8](data)
    self.init(
      places: (0..<Self.size).map { index in
        guard bytes.count >= 4 * (index + 1) else { return 0 }
        return (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[4 * index + $1]) << (8 * $1) }
      })
  }
}

extension Data {
  /// Appends four bytes, the least first.
  mutating func appendLittle(_ value: UInt32) {
    append(contentsOf: (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
  }
}
