public import Foundation
import Glibc
import Synchronization

/// The folder of one run, filled beside its final place and swapped in when it is complete.
///
/// Until `commit` returns, the final place is as it was before; afterwards it holds the whole new
/// run. A run that fails, is interrupted or is killed leaves the previous output untouched. What a
/// killed run leaves behind is cleared away by the next run in the same parent folder.
public final class RunFolder: Sendable {
  /// Where the run will be found.
  public enum Destination: Sendable, Equatable {
    /// At this path: a folder that is missing, empty, or an earlier run.
    case at(String)
    /// In this folder, under a name that is given to `commit`.
    case inside(String)
  }

  struct State {
    var outputs: [String: String] = [:]
    var isFinished = false
  }

  /// The prefix of folders that are being filled.
  static let partialPrefix = ".liftwerk-partial-"

  /// Where the run will be found.
  public let destination: Destination
  /// The folder that is being filled.
  package let staging: String
  /// The folders above the run that did not exist before, outermost first.
  let createdParents: [String]
  /// Holds the lock that tells a run under way from the remains of a killed one.
  let lock: Int32
  let state = Mutex(State())

  /// Checks the destination and makes the folder to fill.
  ///
  /// - Throws: `RunError` with kind `cannotWrite` if the destination holds anything but an earlier
  ///   run, or cannot be written to.
  public init(_ destination: Destination) throws(RunError) {
    let resolved = Self.resolve(destination)
    if case .at(let path) = resolved { try Self.checkReplaceable(path) }
    let parent = Self.parent(of: resolved)
    let created = try Self.makeFolders(parent)
    do {
      Self.clearRemains(in: parent)
      (staging, lock) = try Self.makeStaging(in: parent)
    } catch {
      Self.removeEmpty(created)
      throw error
    }
    self.destination = resolved
    createdParents = created
  }

  deinit { close(lock) }

  /// The SHA-256 of every file written so far, by path within the run.
  public var outputs: [String: String] { state.withLock { $0.outputs } }

  /// Writes one file of the run.
  ///
  /// - Parameters:
  ///   - data: The contents.
  ///   - path: The place within the run, e.g. `tables/roi.csv`.
  /// - Throws: `RunError` if the file cannot be written, for instance on a full disk.
  public func write(_ data: Data, to path: String) throws(RunError) {
    let full = staging + "/" + path
    let folder = (full as NSString).deletingLastPathComponent
    _ = try Self.makeFolders(folder)
    try DurableFile.write(data, to: full)
    state.withLock { $0.outputs[path] = ContentHash.hex(data) }
  }

  /// Writes one file of the run piece by piece, so that it need not fit into memory.
  ///
  /// - Parameters:
  ///   - path: The place within the run.
  ///   - fill: Hands the pieces on, one after another.
  /// - Throws: `RunError` if the file cannot be written; what `fill` throws.
  public func write(
    to path: String, fill: (_ append: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    let full = staging + "/" + path
    _ = try Self.makeFolders((full as NSString).deletingLastPathComponent)
    let file = try DurableFile.Pieces(full)
    try fill { try file.append($0) }
    let hash = try file.finish()
    state.withLock { $0.outputs[path] = hash }
  }

  /// Writes one text file of the run.
  ///
  /// - Throws: `RunError` if the file cannot be written.
  public func write(_ text: String, to path: String) throws(RunError) {
    try write(Data(text.utf8), to: path)
  }
}
