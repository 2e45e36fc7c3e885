import Crypto
import Foundation

/// A file that only its owner, who is the user or root, can have written: neither the file nor a
/// folder on the way to it is writable by group or world.
struct TrustedFile {
  /// The path without symbolic links.
  let path: String
  /// The first bytes, as many as were asked for.
  let head: [UInt8]
  /// SHA-256 of the bytes, in hexadecimal digits.
  let hash: String

  /// Checks and reads a file.
  ///
  /// - Parameters:
  ///   - given: its absolute path.
  ///   - what: what it is, for messages.
  ///   - headLimit: how many bytes to keep.
  /// - Throws: `WarehouseError` of code `driverRefused`, or `driverMissing` where there is no file.
  init(_ given: String, _ what: String, headLimit: Int = 0) throws(WarehouseError) {
    guard let resolved = realpath(given, nil) else {
      throw WarehouseError(
        .driverMissing,
        "\(what) \(Secrets.none.redact(given)) cannot be found: \(String(cString: strerror(errno)))"
      )
    }
    defer { free(resolved) }
    path = String(cString: resolved)
    try TrustedFile.checkFolders(path, what)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw TrustedFile.refusal(what, path, String(cString: strerror(errno)), "make it readable")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw TrustedFile.refusal(what, path, "it is no file", "name a file")
    }
    try TrustedFile.check(status, what, path)
    guard let (head, digest) = TrustedFile.read(descriptor, headLimit: headLimit) else {
      throw TrustedFile.refusal(what, path, "it cannot be read", "check the disk")
    }
    self.head = head
    hash = digest.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count < 2 ? "0" + digits : digits
    }.joined()
  }

  /// Folders above may be writable for all where their sticky bit keeps others from renaming what is
  /// not theirs, as in `/tmp`; the folder of the file itself may not.
  private static func checkFolders(_ path: String, _ what: String) throws(WarehouseError) {
    var folder = (path as NSString).deletingLastPathComponent
    var isNearest = true
    while true {
      var status = stat()
      guard stat(folder, &status) == 0 else {
        throw refusal(what, path, "its folder \(folder) cannot be seen", "check the path")
      }
      if isNearest || status.st_mode & S_ISVTX == 0 {
        try check(status, "the folder of \(what)", folder)
      }
      isNearest = false
      if folder == "/" { return }
      folder = (folder as NSString).deletingLastPathComponent
    }
  }

  private static func check(
    _ status: stat, _ what: String, _ path: String
  ) throws(WarehouseError) {
    guard status.st_uid == 0 || status.st_uid == geteuid() else {
      throw refusal(what, path, "it belongs to another user", "it must be yours or root's")
    }
    guard status.st_mode & (S_IWGRP | S_IWOTH) == 0 else {
      throw refusal(what, path, "others can write to it", "run chmod go-w on it")
    }
  }

  private static func refusal(
    _ what: String, _ path: String, _ why: String, _ remedy: String
  ) -> WarehouseError {
    WarehouseError(
      .driverRefused, "\(what) \(Secrets.none.redact(path)) is not used: \(why); \(remedy)")
  }

  /// Hashes piece by piece: libraries have up to hundreds of megabytes.
  private static func read(
    _ descriptor: Int32, headLimit: Int
  ) -> (head: [UInt8], digest: SHA256.Digest)? {
    var hasher = SHA256()
    var head: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = Foundation.read(descriptor, &piece, piece.count)
      if count == 0 { return (head, hasher.finalize()) }
      guard count > 0 else { return nil }
      piece[..<count].withUnsafeBytes { hasher.update(bufferPointer: $0) }
      head += piece[..<min(count, headLimit - head.count)]
    }
  }
}
