import Findings

extension Table {
  /// Whether a column of exactly this name exists.
  public func has(_ column: String) -> Bool {
    !column.isEmpty && columnNames.contains(column)
  }

  /// The column of this name.
  ///
  /// - Throws: `missingColumn` with the nearest names, `duplicateColumn` where two share the name.
  func column(_ name: String) throws(TableError) -> Column {
    columns[try ColumnNames(columnNames, source: source).index(of: name)]
  }
}

extension TableScanner {
  /// The position of the column of this name.
  ///
  /// - Throws: `missingColumn` with the nearest names, `duplicateColumn` where two share the name.
  package func index(of column: String) throws(TableError) -> Int {
    try ColumnNames(columnNames, source: source).index(of: column)
  }
}

/// The names of a file's columns, to look one up.
private struct ColumnNames {
  let columnNames: [String]
  let source: String

  init(_ columnNames: [String], source: String) {
    self.columnNames = columnNames
    self.source = source
  }

  func index(of name: String) throws(TableError) -> Int {
    let found = columnNames.indices.filter { columnNames[$0] == name }
    guard let index = found.first, !name.isEmpty else { throw missing(name) }
    guard found.count == 1 else {
      throw TableError(
        .duplicateColumn, source: source, column: name,
        "\(found.count) columns have this name", remedy: "rename all but one of them")
    }
    return index
  }

  private func missing(_ name: String) -> TableError {
    let named = columnNames.filter { !$0.isEmpty }
    let shown = named.prefix(40).map { "'\(displayed($0))'" }.joined(separator: ", ")
    let list = "the file has \(shown)\(named.count > 40 ? ", …" : "")"
    let nearest = nearestNames(to: name, among: named, limit: 3).map { "'\(displayed($0))'" }
    let problem = "there is no such column"
    guard !nearest.isEmpty else {
      return TableError(
        .missingColumn, source: source, column: name, problem, remedy: list)
    }
    return TableError(
      .missingColumn, source: source, column: name,
      "\(problem) (did you mean \(nearest.joined(separator: " or "))?)", remedy: list)
  }
}
