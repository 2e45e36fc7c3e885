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
    /// The currencies that amounts name.
    private var currencies: [Currency: Int] = [:]

    /// Makes evidence of nothing.
    package init() {}

    /// Adds what other cells of the column tell.
    package mutating func merge(_ other: Evidence) {
      for place in [\Evidence.point, \.comma, \.either] {
        self[keyPath: place] = [self[keyPath: place], other[keyPath: place]].compactMap { $0 }.min()
      }
      currencies.merge(other.currencies, uniquingKeysWith: min)
    }

    fileprivate mutating func note(_ currency: Currency, line: Int) {
      if currencies[currency] == nil { currencies[currency] = line }
    }

    /// Two currencies that cannot be the same money, with the line of the second.
    package var currencyClash: (first: String, second: String, line: Int)? {
      var known: Currency?
      for (currency, line) in currencies.sorted(by: { $0.value < $1.value }) {
        guard let before = known else {
          known = currency
          continue
        }
        guard before.agrees(with: currency) else { return (before.name, currency.name, line) }
        known = before.merged(with: currency)
      }
      return nil
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
    if let currency = shape.currency { evidence.note(currency, line: line) }
    // A mark of the other kind is judged when the whole column has been seen.
    guard shape.decimals(mark: mark) != nil else { return .millionths(0) }
    if let exact = shape.millionths(decimalMark: mark) { return .millionths(exact) }
    // More than 19 digits: what a `Double` holds of them.
    let scaled = ((shape.value(cell, decimalMark: mark) ?? 0) * 1e6).rounded(.toNearestOrEven)
    return abs(scaled) < 9.2e18 ? .millionths(Int(scaled)) : .broken
  }
}
