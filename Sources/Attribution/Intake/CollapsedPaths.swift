package import Tables

/// A file of paths with what came of them, as other tools write it.
package struct CollapsedPaths {
  private let table: Table
  private let columns: PathColumns

  /// Takes a table and the names of its columns.
  package init(_ table: Table, columns: PathColumns) {
    self.table = table
    self.columns = columns
  }

  /// The journeys, counted; rows of one path are summed.
  ///
  /// - Parameters:
  ///   - rules: which names of the file belong to which channel; each is its own where nil.
  /// - Throws: `TableError` for a cell that is no path or count; `AttributionError` for options that
  ///   need single touches.
  package func journeys(
    _ options: AttributionOptions, rules: ChannelRules? = nil
  ) throws -> AttributionData {
    try checkOptions(options)
    var names = NameTable()
    let worth = try worth()
    let rows = try rows(&names, worth?.amounts)
    let counted = try CountedPaths(
      rows, names: names, options: options, rules: rules, source: table.source)
    return AttributionData(counted, intake: intake(counted, valueUnits: worth?.units ?? 1e6))
  }

  private func checkOptions(_ options: AttributionOptions) throws(AttributionError) {
    if options.lookbackDays != nil {
      throw .badOptions(
        "\(table.source): a lookback needs times, and collapsed paths have none. Leave it out, or "
          + "give a touch log.")
    }
    if options.collapse == .sessions {
      throw .badOptions(
        "\(table.source): sessions need times, and collapsed paths have none. Use collapse: repeats."
      )
    }
  }

  private func rows(
    _ names: inout NameTable, _ value: [Int?]?
  ) throws -> [CountedPaths.Row] {
    let paths = try table.texts(columns.path)
    let conversions = try counts(columns.conversions)
    let nulls = try columns.nulls.map { (name) throws(TableError) in try counts(name) }
    var rows: [CountedPaths.Row] = []
    rows.reserveCapacity(paths.count)
    for (row, path) in paths.enumerated() {
      let worth = value?[row] ?? 0
      guard worth >= 0 else {
        throw refusal(
          row, columns.value, .negativeValue, "the value is negative",
          remedy: "take returns off the conversions they belong to")
      }
      if conversions[row] == 0, worth > 0 {
        throw AttributionError.refused(
          "\(table.source), line \(table.line(ofRow: row)): there is a value, but no conversion. "
            + "Correct the row.")
      }
      let none = nulls?[row] ?? 0
      rows.append(
        .init(
          channels: try channels(path ?? "", row: row, &names),
          totals: .init(
            conversions: conversions[row], value: worth, nulls: none, singleNulls: none,
            converting: conversions[row])))
    }
    return rows
  }

  /// The column of value and how many of its units make one of money; nil without such a column.
  ///
  /// Units are millionths, or billionths where a cell has more than six decimals, as quotients have,
  /// and the sum of all leaves room for them.
  private func worth() throws(TableError) -> (amounts: [Int?], units: Double)? {
    guard let column = columns.value else { return nil }
    if let fine = try? table.millionths(column, places: 9) {
      let hasMore = fine.contains { ($0 ?? 0) % 1_000 != 0 }
      if !hasMore { return (fine.map { $0.map { $0 / 1_000 } }, 1e6) }
      let size = fine.reduce(0.0) { $0 + abs(Double($1 ?? 0)) }
      if size < 1e18 { return (fine, 1e9) }
    }
    return (try table.millionths(column), 1e6)
  }

  private func channels(
    _ path: String, row: Int, _ names: inout NameTable
  ) throws(TableError) -> [Int] {
    let parts = path.split(separator: columns.separator, omittingEmptySubsequences: false)
    return try parts.map { (part) throws(TableError) in
      let name = Array(part.utf8.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed())
      guard !name.isEmpty else {
        throw refusal(
          row, columns.path, .notANumber, "a channel of the path has no name",
          remedy: "fill it; or tell with --separator what stands between channels "
            + "(now '\(columns.separator)')")
      }
      return name.withUnsafeBufferPointer { names.number(of: $0) }
    }
  }

  private func counts(_ column: String) throws(TableError) -> [Int] {
    let numbers = try table.numbers(column)
    return try numbers.enumerated().map { (row, number) throws(TableError) in
      let number = number ?? 0
      guard number >= 0, number == number.rounded(), number < 1e15 else {
        throw refusal(
          row, column, .notANumber, "this is no count", remedy: "counts are whole and not negative")
      }
      return Int(number)
    }
  }

  private func intake(_ counted: CountedPaths, valueUnits: Double) -> Intake {
    var intake = Intake()
    intake.source = table.source
    intake.rows = table.rowCount
    intake.skippedLines = table.skipped.count
    intake.direct = counted.direct
    intake.collapsed = counted.collapsed
    intake.hasNulls = columns.nulls != nil
    intake.hasValue = columns.value != nil
    intake.valueUnits = valueUnits
    return intake
  }

  private func refusal(
    _ row: Int, _ column: String?, _ code: TableError.Code, _ problem: String, remedy: String
  ) -> TableError {
    TableError(
      code, source: table.source, line: table.line(ofRow: row), column: column, problem,
      remedy: remedy)
  }
}
