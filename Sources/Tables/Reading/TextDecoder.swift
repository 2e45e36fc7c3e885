/// Turns the bytes of a file, chunk by chunk, into valid UTF-8 without NUL.
struct TextDecoder {
  /// A place where the bytes are no text; offsets count within the chunk.
  struct Fault: Error {
    let offset: Int
    let isNUL: Bool
    let reason: String
  }

  let encoding: TextEncoding

  /// Appends the text of a chunk to `text`.
  ///
  /// - Returns: how many bytes were used; an incomplete character at the end is left for the next
  ///   chunk unless `isLast`.
  func decode(_ chunk: ByteSlice, isLast: Bool, into text: inout [UInt8]) throws(Fault) -> Int {
    switch encoding {
    case .utf8: try decodeUTF8(chunk, isLast: isLast, into: &text)
    case .windows1252: try decodeWindows1252(chunk, into: &text)
    case .utf16LittleEndian: try decodeUTF16(chunk, isLast: isLast, low: 0, into: &text)
    case .utf16BigEndian: try decodeUTF16(chunk, isLast: isLast, low: 1, into: &text)
    }
  }

  private func decodeUTF8(
    _ chunk: ByteSlice, isLast: Bool, into text: inout [UInt8]
  ) throws(Fault) -> Int {
    let raw = UnsafeRawBufferPointer(chunk)
    let ones: UInt64 = 0x0101_0101_0101_0101
    var offset = 0
    while offset < chunk.count {
      // Eight bytes at once while they are ASCII and none is NUL.
      if offset + 8 <= chunk.count {
        let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        if (word | (word &- ones)) & 0x8080_8080_8080_8080 == 0 {
          offset += 8
          continue
        }
      }
      let byte = chunk[offset]
      if byte == 0 { throw nulFault(offset) }
      if byte < 0x80 {
        offset += 1
        continue
      }
      let length = utf8Length(chunk, offset)
      if length > 0 {
        offset += length
      } else if length == 0, !isLast {
        break
      } else {
        throw Fault(
          offset: offset, isNUL: false,
          reason: "byte 0x\(String(byte, radix: 16, uppercase: true)) is no UTF-8")
      }
    }
    text.append(contentsOf: chunk[0..<offset])
    return offset
  }

  /// The length of the sequence at an offset; 0 where the chunk ends inside it, -1 where invalid.
  private func utf8Length(_ chunk: ByteSlice, _ offset: Int) -> Int {
    let lead = chunk[offset]
    let length: Int
    // The second byte's range excludes overlong forms, surrogates and code points past U+10FFFF.
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return -1
    }
    for index in 1..<length {
      guard offset + index < chunk.count else { return 0 }
      let byte = chunk[offset + index]
      guard index == 1 ? second.contains(byte) : (0x80...0xBF).contains(byte) else { return -1 }
    }
    return length
  }

  private func decodeWindows1252(
    _ chunk: ByteSlice, into text: inout [UInt8]
  ) throws(Fault) -> Int {
    for (offset, byte) in chunk.enumerated() {
      if byte == 0 { throw nulFault(offset) }
      var scalar = UInt32(byte)
      if (0x80..<0xA0).contains(byte) {
        scalar = UInt32(windows1252High[Int(byte) - 0x80])
        guard scalar != 0 else {
          throw Fault(
            offset: offset, isNUL: false,
            reason: "byte 0x\(String(byte, radix: 16, uppercase: true)) is no windows-1252")
        }
      }
      append(scalar, to: &text)
    }
    return chunk.count
  }

  private func decodeUTF16(
    _ chunk: ByteSlice, isLast: Bool, low: Int, into text: inout [UInt8]
  ) throws(Fault) -> Int {
    var offset = 0
    while offset + 2 <= chunk.count {
      let unit = unit(chunk, offset, low)
      if unit == 0 { throw nulFault(offset) }
      if unit & 0xF800 != 0xD800 {
        append(unit, to: &text)
        offset += 2
        continue
      }
      guard offset + 4 <= chunk.count || isLast else { break }
      guard unit < 0xDC00, offset + 4 <= chunk.count else { throw utf16Fault(offset) }
      let trail = self.unit(chunk, offset + 2, low)
      guard trail & 0xFC00 == 0xDC00 else { throw utf16Fault(offset) }
      append(0x10000 + (unit & 0x3FF) << 10 + trail & 0x3FF, to: &text)
      offset += 4
    }
    if isLast, offset < chunk.count { throw utf16Fault(offset) }
    return offset
  }

  @inline(__always)
  private func unit(_ chunk: ByteSlice, _ offset: Int, _ low: Int) -> UInt32 {
    UInt32(chunk[offset + low]) | UInt32(chunk[offset + 1 - low]) << 8
  }

  @inline(__always)
  private func append(_ scalar: UInt32, to text: inout [UInt8]) {
    switch scalar {
    case 0..<0x80:
      text.append(UInt8(scalar))
    case 0x80..<0x800:
      text.append(UInt8(0xC0 | scalar >> 6))
      text.append(UInt8(0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      text.append(UInt8(0xE0 | scalar >> 12))
      text.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      text.append(UInt8(0x80 | scalar & 0x3F))
    default:
      text.append(UInt8(0xF0 | scalar >> 18))
      text.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      text.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      text.append(UInt8(0x80 | scalar & 0x3F))
    }
  }

  private func nulFault(_ offset: Int) -> Fault {
    Fault(offset: offset, isNUL: true, reason: "a NUL character stands in the text")
  }

  private func utf16Fault(_ offset: Int) -> Fault {
    Fault(offset: offset, isNUL: false, reason: "half a UTF-16 character")
  }
}

/// Code points of the windows-1252 bytes 0x80 to 0x9F; 0 where the byte is not assigned.
private let windows1252High: [UInt16] = [
  0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
  0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
  0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
]
