/// How a file writes its numbers, found once for the whole file.
public enum TableLocale: String, Sendable, Codable, CaseIterable {
  /// Decimal point: `1,234.56`.
  case en
  /// Decimal comma: `1.234,56`.
  case de

  package var decimalMark: UInt8 { self == .en ? Mark.dot : Mark.comma }
}

/// A cell kept as evidence.
struct CellExample: Sendable, Equatable {
  let line: Int
  let column: String
  let text: String

  var description: String { "'\(displayed(text))' (line \(line), column '\(displayed(column))')" }
}

/// What the file as a whole says about its decimal mark.
enum NumberConvention: Sendable, Equatable {
  /// The caller said so.
  case stated(TableLocale)
  /// Cells decide, all in one direction.
  case found(TableLocale)
  /// No cell decides.
  case open
  /// One cell says point, another comma.
  case contradictory(dot: CellExample, comma: CellExample)
}

/// What one column says about decimal mark and currency, gathered cell by cell.
struct ColumnEvidence {
  /// Whether any cell is no number: then the column holds dates, names or versions, and its marks
  /// say nothing.
  var isText = false
  private(set) var dot: (row: Int, text: String)?
  private(set) var comma: (row: Int, text: String)?
  private(set) var currencies: [(currency: Currency, row: Int)] = []

  /// Takes one more trimmed cell into account.
  @inline(__always)
  mutating func observe(_ cell: ByteSlice, row: Int) {
    if isText || cell.isNull { return }
    // Numbers that add nothing to what is known.
    if let plain = PlainNumber(cell), plain.decimals == nil || dot != nil { return }
    guard let shape = NumberShape(cell) else {
      // The refusal of a non-finite token belongs to whoever reads the column as numbers.
      if !isNonFiniteToken(cell) { isText = true }
      return
    }
    if case .none = shape.marks, shape.currency == nil { return }
    observe(shape, cell, row: row)
  }

  private mutating func observe(_ shape: NumberShape, _ cell: ByteSlice, row: Int) {
    switch shape.marks {
    case .decimal(Mark.dot), .grouping(Mark.comma):
      if dot == nil { dot = (row, cell.string) }
    case .decimal(Mark.comma), .grouping(Mark.dot):
      if comma == nil { comma = (row, cell.string) }
    default: break
    }
    if let currency = shape.currency,
      !currencies.contains(where: { $0.currency == currency }), currencies.count < 8
    {
      currencies.append((currency, row))
    }
  }
}

/// Whether a trimmed cell is one of the tokens that programs write for numbers that are none.
func isNonFiniteToken(_ cell: ByteSlice) -> Bool {
  var start = 0
  while start < cell.count, cell[start] == UInt8(ascii: "-") || cell[start] == UInt8(ascii: "+") {
    start += 1
  }
  guard start < 2 else { return false }
  let token = cell.part(start, cell.count)
  return token.equalsIgnoringCase("nan") || token.equalsIgnoringCase("inf")
    || token.equalsIgnoringCase("infinity") || token.equalsIgnoringCase("1.#inf")
    || token.equalsIgnoringCase("1.#qnan") || token.equalsIgnoringCase("#div/0!")
}
