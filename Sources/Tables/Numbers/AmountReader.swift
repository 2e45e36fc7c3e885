/// Reads a column of money cell by cell, exactly, with what the cells tell about the decimal mark.
///
/// Only the whole column can tell whether `1.037` is one or a thousand; a stream is read by an assumed
/// mark, and what was seen says afterwards whether that was right.
package struct AmountReader: Sendable {
  /// What a cell holds.
  package enum Amount: Equatable {
    case none
    case millionths(Int)
    /// No number, or one that cannot be one of the column.
    case broken
  }

  /// How a column writes its amounts: the first line of each kind.
  package struct Evidence: Sendable, Equatable {
    /// Numbers that only a decimal point, or only a decimal comma, explains.
    package var point: Int?
    package var comma: Int?
    /// Numbers that either explains, each with another value.
    package var either: Int?

    /// Makes evidence of nothing.
    package init() {}

    /// Adds what other cells of the column tell.
    package mutating func merge(_ other: Evidence) {
      for place in [\Evidence.point, \.comma, \.either] {
        self[keyPath: place] = [self[keyPath: place], other[keyPath: place]].compactMap { $0 }.min()
      }
    }
  }

  /// What was seen so far.
  package private(set) var evidence = Evidence()
  private let mark: UInt8

  /// Reads by a decimal mark.
  package init(_ locale: TableLocale) { mark = locale.decimalMark }

  /// The amount in a trimmed cell.
  @inline(__always)
  package mutating func read(_ cell: UnsafeBufferPointer<UInt8>, line: Int) -> Amount {
    if let plain = PlainNumber(cell) {
      switch plain.decimals {
      case nil where plain.mantissa < 9_000_000_000_000:
        let scaled = Int(plain.mantissa) * 1_000_000
        return .millionths(plain.negative ? -scaled : scaled)
      case 2 where mark == Mark.dot && plain.mantissa < 900_000_000_000_000:
        if evidence.point == nil { evidence.point = line }
        let scaled = Int(plain.mantissa) * 10_000
        return .millionths(plain.negative ? -scaled : scaled)
      default: break
      }
    }
    return readSlowly(cell, line: line)
  }

  private mutating func readSlowly(_ cell: ByteSlice, line: Int) -> Amount {
    if cell.isNull { return .none }
    guard let shape = NumberShape(cell), !shape.isPercent else { return .broken }
    switch shape.marks {
    case .decimal(Mark.dot), .grouping(Mark.comma):
      if evidence.point == nil { evidence.point = line }
    case .decimal(Mark.comma), .grouping(Mark.dot):
      if evidence.comma == nil { evidence.comma = line }
    case .either where shape.mantissa != 0:
      if evidence.either == nil { evidence.either = line }
    default: break
    }
    // A mark of the other kind is judged when the whole column has been seen.
    guard shape.decimals(mark: mark) != nil else { return .millionths(0) }
    return shape.millionths(decimalMark: mark).map { .millionths($0) } ?? .broken
  }
}
