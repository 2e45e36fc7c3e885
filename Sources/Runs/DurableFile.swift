// Files that are on the disk when the call returns.
import Crypto
internal import Foundation
import Glibc

enum DurableFile {
  /// Writes a new file and waits until its bytes are on the disk.
  ///
  /// - Throws: `RunError` of the failed system call; a partial file may remain.
  static func write(_ data: Data, to path: String) throws(RunError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .writing(path) }
    defer { close(descriptor) }
    let failure = data.withUnsafeBytes { bytes in writeAll(bytes, to: descriptor) }
    if let failure { throw .writing(path, code: failure) }
    guard fsync(descriptor) == 0 else { throw .writing(path) }
  }

  /// Waits until the entries of a folder are on the disk.
  static func synchronizeFolder(_ path: String) throws(RunError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .writing(path) }
    defer { close(descriptor) }
    // Some file systems do not know fsync on folders and say so; that is no failure.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw .writing(path) }
  }

  /// Writes everything or returns the error code of the write that failed.
  static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
    var written = 0
    while written < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count >= 0 {
        written += count
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }

  /// A new file that is written piece by piece.
  final class Pieces {
    private let path: String
    private let descriptor: Int32
    private var hasher = SHA256()

    init(_ path: String) throws(RunError) {
      self.path = path
      descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw .writing(path) }
    }

    deinit { close(descriptor) }

    /// Writes the next piece.
    func append(_ bytes: [UInt8]) throws(RunError) {
      hasher.update(data: bytes)
      let failure = bytes.withUnsafeBytes { DurableFile.writeAll($0, to: descriptor) }
      if let failure { throw .writing(path, code: failure) }
    }

    /// Waits until all bytes are on the disk, and returns their hash.
    func finish() throws(RunError) -> String {
      guard fsync(descriptor) == 0 else { throw .writing(path) }
      return ContentHash.text(hasher.finalize())
    }
  }
}
