import CZlib
import Foundation

/// Unpacks gzip as it is read: one member or several on end, in bounded memory.
final class GzipStream {
  private let packed: ByteSource
  private let source: String
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private var isInMember = false
  private var packedCount = 0
  private var plainCount = 0

  /// Text packs to a tenth, rarely to a hundredth; more, over much text, is made to fill a disk.
  private static let maximumRatio = 200
  /// Below so many bytes any ratio is harmless.
  private static let freeBytes = 256 << 20

  /// Unpacks what a source holds from its start.
  init(_ packed: ByteSource, source: String) throws(TableError) {
    self.packed = packed
    self.source = source
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(capacity: 256 << 10)
    // 15 + 16: the largest window, and gzip only.
    guard
      inflateInit2_(stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw broken("zlib cannot be set up") }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  /// Fills a buffer as far as there is text; 0 means the end.
  func read(into target: UnsafeMutableBufferPointer<UInt8>) throws(TableError) -> Int {
    stream.pointee.next_out = target.baseAddress
    stream.pointee.avail_out = UInt32(target.count)
    while stream.pointee.avail_out > 0 {
      if stream.pointee.avail_in == 0 {
        let count = try packed.read(into: input)
        if count == 0 {
          guard !isInMember else {
            throw broken("the compressed data end in the middle: the file is cut short")
          }
          break
        }
        packedCount += count
        stream.pointee.next_in = input.baseAddress
        stream.pointee.avail_in = UInt32(count)
      }
      try inflateSome()
    }
    let filled = target.count - Int(stream.pointee.avail_out)
    plainCount += filled
    guard plainCount < Self.freeBytes || plainCount / Self.maximumRatio < packedCount else {
      throw TableError(
        .tooLarge, source: source,
        "the file unpacks to more than \(Self.maximumRatio) times its size",
        remedy: "unpack it yourself if it is what you expect")
    }
    return filled
  }

  private func inflateSome() throws(TableError) {
    if !isInMember {
      // Some programs fill the last block of a file with zeros; no member starts with one.
      while stream.pointee.avail_in > 0, stream.pointee.next_in.pointee == 0 {
        stream.pointee.next_in += 1
        stream.pointee.avail_in -= 1
      }
      if stream.pointee.avail_in == 0 { return }
    }
    isInMember = true
    switch inflate(stream, Z_NO_FLUSH) {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END:
      isInMember = false
      inflateReset(stream)
    default:
      throw broken("the compressed data are damaged")
    }
  }

  private func broken(_ problem: String) -> TableError {
    TableError(
      .unreadableFile, source: source, problem,
      remedy: "copy or export the file again, and test it with gzip -t")
  }
}
