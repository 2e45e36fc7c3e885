/// A cell as programs write most numbers: digits, perhaps a minus, perhaps one point.
///
/// A quick way past `NumberShape` for the bulk of a file; whatever it does not know, it leaves to it.
struct PlainNumber {
  /// The digits as one integer, at most 15 of them, so that it is an exact `Double`.
  let mantissa: UInt64
  let negative: Bool
  /// Digits behind the point; nil without one.
  let decimals: Int?

  /// nil where the cell is anything else; whether the point is the decimal mark, the caller knows.
  @inline(__always)
  init?(_ cell: ByteSlice) {
    guard cell.count > 0, cell.count <= 17 else { return nil }
    var offset = 0
    if cell[0] == UInt8(ascii: "-") { offset = 1 }
    let start = offset
    var mantissa: UInt64 = 0
    var point = -1
    while offset < cell.count {
      let byte = cell[offset]
      if isDigit(byte) {
        mantissa = mantissa &* 10 &+ UInt64(byte &- 48)
      } else if byte == Mark.dot, point < 0 {
        point = offset
      } else {
        return nil
      }
      offset += 1
    }
    let digits = offset - start - (point < 0 ? 0 : 1)
    guard digits > 0, digits <= 15 else { return nil }
    if point >= 0 {
      let tail = offset - point - 1
      // `01.2025` is a month; `.5` and `5.` are rare.
      guard tail > 0, point > start, tail != 4 || cell[start] != 48 else { return nil }
      decimals = tail
    } else {
      decimals = nil
    }
    self.mantissa = mantissa
    negative = start > 0
  }

  /// The number, rounded once: both parts of the quotient are exact.
  @inline(__always)
  var value: Double {
    let magnitude = Double(mantissa) / powersOfTen[decimals ?? 0]
    return negative ? -magnitude : magnitude
  }
}
