/// Why a report could not be written.
public enum ReportError: Error, Equatable, CustomStringConvertible, Sendable {
  /// A section shows a figure that was not handed over.
  case unknownFigure(id: String, section: String)
  /// A row of a table has another number of cells than there are columns.
  case raggedTable(id: String, row: Int, cells: Int, columns: Int)
  /// The findings hold a number that JSON cannot write.
  case unwritableFindings(String)
  /// A template of this program is broken.
  case brokenTemplate(String)

  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unknownFigure(let id, let section):
      "Section '\(section)' shows the figure '\(id)', which is not among the figures of the run; "
        + "add the figure or remove it from the section."
    case .raggedTable(let id, let row, let cells, let columns):
      "Row \(row) of table '\(id)' has \(cells) cells for \(columns) columns; give every row one "
        + "cell a column."
    case .unwritableFindings(let reason):
      "The findings cannot be written as JSON: \(reason)."
    case .brokenTemplate(let reason):
      "A template of the report is broken, which is a fault of this program: \(reason)."
    }
  }
}
