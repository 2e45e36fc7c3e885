import Foundation

extension NumberShape {
  /// The number, given the decimal mark; nil where the cell's marks contradict it.
  ///
  /// Up to 2^53 the digits are an exact `Double`, and so are powers of ten up to 10^22: their
  /// product or quotient is rounded once and therefore equals `strtod` bit for bit. Everything else
  /// goes to `strtod`. Overflow gives an infinity, which the caller refuses.
  func value(_ cell: ByteSlice, decimalMark: UInt8) -> Double? {
    guard let decimals = decimals(mark: decimalMark) else { return nil }
    let power = exponent - decimals - (isPercent ? 2 : 0)
    let magnitude: Double
    if digitCount <= 19, mantissa <= 1 << 53, abs(power) <= 22 {
      let digits = Double(mantissa)
      magnitude = power < 0 ? digits / powersOfTen[-power] : digits * powersOfTen[power]
    } else {
      magnitude = slowMagnitude(cell, power: power)
    }
    return negative ? -magnitude : magnitude
  }

  /// The number in units of so many decimals, millionths by default, rounded half to even, so that
  /// money sums exactly in any order.
  ///
  /// - Returns: nil where the marks contradict the decimal mark or the result exceeds 9.2e18.
  func millionths(decimalMark: UInt8, places: Int = 6) -> Int? {
    guard let decimals = decimals(mark: decimalMark), digitCount <= 19 else { return nil }
    let power = exponent - decimals - (isPercent ? 2 : 0) + places
    var digits = mantissa
    if power >= 0 {
      guard digits > 0 else { return 0 }
      guard power <= 18 else { return nil }
      for _ in 0..<power {
        let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        digits = product
      }
    } else {
      guard power >= -19 else { return 0 }
      var divisor: UInt64 = 1
      for _ in 0..<(-power) { divisor &*= 10 }
      let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: divisor)
      let half = divisor / 2
      let up = remainder > half || (remainder == half && quotient & 1 == 1)
      digits = quotient + (up ? 1 : 0)
    }
    guard digits <= UInt64(Int.max) else { return nil }
    return negative ? -Int(digits) : Int(digits)
  }

  private func slowMagnitude(_ cell: ByteSlice, power: Int) -> Double {
    var text: [CChar] = []
    text.reserveCapacity(core.count + 16)
    for offset in core where isDigit(cell[offset]) {
      text.append(CChar(bitPattern: cell[offset]))
    }
    // Digits and an exponent only: the C library's locale has no say.
    text.append(CChar(bitPattern: UInt8(ascii: "e")))
    for byte in String(power).utf8 { text.append(CChar(bitPattern: byte)) }
    text.append(0)
    return strtod(text, nil)
  }
}

/// 10^0 to 10^22, each an exact `Double`.
let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
  1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]
