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

  private static func read(
    _ scanner: TableScanner, _ options: ReadOptions
  ) throws(TableError) -> Table {
    var cells = CellStore(columnCount: scanner.columnNames.count)
    var evidence = [ColumnEvidence](
      repeating: ColumnEvidence(), count: scanner.columnNames.count)
    try scanner.forEachRow { (row) throws(TableError) in
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
