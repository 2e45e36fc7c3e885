import Crypto
public import Foundation

/// SHA-256 of contents, in lower-case hexadecimal.
public enum ContentHash {
  /// The hash of bytes in memory.
  public static func hex(_ data: Data) -> String { text(SHA256.hash(data: data)) }

  /// The hash of a file's contents, read in pieces.
  ///
  /// - Throws: `RunError` with kind `missing` or `inputOutput`.
  public static func hex(ofFile path: String) throws(RunError) -> String {
    guard let handle = FileHandle(forReadingAtPath: path) else { throw .reading(path) }
    defer { try? handle.close() }
    var hasher = SHA256()
    do {
      while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
        hasher.update(data: piece)
      }
    } catch {
      throw .reading(path)
    }
    return text(hasher.finalize())
  }

  static func text(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var characters: [UInt8] = []
    for byte in digest {
      characters.append(digits[Int(byte >> 4)])
      characters.append(digits[Int(byte & 15)])
    }
    return String(decoding: characters, as: UTF8.self)
  }
}
