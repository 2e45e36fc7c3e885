/// Reads a column of times: cell by cell first, then what only the whole column can tell.
struct TimeReader {
  /// How a column orders day and month in `03/04/2025`.
  private enum DayOrder {
    case dayFirst, monthFirst
  }

  private let table: Table
  private let column: String
  private var cells: [TimeText] = []
  private var dayFirstRow: Int?
  private var monthFirstRow: Int?
  private var exampleRow: Int?
  private var example = ""

  init(_ table: Table, _ column: String) {
    self.table = table
    self.column = column
    cells.reserveCapacity(table.rowCount)
  }

  /// Takes the next trimmed cell.
  mutating func add(_ cell: ByteSlice, row: Int) throws(TableError) {
    guard !cell.isNull else {
      throw refusal(
        .notATime, row, cell.string, "the row has no time",
        remedy: "fill the cell or remove the row")
    }
    guard let text = TimeText(cell) else { throw noTime(cell, row) }
    if case .twoParts(let a, let b, _) = text {
      guard a <= 12 || b <= 12 else { throw noTime(cell, row) }
      if a > 12, dayFirstRow == nil { dayFirstRow = row }
      if b > 12, monthFirstRow == nil { monthFirstRow = row }
      if a != b, exampleRow == nil { (exampleRow, example) = (row, cell.string) }
    }
    cells.append(text)
  }

  /// The column's points.
  func points() throws(TableError) -> [TimePoint] {
    let order = try dayOrder()
    let areYears = cells.allSatisfy { text in
      guard case .number(let value, digits: 4) = text else { return false }
      return (1900...2100).contains(value)
    }
    var points: [TimePoint] = []
    points.reserveCapacity(cells.count)
    for (row, cell) in cells.enumerated() {
      let point = try point(cell, order, areYears: areYears, row: row)
      if let first = points.first, first.rank != point.rank {
        throw refusal(
          .mixedTimes, row, point.label,
          "this is a \(point.kindName), but line \(table.line(ofRow: 0)) has a \(first.kindName) "
            + "('\(first.label)')", remedy: "write every period the same way")
      }
      points.append(point)
    }
    return points
  }

  private func point(
    _ cell: TimeText, _ order: DayOrder, areYears: Bool, row: Int
  ) throws(TableError) -> TimePoint {
    switch cell {
    case .point(let point): return point
    case .number(let value, _):
      return (areYears ? TimePoint(year: value) : nil) ?? TimePoint(integer: value)
    case .twoParts(let a, let b, let year):
      let (day, month) = order == .dayFirst ? (a, b) : (b, a)
      guard let date = CivilDate(year: year, month: month, day: day) else {
        throw refusal(
          .notATime, row, "\(a)/\(b)/\(year)",
          "there is no such date where the "
            + (order == .dayFirst ? "day comes first" : "month comes first"),
          remedy: "correct the cell, or write dates as 2025-03-31")
      }
      return TimePoint(date)
    }
  }

  /// The order of day and month: from a number above 12, else as the stated locale has it.
  private func dayOrder() throws(TableError) -> DayOrder {
    switch (dayFirstRow, monthFirstRow) {
    case (let day?, let month?):
      throw TableError(
        .ambiguousDate, source: table.source, line: table.line(ofRow: max(day, month)),
        column: column,
        "line \(table.line(ofRow: day)) has the day first, line \(table.line(ofRow: month)) the month",
        remedy: "write dates as 2025-03-31")
    case (.some, nil): return .dayFirst
    case (nil, .some): return .monthFirst
    case (nil, nil): break
    }
    guard let exampleRow else { return .dayFirst }
    if case .stated(let locale) = table.convention {
      return locale == .de ? .dayFirst : .monthFirst
    }
    throw refusal(
      .ambiguousDate, exampleRow, example, "no date of the column tells day from month",
      remedy: "give --locale de (day first) or --locale en (month first), or write dates as "
        + "2025-03-31")
  }

  private func noTime(_ cell: ByteSlice, _ row: Int) -> TableError {
    refusal(
      .notATime, row, cell.string, "this is no date, week, month, year or number",
      remedy: "write dates as 2025-03-31, weeks as 2025-W12, months as 2025-03")
  }

  private func refusal(
    _ code: TableError.Code, _ row: Int, _ value: String, _ problem: String, remedy: String
  ) -> TableError {
    TableError(
      code, source: table.source, line: table.line(ofRow: row), column: column, value: value,
      problem, remedy: remedy)
  }
}
