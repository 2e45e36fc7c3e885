/// A run of UTF-8 bytes somebody else owns.
typealias ByteSlice = UnsafeBufferPointer<UInt8>

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

@inline(__always)
func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }

extension UnsafeBufferPointer<UInt8> {
  /// The part between two offsets.
  @inline(__always)
  func part(_ from: Int, _ to: Int) -> ByteSlice {
    ByteSlice(rebasing: self[from..<to])
  }

  /// The bytes as a string; invalid UTF-8 never gets here.
  var string: String { String(decoding: self, as: UTF8.self) }

  /// How many bytes the white space at an offset takes: ASCII, U+00A0, U+202F and U+2009 count.
  @inline(__always)
  func spaceLength(at offset: Int) -> Int {
    switch self[offset] {
    case 0x20, 0x09, 0x0A, 0x0D: 1
    case 0xC2: offset + 1 < count && self[offset + 1] == 0xA0 ? 2 : 0
    case 0xE2:
      offset + 2 < count && self[offset + 1] == 0x80
        && (self[offset + 2] == 0xAF || self[offset + 2] == 0x89) ? 3 : 0
    default: 0
    }
  }

  /// The bytes without white space at either end.
  @inline(__always)
  var trimmed: ByteSlice {
    guard let first, let last else { return self }
    // Most cells have none; they leave here.
    if first > 0x20, first < 0x80, last > 0x20, last < 0x80 { return self }
    return trimmedSlowly
  }

  private var trimmedSlowly: ByteSlice {
    var start = 0
    var end = count
    while start < end {
      let length = spaceLength(at: start)
      if length == 0 { break }
      start += length
    }
    while end > start {
      if spaceLength(at: end - 1) == 1 {
        end -= 1
      } else if end - start >= 2, spaceLength(at: end - 2) == 2 {
        end -= 2
      } else if end - start >= 3, spaceLength(at: end - 3) == 3 {
        end -= 3
      } else {
        break
      }
    }
    return part(start, end)
  }

  /// Whether a trimmed cell says that there is no value: empty, `--`, `null`, `NA`, `n/a`.
  @inline(__always)
  package var isNull: Bool {
    switch count {
    case 0: true
    case 2: equalsIgnoringCase("--") || equalsIgnoringCase("na")
    case 3: equalsIgnoringCase("n/a")
    case 4: equalsIgnoringCase("null")
    default: false
    }
  }

  /// Compares with lower-case ASCII text.
  @inline(__always)
  func equalsIgnoringCase(_ text: StaticString) -> Bool {
    guard text.utf8CodeUnitCount == count else { return false }
    let other = text.utf8Start
    for index in 0..<count {
      let byte = self[index]
      if (byte &- 65 < 26 ? byte | 0x20 : byte) != other[index] { return false }
    }
    return true
  }
}
