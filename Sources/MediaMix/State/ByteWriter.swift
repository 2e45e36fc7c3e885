import Foundation

/// Puts numbers and texts one behind the other, little-endian.
struct ByteWriter {
  private(set) var bytes = Data()

  mutating func put(_ word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ number: Int) { put(UInt64(bitPattern: Int64(number))) }

  mutating func put(_ number: Double) { put(number.bitPattern) }

  mutating func put(_ text: String) {
    put(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func put<Element>(_ list: [Element], _ one: (inout Self, Element) -> Void) {
    put(list.count)
    for element in list { one(&self, element) }
  }
}

/// Reads what `ByteWriter` wrote.
///
/// Bytes that are missing read as zero and leave `isComplete` false; no length is believed that the
/// rest of the bytes could not hold.
struct ByteReader {
  private let bytes: Data
  private var offset: Int
  private var failed = false

  init(_ bytes: Data) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  /// Whether everything asked for was there, and nothing is left.
  var isComplete: Bool { !failed && offset == bytes.endIndex }

  private var rest: Int { bytes.endIndex - offset }

  mutating func word() -> UInt64 {
    guard !failed, rest >= 8 else {
      failed = true
      return 0
    }
    let word = bytes.withUnsafeBytes {
      $0.loadUnaligned(fromByteOffset: offset - bytes.startIndex, as: UInt64.self)
    }
    offset += 8
    return UInt64(littleEndian: word)
  }

  mutating func int() -> Int { Int(Int64(bitPattern: word())) }

  mutating func double() -> Double { Double(bitPattern: word()) }

  mutating func text() -> String {
    let count = length(of: 1)
    let text = String(data: bytes[offset..<(offset + count)], encoding: .utf8)
    if text == nil { failed = true }
    offset += count
    return text ?? ""
  }

  mutating func list<Element>(_ one: (inout Self) -> Element) -> [Element] {
    let count = length(of: 8)
    var list: [Element] = []
    list.reserveCapacity(count)
    for _ in 0..<count {
      if failed { return [] }
      list.append(one(&self))
    }
    return list
  }

  /// A length that the rest of the bytes can hold, given the least size of an element.
  private mutating func length(of size: Int) -> Int {
    let count = int()
    guard !failed, count >= 0, count <= rest / size else {
      failed = true
      return 0
    }
    return count
  }
}
