import Charts
import Findings

/// A table as the template reads it.
struct TableView {
  let anchor: String
  let heading: String
  let headings: [HeadingView]
  let rows: [TableRowView]
  let reasons: [String]
  /// Whether the table scrolls within its card, and may be broken across printed pages.
  let isLong: Bool
  /// Whether the table has so many columns that they stand closer.
  let isDense: Bool

  init(_ grid: ShownGrid, _ id: String, _ language: Language) {
    anchor = "table-" + PlainText.identifier(id)
    heading = grid.title
    headings = zip(grid.headings, grid.numeric).map { HeadingView($0, isNumeric: $1) }
    rows = grid.rows.map { row in
      TableRowView(
        cells: row.enumerated().map { column, cell in
          TableCellView(
            isHead: column == 0, text: cell.text, kind: cell.style,
            align: grid.numeric[column] ? "num" : "txt", bound: cell.bound,
            flag: cell.flag(language))
        })
    }
    reasons = grid.remarks
    isLong = grid.rows.count > 24
    isDense = grid.headings.count > 7
  }
}

/// A row of a table.
struct TableRowView {
  let cells: [TableCellView]
}

/// A cell of a table.
struct TableCellView {
  let isHead: Bool
  let text: String
  let kind: String
  let align: String
  let bound: BoundView?
  let flag: String?
}
