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
  /// two columns, its lower and its upper end.
  ///
  /// Withheld numbers are the word for it, never blank. Texts that a spreadsheet would take for a
  /// formula get an apostrophe before them.
  /// - Throws: `ReportError.raggedTable`.
  public func text(_ grid: Grid) throws(ReportError) -> String {
    let isInterval = grid.columns.indices.map { column in
      grid.rows.contains { row in
        guard row.indices.contains(column) else { return false }
        if case .interval = row[column] { return true } else { return false }
      }
    }
    let words = ReportWords(language)
    var lines: [[String]] = [
      zip(grid.columns, isInterval).flatMap { column, isInterval in
        let heading = PlainText.clean(column[language])
        return isInterval
          ? [quoted("\(heading) (\(words.lower))"), quoted("\(heading) (\(words.upper))")]
          : [quoted(heading)]
      }
    ]
    for (number, row) in grid.rows.enumerated() {
      guard row.count == grid.columns.count else {
        throw .raggedTable(
          id: grid.id, row: number + 1, cells: row.count, columns: grid.columns.count)
      }
      lines.append(zip(row, isInterval).flatMap { fields($0, takesTwo: $1) })
    }
    let separator = language == .de ? ";" : ","
    let body = lines.map { $0.joined(separator: separator) + "\r\n" }.joined()
    return (language == .de ? "\u{FEFF}" : "") + body
  }

  private func fields(_ cell: Grid.Cell, takesTwo: Bool) -> [String] {
    switch cell {
    case .text(let phrase): pad([quoted(PlainText.clean(phrase[language]))], takesTwo)
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

  private func quoted(_ text: String) -> String {
    let isFormula = text.unicodeScalars.first.map { "=+-@\t\r＝＋－＠".unicodeScalars.contains($0) }
    let safe = isFormula == true ? "'" + text : text
    let needsQuotes = safe != text || safe.contains { ",;\"\n\r".contains($0) }
    return needsQuotes ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
  }
}
