/// A table with its columns, as it was checked.
struct TableKey: Hashable {
  let table: String
  let columns: TouchQuery.Columns
}

/// What a table was found to hold.
struct CheckedTable {
  let kinds: ColumnKinds
  let summary: TouchSummary

  /// The statements of a query on the table.
  func statements(
    _ query: TouchQuery, _ dialect: SQLDialect
  ) throws(WarehouseError) -> TouchStatements {
    try TouchStatements(query, kinds, dialect)
  }
}

extension WarehouseSession {
  /// Looks at a table before anything is counted, once.
  func checked(_ query: TouchQuery) throws -> CheckedTable {
    let key = TableKey(table: query.table, columns: query.columns)
    if let table = checkedTables[key] { return table }
    let fields = try fields(of: TouchStatements.probe(query, source.dialect))
    guard fields.count == (query.columns.value == nil ? 4 : 5) else {
      throw WarehouseError.wrong("it has \(fields.count) columns")
    }
    let found = fields.map { ColumnKind(arrowFormat: $0.format) }
    let kinds = ColumnKinds(
      user: found[0], time: found[1], value: found.count > 4 ? found[4] : nil)
    let statements = try TouchStatements(query, kinds, source.dialect)
    let numbers = try integers(statements.summary, count: TouchSummary.columnCount)
    let table = CheckedTable(kinds: kinds, summary: try TouchSummary(numbers, of: query))
    checkedTables[key] = table
    return table
  }
}

extension TouchSummary {
  /// How many numbers the statement answers.
  static let columnCount = 15

  /// Takes the statement's numbers.
  init(_ numbers: [Int], of query: TouchQuery) throws(WarehouseError) {
    let columns = query.columns
    guard numbers[12] == 0 else {
      throw WarehouseError(
        .badSource,
        "column “\(columns.conversion)” of table “\(query.table)” holds neither 0 nor 1 in "
          + "\(numbers[12]) rows; name the text that marks a conversion as "
          + "\(columns.conversion)=text")
    }
    guard numbers[13] == 0 else {
      throw WarehouseError(
        .badSource,
        "column “\(columns.channel)” of table “\(query.table)” holds the control character 0x1F "
          + "in \(numbers[13]) rows; take it out of the names")
    }
    guard numbers[14] == 0 else {
      throw WarehouseError(
        .badSource,
        "column “\(columns.value ?? "")” of table “\(query.table)” is negative in \(numbers[14]) "
          + "rows; leave returns out, or take them off the conversion they belong to")
    }
    rows = numbers[0]
    users = numbers[1]
    withoutUser = numbers[2]
    withoutTime = numbers[3]
    withoutChannel = numbers[4]
    conversions = numbers[5]
    conversionsWithoutChannel = numbers[6]
    repeatConverters = numbers[7]
    valueMillionths = numbers[8]
    guard users == 0 || numbers[9] <= numbers[10], numbers.prefix(8).allSatisfy({ $0 >= 0 }) else {
      throw .wrong("its counts contradict each other")
    }
    span = users == 0 ? nil : numbers[9]...numbers[10]
    hasTimesOfDay = numbers[11] != 0
  }
}
