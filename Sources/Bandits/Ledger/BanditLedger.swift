import Foundation
import GRDB

/// The memory of a bandit: versions, decisions and outcomes in one SQLite file, in transactions.
///
/// The file has a write-ahead log and is synchronised to disk at every commit, so what was
/// acknowledged survives a crash. Decisions name no person; whoever joins them with users makes the
/// ledger personal data.
public final class BanditLedger: Sendable {
  /// Where it is.
  public let path: String
  let queue: DatabaseQueue

  /// Opens a ledger, or makes one, and brings its tables up to date.
  ///
  /// - Parameters:
  ///   - path: the file; its folder must exist.
  ///   - patience: how many seconds to wait for another process that writes.
  /// - Throws: `BanditError.locked` if another process keeps it longer; `.ledger` if it cannot be
  ///   opened or was written by a newer version.
  public init(path: String, patience: Double = 5) throws(BanditError) {
    self.path = path
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(patience)
    configuration.label = "bandit ledger"
    queue = try Self.guarding(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      // After opening: the log's own default would leave the last commits to the system's cache.
      try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      if try queue.read(Schema.migrator.hasBeenSuperseded) {
        throw BanditError.ledger(
          "\(path): written by a newer version of liftwerk; use that version.")
      }
      try Schema.migrator.migrate(queue)
      return queue
    }
  }

  /// Writes in one transaction.
  func write<Value>(_ body: (Database) throws -> Value) throws(BanditError) -> Value {
    try Self.guarding(path) { try queue.write(body) }
  }

  /// Reads one state.
  func read<Value>(_ body: (Database) throws -> Value) throws(BanditError) -> Value {
    try Self.guarding(path) { try queue.read(body) }
  }

  /// Gives the database's errors their names.
  private static func guarding<Value>(
    _ path: String, _ body: () throws -> Value
  ) throws(BanditError) -> Value {
    do {
      return try body()
    } catch let error as BanditError {
      throw error
    } catch let error as DatabaseError {
      throw named(error, path)
    } catch {
      throw .ledger("\(path): \(error)")
    }
  }

  private static func named(_ error: DatabaseError, _ path: String) -> BanditError {
    let text = error.message ?? "\(error.resultCode)"
    return switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      .locked("\(path): another process holds the ledger; try again.")
    case .SQLITE_FULL:
      .ledger("\(path): the disk is full; nothing of this write was kept. Free space, try again.")
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      .ledger("\(path): this is no ledger, or a damaged one (\(text)).")
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
      .ledger("\(path): the ledger cannot be opened for writing (\(text)).")
    case .SQLITE_IOERR:
      .ledger(
        "\(path): writing or reading failed (\(text)); nothing of this write was kept. Look at the disk "
          + "and its limits, and try again.")
    default: .ledger("\(path): \(text)")
    }
  }
}
