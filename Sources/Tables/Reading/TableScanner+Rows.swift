extension TableScanner {
  /// Hands on every data row, in file order.
  ///
  /// Blank lines are passed over; total rows and closing remarks go to `skipped`. A file can be
  /// gone through once.
  ///
  /// - Throws: `wrongFieldCount`, `unterminatedQuote`, `strayQuote`, `badEncoding`, `nulByte`,
  ///   `lineTooLong`, `tooManyColumns`, `rowCountMismatch`, `unreadableFile`, or what `body` throws.
  public func forEachRow(
    _ body: (TableRow) throws(TableError) -> Void
  ) throws(TableError) {
    _ = try forEachRow(limit: .max, body)
  }

  /// Hands on data rows until the chunk of text in which a number of them is reached ends.
  ///
  /// - Returns: whether the file ended there.
  func forEachRow(
    limit: Int, _ body: (TableRow) throws(TableError) -> Void
  ) throws(TableError) -> Bool {
    var state = RowFilter(width: columnNames.count, source: source, delimiter: records.delimiter)
    while try input.nextRecords(
      &records,
      { (row) throws(TableError) in
        if try state.accepts(row) { try body(row) }
      })
    {
      if state.rowCount >= limit { return false }
    }
    try finish(state)
    return true
  }

  /// Takes note of what was left out, and compares the number of rows with what the file announces.
  func finish(_ state: RowFilter) throws(TableError) {
    skipped += state.finish()
    try checkAnnouncedRows(state.rowCount)
  }

  /// Compares the number of rows with a line such as `Rows: 1,204`, if the file has one.
  private func checkAnnouncedRows(_ rowCount: Int) throws(TableError) {
    for line in skipped {
      guard let announced = Remarks.announcedRows(line.text), announced != rowCount else {
        continue
      }
      throw TableError(
        .rowCountMismatch, source: source, line: line.line, value: line.text,
        "the file announces \(announced) rows but holds \(rowCount)",
        remedy: "the file is cut short or was edited; export it again")
    }
  }
}
