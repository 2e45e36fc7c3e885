import Foundation

/// Where bytes come from: an open file, packed or plain, or memory.
final class ByteSource {
  private let descriptor: Int32
  private let bytes: [UInt8]
  private var position = 0
  private let source: String
  private var unpacked: GzipStream?

  /// Opens a file for reading from its start.
  init(path: String, source: String) throws(TableError) {
    self.source = source
    bytes = []
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR {
        throw TableError(
          .missingFile, source: source, "there is no such file", remedy: "check the path")
      }
      throw Self.unreadable(source)
    }
  }

  /// Opens a file, which gzip may have packed.
  static func opening(path: String, source: String) throws(TableError) -> ByteSource {
    let plain = try ByteSource(path: path, source: source)
    guard plain.startsLikeGzip else { return plain }
    let packed = try ByteSource(path: path, source: source)
    plain.unpacked = try GzipStream(packed, source: source)
    return plain
  }

  /// Whether the first bytes of the file are those of gzip; does not move on.
  private var startsLikeGzip: Bool {
    var head: [UInt8] = [0, 0]
    return pread(descriptor, &head, 2, 0) == 2 && head == [0x1F, 0x8B]
  }

  /// Serves bytes in memory.
  init(bytes: [UInt8], source: String) {
    self.source = source
    self.bytes = bytes
    descriptor = -1
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Fills a buffer as far as the source has bytes; 0 means the end.
  func read(into target: UnsafeMutableBufferPointer<UInt8>) throws(TableError) -> Int {
    if let unpacked { return try unpacked.read(into: target) }
    var filled = 0
    while filled < target.count {
      let count = try readSome(into: UnsafeMutableBufferPointer(rebasing: target[filled...]))
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  private func readSome(into target: UnsafeMutableBufferPointer<UInt8>) throws(TableError) -> Int {
    guard descriptor >= 0 else {
      let count = min(target.count, bytes.count - position)
      for index in 0..<count { target[index] = bytes[position + index] }
      position += count
      return count
    }
    while true {
      let count = Foundation.read(descriptor, target.baseAddress, target.count)
      if count >= 0 { return count }
      if errno != EINTR { throw Self.unreadable(source) }
    }
  }

  private static func unreadable(_ source: String) -> TableError {
    TableError(
      .unreadableFile, source: source,
      "the file cannot be read (\(String(cString: strerror(errno))))",
      remedy: "check that it is a file and that you may read it")
  }
}
