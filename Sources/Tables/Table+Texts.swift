extension Table {
  /// A column as text, without white space at the ends; nil where a cell is empty, `--`, `null`,
  /// `NA` or `n/a`.
  ///
  /// - Throws: `missingColumn`, `duplicateColumn`.
  /// - Complexity: O(*n*), where *n* is the number of rows.
  public func texts(_ column: String) throws(TableError) -> [String?] {
    switch try self.column(column) {
    case .memory(.texts(let values)): return values
    case .memory(.numbers(let values)): return values.map { $0.map { shortest($0) } }
    case .cells(let index):
      var values: [String?] = []
      values.reserveCapacity(rowCount)
      try cells.forEach(index) { (_, cell) throws(TableError) in
        values.append(cell.isNull ? nil : cell.string)
      }
      return values
    }
  }
}

/// A number as text: integers without a fraction, others with as few digits as identify them.
func shortest(_ number: Double) -> String {
  if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
  return String(number)
}
