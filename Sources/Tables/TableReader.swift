/// Reads exports of any dialect into tables.
public enum TableReader {
  /// Reads a file.
  ///
  /// Encoding, delimiter, header, decimal mark and date order are found in the file unless `options`
  /// state them.
  ///
  /// - Throws: `missingFile` or `unreadableFile` where there is nothing to read; otherwise what the
  ///   file is refused for, with line, column and value.
  public static func read(
    path: String, source: String? = nil, options: ReadOptions = ReadOptions()
  ) throws(TableError) -> Table {
    try read(TableScanner(path: path, source: source, options: options), options)
  }

  /// Reads a file that is in memory already.
  ///
  /// - Throws: what the file is refused for, with line, column and value.
  public static func read(
    bytes: [UInt8], source: String, options: ReadOptions = ReadOptions()
  ) throws(TableError) -> Table {
    try read(TableScanner(bytes: bytes, source: source, options: options), options)
  }

  /// Reads the first rows of a file, of whatever size the file is.
  ///
  /// What the file says about decimal marks and the order of days and months is what these rows say.
  ///
  /// - Parameter rows: about how many rows to read; the piece of the file in which that number is
  ///   reached is read to its end.
  /// - Returns: the rows, and whether they are all that the file has.
  /// - Throws: what these rows are refused for.
  package static func head(
    path: String, rows: Int, options: ReadOptions = ReadOptions()
  ) throws(TableError) -> (table: Table, isWhole: Bool) {
    let scanner = try TableScanner(path: path, options: options)
    var isWhole = true
    let table = try read(scanner, options, limit: rows, isWhole: &isWhole)
    return (table, isWhole)
  }

  private static func read(
    _ scanner: TableScanner, _ options: ReadOptions
  ) throws(TableError) -> Table {
    var isWhole = true
    return try read(scanner, options, limit: .max, isWhole: &isWhole)
  }

  private static func read(
    _ scanner: TableScanner, _ options: ReadOptions, limit: Int, isWhole: inout Bool
  ) throws(TableError) -> Table {
    var cells = CellStore(columnCount: scanner.columnNames.count)
    var evidence = [ColumnEvidence](
      repeating: ColumnEvidence(), count: scanner.columnNames.count)
    isWhole = try scanner.forEachRow(limit: limit) { (row) throws(TableError) in
      for index in 0..<row.count {
        let cell = row[index]
        evidence[index].observe(cell, row: cells.rowCount)
        cells.append(cell)
      }
      guard cells.endRow(line: row.line) else {
        throw TableError(
          .tooLarge, source: scanner.source, line: row.line,
          "the table is larger than \(Limits.tableBytes >> 30) GiB",
          remedy: "split the file, or aggregate it first")
      }
    }
    guard cells.rowCount > 0 else {
      throw TableError(
        .headerOnly, source: scanner.source, "the file has column names but no rows",
        remedy: "check the date range and filters of the export")
    }
    let summary = FileEvidence(
      evidence, names: scanner.columnNames, cells: cells, source: scanner.source)
    return Table(
      source: scanner.source, columnNames: scanner.columnNames, cells: cells,
      convention: options.locale.map { .stated($0) } ?? summary.convention,
      currency: try summary.currency(), skipped: scanner.skipped)
  }
}
