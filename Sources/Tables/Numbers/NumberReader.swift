/// Reads the cells of one column as numbers and refuses what is none.
struct NumberReader {
  private let table: Table
  private let column: String
  /// Whether the decimal mark is known to be the point.
  private let hasPoint: Bool
  private var percentRow: Int?
  private var plainRow: Int?

  init(_ table: Table, _ column: String) {
    self.table = table
    self.column = column
    hasPoint = table.locale == .en
  }

  /// The number in a trimmed cell; nil where the cell is null.
  mutating func number(_ cell: ByteSlice, row: Int) throws(TableError) -> Double? {
    if cell.isNull { return nil }
    if percentRow == nil, let plain = PlainNumber(cell), plain.decimals == nil || hasPoint {
      if plain.mantissa != 0, plainRow == nil { plainRow = row }
      return plain.value
    }
    let (shape, mark) = try shape(cell, row: row)
    guard let value = shape.value(cell, decimalMark: mark) else {
      throw wrongMark(cell, mark, row: row)
    }
    guard value.isFinite else {
      throw refusal(
        .notFinite, cell, row, "the number is too large", remedy: "correct the cell")
    }
    try checkPercent(shape, cell, value != 0, row: row)
    return value
  }

  /// The number in units of so many decimals; nil where the cell is null.
  mutating func millionths(
    _ cell: ByteSlice, row: Int, places: Int
  ) throws(TableError) -> Int? {
    guard let value = try number(cell, row: row) else { return nil }
    let (shape, mark) = try shape(cell, row: row)
    if let exact = shape.millionths(decimalMark: mark, places: places) { return exact }
    // More than 19 digits: what a `Double` holds of them.
    let scaled = (value * powersOfTen[places]).rounded(.toNearestOrEven)
    guard abs(scaled) < 9.2e18 else { throw tooLarge(cell.string, row: row) }
    return Int(scaled)
  }

  func tooLarge(_ text: String, row: Int) -> TableError {
    TableError(
      .sumTooLarge, source: table.source, line: table.line(ofRow: row), column: column, value: text,
      "the amount is too large to be summed exactly", remedy: "write it in a larger unit")
  }

  private func shape(
    _ cell: ByteSlice, row: Int
  ) throws(TableError) -> (shape: NumberShape, mark: UInt8) {
    guard let shape = NumberShape(cell) else {
      if isNonFiniteToken(cell) {
        throw refusal(
          .notFinite, cell, row, "this is no finite number",
          remedy: "leave the cell empty where there is no value")
      }
      throw refusal(
        .notANumber, cell, row, "this is no number",
        remedy: "leave the cell empty where there is no value")
    }
    return (shape, try decimalMark(shape, cell, row: row))
  }

  /// The decimal mark by which a cell is to be read.
  private func decimalMark(
    _ shape: NumberShape, _ cell: ByteSlice, row: Int
  ) throws(TableError) -> UInt8 {
    if case .none = shape.marks { return Mark.dot }
    switch table.convention {
    case .stated(let locale), .found(let locale): return locale.decimalMark
    case .contradictory(let dot, let comma):
      throw refusal(
        .contradictoryLocale, cell, row,
        "\(dot.description) has a decimal point, \(comma.description) a decimal comma",
        remedy: "give --locale en or --locale de, and correct the cells of the other kind")
    case .open:
      switch shape.marks {
      case .none: return Mark.dot
      case .decimal(let mark): return mark
      case .grouping(let mark): return mark == Mark.dot ? Mark.comma : Mark.dot
      case .either: throw ambiguous(shape, cell, row: row)
      }
    }
  }

  private func ambiguous(_ shape: NumberShape, _ cell: ByteSlice, row: Int) -> TableError {
    let english = shape.value(cell, decimalMark: Mark.dot).map(shortest) ?? "?"
    let german = shape.value(cell, decimalMark: Mark.comma).map(shortest) ?? "?"
    return refusal(
      .ambiguousLocale, cell, row,
      "nothing in the file tells the decimal mark: this is \(english) in English notation and "
        + "\(german) in German",
      remedy: "give --locale en or --locale de")
  }

  private func wrongMark(_ cell: ByteSlice, _ mark: UInt8, row: Int) -> TableError {
    let isPoint = mark == Mark.dot
    return refusal(
      .notANumber, cell, row,
      "this is no number where the decimal mark is a \(isPoint ? "point" : "comma")",
      remedy: "correct the cell, or give --locale \(isPoint ? "de" : "en") if the whole file "
        + "is written so")
  }

  /// A column is either percentages or not; zero may be written without the sign.
  private mutating func checkPercent(
    _ shape: NumberShape, _ cell: ByteSlice, _ isNonZero: Bool, row: Int
  ) throws(TableError) {
    if shape.isPercent {
      if percentRow == nil { percentRow = row }
    } else if isNonZero, plainRow == nil {
      plainRow = row
    }
    guard let percentRow, let plainRow else { return }
    throw refusal(
      .mixedPercent, cell, row,
      "line \(table.line(ofRow: percentRow)) has a percent sign, line "
        + "\(table.line(ofRow: plainRow)) none",
      remedy: "write the whole column with percent signs or without")
  }

  private func refusal(
    _ code: TableError.Code, _ cell: ByteSlice, _ row: Int, _ problem: String, remedy: String
  ) -> TableError {
    TableError(
      code, source: table.source, line: table.line(ofRow: row), column: column, value: cell.string,
      problem, remedy: remedy)
  }
}
