/// A table in memory, its columns found by name.
///
/// Columns of a file keep their cells as text; asking for them as numbers or times reads them by
/// what the whole file says about decimal marks and date order. Line numbers stay with the rows, so
/// that every refusal names its place.
public struct Table: Sendable {
  /// A column made in memory.
  public enum Values: Sendable {
    case texts([String?])
    case numbers([Double?])

    var count: Int {
      switch self {
      case .texts(let values): values.count
      case .numbers(let values): values.count
      }
    }
  }

  /// Where a column's values are.
  enum Column: Sendable {
    /// In the block of cells, at this position.
    case cells(Int)
    case memory(Values)
  }

  /// The file, as it is shown in messages.
  public let source: String
  /// The names in file order; unnamed columns are "".
  public let columnNames: [String]
  /// How many data rows there are.
  public let rowCount: Int
  /// Preamble, total rows and footers that were left out, in file order.
  public let skipped: [SkippedLine]
  /// The one currency that cells or headers name: an ISO code, or a sign such as `$` where the file
  /// does not say which of its currencies is meant.
  public let currency: String?
  /// The number convention, if the caller stated or the file decided one.
  public var locale: TableLocale? {
    switch convention {
    case .stated(let locale), .found(let locale): locale
    case .open, .contradictory: nil
    }
  }

  let columns: [Column]
  let cells: CellStore
  let convention: NumberConvention

  /// Makes a table of columns in memory.
  ///
  /// - Precondition: all columns have the same number of values.
  public init(
    source: String, columns: [(name: String, values: Values)], currency: String? = nil,
    skipped: [SkippedLine] = []
  ) {
    self.source = source
    columnNames = columns.map(\.name)
    rowCount = columns.first?.values.count ?? 0
    precondition(columns.allSatisfy { [rowCount] in $0.values.count == rowCount })
    self.columns = columns.map { .memory($0.values) }
    self.currency = currency
    self.skipped = skipped
    cells = CellStore(columnCount: 0)
    convention = .stated(.en)
  }

  init(
    source: String, columnNames: [String], cells: CellStore, convention: NumberConvention,
    currency: String?, skipped: [SkippedLine]
  ) {
    self.source = source
    self.columnNames = columnNames
    self.cells = cells
    self.convention = convention
    self.currency = currency
    self.skipped = skipped
    rowCount = cells.rowCount
    columns = columnNames.indices.map { .cells($0) }
  }

  /// The line of the file a row came from, counted from 1; a table made in memory counts as if its
  /// names stood on line 1.
  public func line(ofRow row: Int) -> Int {
    cells.columnCount > 0 ? cells.line(ofRow: row) : row + 2
  }
}
