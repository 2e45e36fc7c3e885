import LinearAlgebra
public import Tables

extension GeoPanel {
  /// Reads a panel from a table with one row a geo and period.
  ///
  /// Cells of predictors' columns may be empty.
  ///
  /// - Throws: `TableError` for missing columns, cells that are no numbers or times, a gap in the
  ///   periods (`timeGap`), and a geo and period in two rows (`duplicateRow`);
  ///   `GeoLiftError.badPanel` for empty cells, geos that lack periods and fewer than two geos.
  /// - Complexity: O(*n* log *n*), where *n* is the number of rows.
  public init(_ table: Table, columns: Columns) throws {
    let names = try table.texts(columns.geo)
    let points = try table.times(columns.time)
    let numbers = try table.numbers(columns.kpi)
    let axis = try TimeAxis(points, source: table.source, column: columns.time)
    let extra = Set(columns.predictors).subtracting([columns.kpi]).sorted()
    let extraNumbers = try extra.map { try table.numbers($0) }
    var extraCells = extra.map { _ in [String: [Double?]]() }
    var cells: [String: [Double?]] = [:]
    for row in names.indices {
      guard let name = names[row] else {
        throw Self.empty(table, row, columns.geo, "name the geo, or leave the row out")
      }
      guard let number = numbers[row] else {
        throw Self.empty(table, row, columns.kpi, "write 0 where nothing was sold")
      }
      // Every point lies on the axis that was laid out from the points.
      guard let period = axis.index(of: points[row]) else { continue }
      var series = cells[name] ?? [Double?](repeating: nil, count: axis.count)
      guard series[period] == nil else {
        throw TableError(
          .duplicateRow, source: table.source, line: table.line(ofRow: row), column: columns.geo,
          value: name, "a second row for \(axis.labels[period])",
          remedy: "sum or drop repeated rows, so that every geo and period has one")
      }
      series[period] = number
      cells[name] = series
      for column in extra.indices {
        extraCells[column][name, default: [Double?](repeating: nil, count: axis.count)][period] =
          extraNumbers[column][row]
      }
    }
    let geos = cells.keys.sorted()
    let series = geos.map { cells[$0] ?? [] }
    try Self.requireBalance(geos, series, axis, table.source)
    let predictors = extra.indices.map { column in
      (extra[column], geos.map { extraCells[column][$0] ?? [] })
    }
    try self.init(
      geos: geos, axis: axis, values: .init(rows: series.map { $0.compactMap(\.self) }),
      kpi: columns.kpi, predictors: Dictionary(uniqueKeysWithValues: predictors))
  }

  private static func empty(
    _ table: Table, _ row: Int, _ column: String, _ remedy: String
  ) -> GeoLiftError {
    .badPanel(
      "\(table.source), line \(table.line(ofRow: row)), column '\(displayed(column))': the cell is "
        + "empty; \(remedy).")
  }

  private static func requireBalance(
    _ geos: [String], _ series: [[Double?]], _ axis: TimeAxis, _ source: String
  ) throws(GeoLiftError) {
    let lacking = geos.indices.filter { series[$0].contains { $0 == nil } }
    guard !lacking.isEmpty else { return }
    let shown = lacking.prefix(3).map { g in
      let missing = series[g].indices.filter { series[g][$0] == nil }
      let first = missing.prefix(3).map { axis.labels[$0] }.joined(separator: ", ")
      return "'\(displayed(geos[g]))' lacks \(missing.count) of \(axis.count) periods "
        + "(\(first)\(missing.count > 3 ? ", …" : ""))"
    }
    throw .badPanel(
      "\(source): the panel is not balanced: \(shown.joined(separator: "; "))"
        + "\(lacking.count > 3 ? "; and \(lacking.count - 3) more geos" : ""). Write a row for every "
        + "geo and period, 0 where nothing was sold, or leave these geos out.")
  }
}
