import Foundation

/// Reads numbers of a column as programs write them: digits, perhaps a minus, perhaps a decimal point.
///
/// A quick way for the bulk of a log; whatever else a cell holds is left to the full rules of `Tables`.
struct PointNumberReader {
  /// Whether some number was seen that only a decimal point explains.
  private(set) var hasProof = false
  /// Whether some number was seen whose mark might part thousands.
  private(set) var hasDoubt = false
  /// The long number read last, since a column often repeats one.
  private var lastBytes: [UInt8] = []
  private var lastValue = 0.0
  private static let powers = (0...22).map { pow(10, Double($0)) }
  private let powers = Self.powers

  /// The number in a trimmed cell; nil where the full rules are needed.
  @inline(__always)
  mutating func read(_ cell: UnsafeBufferPointer<UInt8>) -> Double? {
    guard cell.count > 0, cell.count <= 32 else { return nil }
    let start = cell[0] == UInt8(ascii: "-") ? 1 : 0
    var mantissa: UInt64 = 0
    var point = -1
    var offset = start
    while offset < cell.count {
      let byte = cell[offset]
      if byte &- 48 < 10 {
        mantissa = mantissa &* 10 &+ UInt64(byte &- 48)
      } else if byte == UInt8(ascii: "."), point < 0 {
        point = offset
      } else {
        return nil
      }
      offset += 1
    }
    let decimals = point < 0 ? 0 : cell.count - point - 1
    let whole = (point < 0 ? cell.count : point) - start
    // `.5`, `5.` and `007` are rare, and `01.2025` is a month.
    guard whole > 0, point < 0 || decimals > 0, whole == 1 || cell[start] != 48 else { return nil }
    if point > 0 {
      if decimals != 3 || cell[start] == 48 || whole > 3 {
        hasProof = true
      } else {
        hasDoubt = true
      }
    }
    guard whole + decimals > 15 else {
      let value = Double(mantissa) / powers[decimals]
      return start > 0 ? -value : value
    }
    return long(cell)
  }

  private mutating func long(_ cell: UnsafeBufferPointer<UInt8>) -> Double? {
    if lastBytes.elementsEqual(cell) { return lastValue }
    guard let value = Double(String(decoding: cell, as: UTF8.self)), value.isFinite else {
      return nil
    }
    lastBytes = Array(cell)
    lastValue = value
    return value
  }
}
