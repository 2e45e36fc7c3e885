public import Foundation
import GRDB
public import LanguageModels

/// Documents, their chunks and what finds them again, in one SQLite file, in transactions.
///
/// ```swift
/// let store = try KnowledgeStore(path: "knowledge.sqlite", encoder: encoder)
/// let passages = try store.search("How do we write percentages?", limit: 5)
/// let state = try store.check(passages[0].citation)   // .current
/// let terms = try store.terminology(.de)
/// ```
///
/// Without an encoder passages are found by their words alone. The store may be used from several
/// threads.
public final class KnowledgeStore: Sendable {
  /// Where it is.
  public let path: String
  /// What turns texts into vectors, if there is anything.
  public let encoder: (any TextEncoder)?
  let queue: DatabaseQueue
  let clock: @Sendable () -> Double
  let catalogue = CatalogueCache()

  /// Opens a store, or makes one.
  ///
  /// - Parameters:
  ///   - path: the file; its folder must exist.
  ///   - encoder: an encoder of sentences.
  ///   - mustExist: whether a missing file is an error, for those who only read.
  ///   - patience: how many seconds to wait for another process that writes.
  ///   - clock: tells the time in seconds since 1970.
  /// - Throws: `KnowledgeError.missing`; `.locked`; `.store` if the file is no store, or one of a newer
  ///   version.
  public init(
    path: String, encoder: (any TextEncoder)? = nil, mustExist: Bool = false,
    patience: Double = 5,
    clock: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
  ) throws(KnowledgeError) {
    if mustExist && !FileManager.default.fileExists(atPath: path) {
      throw .missing(
        "\(path): there is no store of knowledge. Make one: liftwerk knowledge add DOCUMENTS")
    }
    self.path = path
    self.encoder = encoder
    self.clock = clock
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(patience)
    configuration.label = "knowledge"
    // What is removed is overwritten, not only unlinked.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON") }
    queue = try Self.guarding(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      if try queue.read(StoreSchema.migrator.hasBeenSuperseded) {
        throw KnowledgeError.store(
          "\(path): written by a newer version of liftwerk; use that version.")
      }
      try StoreSchema.migrator.migrate(queue)
      return queue
    }
  }

  /// Writes in one transaction, and counts it.
  func write<Value>(_ body: (Database) throws -> Value) throws(KnowledgeError) -> Value {
    try Self.guarding(path) {
      try queue.write { database in
        let value = try body(database)
        try database.execute(sql: "UPDATE change SET count = count + 1")
        return value
      }
    }
  }

  /// Reads one state.
  func read<Value>(_ body: (Database) throws -> Value) throws(KnowledgeError) -> Value {
    try Self.guarding(path) { try queue.read(body) }
  }

  /// Gives the database's errors their names.
  private static func guarding<Value>(
    _ path: String, _ body: () throws -> Value
  ) throws(KnowledgeError) -> Value {
    do {
      return try body()
    } catch let error as KnowledgeError {
      throw error
    } catch let error as DatabaseError {
      throw named(error, path)
    } catch {
      throw .store("\(path): \(error)")
    }
  }

  private static func named(_ error: DatabaseError, _ path: String) -> KnowledgeError {
    let text = error.message ?? "\(error.resultCode)"
    return switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      .locked("\(path): another process holds the store; try again.")
    case .SQLITE_FULL:
      .store("\(path): the disk is full; nothing of this was kept. Free space, try again.")
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      .store("\(path): this is no store of knowledge, or a damaged one (\(text)).")
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
      .store("\(path): the store cannot be opened for writing (\(text)).")
    default: .store("\(path): \(text)")
    }
  }
}
