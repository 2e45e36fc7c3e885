extension Table {
  /// A column as times, one a row.
  ///
  /// Understood are dates (ISO, German, US; a time of day behind them is dropped), ISO weeks, months,
  /// years and whole numbers. The column must be of one kind. The order of day and month in
  /// `03/04/2025` is decided from the whole column.
  ///
  /// - Throws: `notATime`, `ambiguousDate`, `mixedTimes`, `missingColumn`, `duplicateColumn`.
  /// - Complexity: O(*n*), where *n* is the number of rows.
  public func times(_ column: String) throws(TableError) -> [TimePoint] {
    var reader = TimeReader(self, column)
    if case .cells(let index) = try self.column(column) {
      try cells.forEach(index) { (row, cell) throws(TableError) in
        try reader.add(cell, row: row)
      }
    } else {
      for (row, text) in try texts(column).enumerated() {
        let bytes = Array((text ?? "").utf8)
        try bytes.withUnsafeBufferPointer { (cell) throws(TableError) in
          try reader.add(cell.trimmed, row: row)
        }
      }
    }
    return try reader.points()
  }
}
