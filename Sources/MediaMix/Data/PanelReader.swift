import Tables

/// Where each row of the table stands in the panel.
struct Panel {
  var geos: [String]
  var times: TimeAxis
  var points: [TimePoint]
  /// Table row of cell (g, t).
  var rows: [Int]
  var timeCount: Int { times.count }
}

/// Reads columns into the panel and gathers every problem on the way.
struct PanelReader {
  let table: Table
  let columns: MediaMixData.Columns
  var problems: [MediaMixProblem] = []

  init(table: Table, columns: MediaMixData.Columns) {
    self.table = table
    self.columns = columns
  }

  mutating func report(
    _ what: String, column: String? = nil, row: Int? = nil, remedy: String
  ) {
    var place = table.source
    if let row { place += ", line \(table.line(ofRow: row))" }
    if let column { place += ", column \"\(displayed(column))\"" }
    add(MediaMixProblem(what, at: place, remedy: remedy))
  }

  mutating func report(_ error: TableError) {
    var place = error.source
    if let line = error.line { place += ", line \(line)" }
    if let column = error.column { place += ", column \"\(displayed(column))\"" }
    let value = error.value.map { " (\"\($0)\")" } ?? ""
    add(MediaMixProblem(error.problem + value, at: place, remedy: sentence(error.remedy ?? "")))
  }

  mutating func refuse(_ what: String, _ key: String, _ remedy: String) {
    add(MediaMixProblem(what, at: "media_mix.\(key)", remedy: remedy))
  }

  /// A column that serves twice is read twice; its problems are told once.
  private mutating func add(_ problem: MediaMixProblem) {
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// A remedy of another room in the form of this one's.
  private func sentence(_ text: String) -> String {
    guard let first = text.first else { return "" }
    return first.uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
  }

  mutating func numbers(_ column: String) -> [Double?]? {
    do {
      return try table.numbers(column)
    } catch {
      report(error)
      return nil
    }
  }
}
