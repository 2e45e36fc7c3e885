/// What all columns of a file together say about decimal mark and currency.
struct FileEvidence {
  private let columns: [ColumnEvidence]
  private let names: [String]
  private let cells: CellStore
  private let source: String

  init(_ columns: [ColumnEvidence], names: [String], cells: CellStore, source: String) {
    self.columns = columns
    self.names = names
    self.cells = cells
    self.source = source
  }

  /// The decimal mark; columns that hold any text have no say.
  var convention: NumberConvention {
    let dot = first(\.dot)
    let comma = first(\.comma)
    switch (dot, comma) {
    case (let dot?, let comma?): return .contradictory(dot: dot, comma: comma)
    case (.some, nil): return .found(.en)
    case (nil, .some): return .found(.de)
    case (nil, nil): return .open
    }
  }

  /// The earliest cell of one kind.
  private func first(_ kind: (ColumnEvidence) -> (row: Int, text: String)?) -> CellExample? {
    var earliest: (row: Int, text: String, column: String)?
    for (column, name) in zip(columns, names) where !column.isText {
      guard let found = kind(column), found.row < earliest?.row ?? .max else { continue }
      earliest = (found.row, found.text, name)
    }
    return earliest.map {
      CellExample(line: cells.line(ofRow: $0.row), column: $0.column, text: $0.text)
    }
  }

  /// The one currency that headers, amounts and columns of currency codes name.
  ///
  /// - Throws: `twoCurrencies`.
  func currency() throws(TableError) -> String? {
    var tally = CurrencyTally(source: source)
    for name in names {
      if let currency = Currency.inHeader(name) {
        try tally.add(currency, line: nil, column: name)
      }
    }
    for (index, name) in names.enumerated() {
      if Currency.isCodeColumn(name) {
        try cells.forEach(index) { (row, cell) throws(TableError) in
          guard cell.count == 3, !tally.isLast(cell), let currency = Currency.named(cell.string)
          else { return }
          try tally.add(currency, line: cells.line(ofRow: row), column: name)
        }
      } else if !columns[index].isText {
        for (currency, row) in columns[index].currencies {
          try tally.add(currency, line: cells.line(ofRow: row), column: name)
        }
      }
    }
    return tally.currency?.name
  }
}

/// The currency found so far.
struct CurrencyTally {
  let source: String
  private(set) var currency: Currency?
  private var place = ""

  init(source: String) { self.source = source }

  /// Whether a cell repeats the currency found so far.
  func isLast(_ cell: ByteSlice) -> Bool {
    currency.map { cell.elementsEqual($0.name.utf8) } ?? false
  }

  mutating func add(_ found: Currency, line: Int?, column: String) throws(TableError) {
    let here = (line.map { "line \($0), " } ?? "") + "column '\(displayed(column))'"
    guard let known = currency else {
      currency = found
      place = here
      return
    }
    guard known.agrees(with: found) else {
      throw TableError(
        .twoCurrencies, source: source, line: line, column: column,
        "amounts are in \(known.name) (\(place)) and in \(found.name)",
        remedy: "convert all amounts to one currency first")
    }
    currency = known.merged(with: found)
  }
}
