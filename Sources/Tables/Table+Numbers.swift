extension Table {
  /// A column as numbers; nil where a cell is null.
  ///
  /// A percent sign divides by 100. Currency signs, thousands groups, parentheses and trailing
  /// minus are understood.
  ///
  /// - Throws: `notANumber`, `notFinite`, `ambiguousLocale`, `contradictoryLocale`, `mixedPercent`,
  ///   `missingColumn`, `duplicateColumn`.
  /// - Complexity: O(*n*), where *n* is the number of rows.
  public func numbers(_ column: String) throws(TableError) -> [Double?] {
    switch try self.column(column) {
    case .memory(.numbers(let values)): return values
    case .memory(.texts(let values)):
      return try numbers(ofTexts: values, column)
    case .cells(let index):
      var reader = NumberReader(self, column)
      var values: [Double?] = []
      values.reserveCapacity(rowCount)
      try cells.forEach(index) { (row, cell) throws(TableError) in
        values.append(try reader.number(cell, row: row))
      }
      return values
    }
  }

  /// Whether a column writes its numbers with percent signs.
  ///
  /// - Throws: `missingColumn`, `duplicateColumn`.
  public func isPercent(_ column: String) throws(TableError) -> Bool {
    guard case .cells(let index) = try self.column(column) else { return false }
    var found = false
    try cells.forEach(index) { (_, cell) throws(TableError) in
      if !found, cell.last == UInt8(ascii: "%") { found = true }
    }
    return found
  }

  /// A column as numbers where some cells may be none: nil for these, and what is wrong with each.
  ///
  /// - Throws: `missingColumn`, `duplicateColumn`.
  package func soundNumbers(
    _ column: String
  ) throws(TableError) -> (numbers: [Double?], broken: [TableError]) {
    guard case .cells(let index) = try self.column(column) else {
      return (try numbers(column), [])
    }
    var reader = NumberReader(self, column)
    var (values, broken): ([Double?], [TableError]) = ([], [])
    values.reserveCapacity(rowCount)
    try cells.forEach(index) { (row, cell) throws(TableError) in
      do throws(TableError) {
        values.append(try reader.number(cell, row: row))
      } catch {
        values.append(nil)
        broken.append(error)
      }
    }
    return (values, broken)
  }

  private func numbers(
    ofTexts texts: [String?], _ column: String
  ) throws(TableError) -> [Double?] {
    var reader = NumberReader(self, column)
    var values: [Double?] = []
    values.reserveCapacity(texts.count)
    for (row, text) in texts.enumerated() {
      let bytes = Array((text ?? "").utf8)
      values.append(
        try bytes.withUnsafeBufferPointer { (cell) throws(TableError) in
          try reader.number(cell.trimmed, row: row)
        })
    }
    return values
  }

  /// A column in units of so many decimals, millionths by default, exactly; nil where a cell is null.
  package func millionths(
    _ column: String, places: Int = 6
  ) throws(TableError) -> [Int?] {
    var reader = NumberReader(self, column)
    var values: [Int?] = []
    values.reserveCapacity(rowCount)
    guard case .cells(let index) = try self.column(column) else {
      for (row, number) in try numbers(column).enumerated() {
        let scaled = ((number ?? 0) * powersOfTen[places]).rounded(.toNearestOrEven)
        guard abs(scaled) < 9.2e18 else { throw reader.tooLarge(shortest(scaled), row: row) }
        values.append(number.map { _ in Int(scaled) })
      }
      return values
    }
    try cells.forEach(index) { (row, cell) throws(TableError) in
      values.append(try reader.millionths(cell, row: row, places: places))
    }
    return values
  }
}
