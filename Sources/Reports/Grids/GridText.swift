import Charts
public import Findings

/// A table for the terminal: aligned columns, no control characters, a remark for what is withheld.
public struct GridText {
  private let language: Language
  private let index: FindingIndex

  /// Writes tables for readers of a language, with numbers from an index of findings.
  public init(_ language: Language, _ index: FindingIndex) {
    self.language = language
    self.index = index
  }

  /// The table with title, headings and a final line break.
  ///
  /// - Parameter width: Columns of the terminal; longer words are cut so that rows fit. nil never
  ///   cuts.
  /// - Throws: `ReportError.raggedTable`.
  public func text(_ grid: Grid, width: Int? = nil) throws(ReportError) -> String {
    let shown = try ShownGrid(grid, index, language)
    let cells = [shown.headings] + shown.rows.map { row in row.map(mark) }
    var widths = shown.headings.indices.map { column in
      cells.map { TextCells.width($0[column]) }.max() ?? 0
    }
    if let width { shrink(&widths, shown.numeric, to: width) }
    var lines = [shown.title, ""]
    for (number, row) in cells.enumerated() {
      let fields = row.indices.map {
        TextCells.padded(row[$0], to: widths[$0], right: shown.numeric[$0])
      }
      lines.append(trimmed(fields.joined(separator: "  ")))
      if number == 0 {
        lines.append(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
      }
    }
    if !shown.remarks.isEmpty { lines += [""] + shown.remarks }
    return lines.joined(separator: "\n") + "\n"
  }

  private func mark(_ cell: ShownCell) -> String {
    let text = cell.text.replacing("\u{A0}", with: " ")
    return cell.kind == .forced ? "\(text) (\(ReportWords(language).status(.forced)))" : text
  }

  /// Takes room from the widest column of words until the rows fit; numbers are never cut.
  private func shrink(_ widths: inout [Int], _ numeric: [Bool], to limit: Int) {
    let gaps = 2 * (widths.count - 1)
    while widths.reduce(gaps, +) > limit {
      let words = widths.indices.filter { !numeric[$0] && widths[$0] > 8 }
      guard let widest = words.max(by: { widths[$0] < widths[$1] }) else { return }
      widths[widest] -= 1
    }
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}

/// How many columns of a terminal a text takes.
enum TextCells {
  /// Two for wide East Asian characters and emoji, none for combining marks.
  static func width(_ text: String) -> Int {
    text.reduce(0) { $0 + width($1) }
  }

  /// The text cut with an ellipsis, or filled with spaces, to a width.
  static func padded(_ text: String, to width: Int, right: Bool) -> String {
    let used = self.width(text)
    if used <= width {
      let fill = String(repeating: " ", count: width - used)
      return right ? fill + text : text + fill
    }
    var kept = ""
    var room = width - 1
    for character in text {
      room -= self.width(character)
      if room < 0 { break }
      kept.append(character)
    }
    return padded(kept + "…", to: max(width, self.width(kept) + 1), right: right)
  }

  private static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.properties.generalCategory == .nonspacingMark { return 0 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
