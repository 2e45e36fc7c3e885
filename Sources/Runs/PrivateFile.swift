public import Foundation
import Glibc

/// A file for its owner's eyes that appears whole or not at all: written beside its place, and moved
/// there when it is complete and on the disk.
///
/// Used by one thread at a time.
public final class PrivateFile: @unchecked Sendable {
  private let path: String
  private let draft: String
  private let descriptor: Int32
  private var isOpen = true

  /// Opens the draft of a file; what stands at the path stays until `commit`.
  ///
  /// - Throws: `RunError` if nothing can be written there.
  public init(_ path: String) throws(RunError) {
    self.path = path
    var template = Array("\(path).XXXXXX".utf8CString)
    // mkstemp makes it readable and writable for the owner alone.
    descriptor = mkstemp(&template)
    draft = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0 else { throw .writing(path) }
  }

  deinit { discard() }

  /// Adds to the file.
  ///
  /// - Throws: `RunError` of the failed write.
  public func append(_ data: Data) throws(RunError) {
    let failure = data.withUnsafeBytes { DurableFile.writeAll($0, to: descriptor) }
    if let failure { throw .writing(path, code: failure) }
  }

  /// Puts the file in its place.
  ///
  /// - Throws: `RunError`; the draft is gone then, and what stood there stands.
  public func commit() throws(RunError) {
    guard isOpen, fsync(descriptor) == 0, rename(draft, path) == 0 else {
      let code = errno
      discard()
      throw .writing(path, code: code)
    }
    isOpen = false
    close(descriptor)
  }

  private func discard() {
    guard isOpen, descriptor >= 0 else { return }
    isOpen = false
    close(descriptor)
    unlink(draft)
  }
}
