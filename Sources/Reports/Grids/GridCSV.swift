import Charts
public import Findings

/// A table for spreadsheets: `,` and `.` in English; `;`, decimal comma and a byte order mark in
/// German.
public struct GridCSV {
  private let language: Language
  private let index: FindingIndex

  /// Writes tables for spreadsheets set to a language, with numbers from an index of findings.
  public init(_ language: Language, _ index: FindingIndex) {
    self.language = language
    self.index = index
  }

  /// The table with a line of headings; numbers in full precision and base units; an interval takes
  /// two columns, its lower and its upper end, named after the column before it.
  ///
  /// Withheld numbers are the word for it, never blank. Texts that a spreadsheet would take for a
  /// formula get an apostrophe before them.
  /// - Throws: `ReportError.raggedTable`.
  public func text(_ grid: Grid) throws(ReportError) -> String {
    for (number, row) in grid.rows.enumerated() where row.count != grid.columns.count {
      throw .raggedTable(
        id: grid.id, row: number + 1, cells: row.count, columns: grid.columns.count)
    }
    let isInterval = grid.columns.indices.map { column in
      grid.rows.contains { if case .interval = $0[column] { true } else { false } }
    }
    let lines =
      [headings(grid, isInterval).map(PlainText.csvField)]
      + grid.rows.map { row in zip(row, isInterval).flatMap { fields($0, takesTwo: $1) } }
    let separator = language == .de ? ";" : ","
    let body = lines.map { $0.joined(separator: separator) + "\r\n" }.joined()
    return (language == .de ? "\u{FEFF}" : "") + body
  }

  /// Headings with the unit of the column; the ends of an interval name the number they belong to,
  /// and the level, so that no two columns read alike.
  private func headings(_ grid: Grid, _ isInterval: [Bool]) -> [String] {
    let words = ReportWords(language)
    var owner = ""
    return grid.columns.indices.flatMap { column in
      let name = PlainText.clean(grid.columns[column][language])
      let findings = grid.rows.compactMap { $0[column].finding }.compactMap { index[$0] }
      let units = Set(findings.map(\.unit.symbol) + grid.rows.compactMap { $0[column].plainUnit })
      let unit = units.count == 1 ? units.first.map { $0 == "1" ? "" : " (\($0))" } ?? "" : ""
      guard isInterval[column] else {
        owner = name
        return [name + unit]
      }
      let levels = Set(findings.compactMap { $0.interval?.level })
      let level = levels.count == 1 ? levels.first.map { NumberStyle(language).level($0) } : nil
      let part = [owner, level].compactMap(\.self).joined(separator: ", ")
      return ["\(part) \(words.lower)\(unit)", "\(part) \(words.upper)\(unit)"]
    }
  }

  private func fields(_ cell: Grid.Cell, takesTwo: Bool) -> [String] {
    switch cell {
    case .text(let phrase): pad([PlainText.csvField(PlainText.clean(phrase[language]))], takesTwo)
    case .number(let number, _): pad([plain(number)], takesTwo)
    case .value(let key): pad([part(key) { $0.value }], takesTwo)
    case .median(let key): pad([part(key) { $0.median }], takesTwo)
    case .interval(let key): [part(key) { $0.interval?.lower }, part(key) { $0.interval?.upper }]
    }
  }

  private func pad(_ fields: [String], _ takesTwo: Bool) -> [String] {
    takesTwo ? fields + [""] : fields
  }

  private func part(_ key: FindingKey, _ number: (Finding) -> Double?) -> String {
    guard let finding = index[key] else { return "" }
    if finding.status == .withheld { return ReportWords(language).status(.withheld) }
    return number(finding).map(plain) ?? ""
  }

  private func plain(_ number: Double) -> String {
    guard number.isFinite else { return "" }
    let text = number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    return language == .de ? text.replacing(".", with: ",") : text
  }
}

extension Grid.Cell {
  /// The unit of a plain number.
  fileprivate var plainUnit: String? {
    if case .number(_, let unit) = self { unit.symbol } else { nil }
  }

  /// The finding that a cell shows, if it shows one.
  fileprivate var finding: FindingKey? {
    switch self {
    case .value(let key), .median(let key), .interval(let key): key
    case .text, .number: nil
    }
  }
}
