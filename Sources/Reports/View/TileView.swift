import Charts
import Findings

/// A key number or a list of them.
struct TileView {
  let label: String
  let span: String
  let isList: Bool
  let single: CellView?
  let entries: [EntryView]
  let remark: String?

  init(
    _ tile: HTMLReport.Tile, _ span: String, _ index: FindingIndex, _ language: Language,
    _ palette: Palette
  ) {
    let findings = tile.entries.compactMap { index[$0.finding] }
    let format = NumberFormat(findings)
    label = tile.label[language]
    self.span = span
    isList = tile.entries.count != 1
    let cells = tile.entries.map { CellView(index[$0.finding], format, language) }
    single = isList ? nil : cells.first
    let shown = findings.filter { $0.status != .withheld }
    let strip = IntervalStrip(
      spanning: shown.flatMap { finding in
        [finding.value, finding.interval?.lower, finding.interval?.upper].compactMap(\.self)
      }, palette: palette)
    entries =
      isList
      ? zip(tile.entries, cells).map { EntryView($0, $1, index[$0.finding], strip, language) } : []
    let levels = Set(shown.compactMap { $0.interval?.level })
    let level =
      isList && levels.count == 1
      ? levels.first.map { NumberStyle(language).intervalName($0) } : nil
    let heading = isList ? NumberStyle(language).heading(of: findings.first?.unit ?? .one) : nil
    let parts = [heading, level, tile.note?[language]].compactMap(\.self)
    remark = parts.isEmpty ? nil : parts.joined(separator: " · ")
  }
}

/// A number with its interval, written out.
struct CellView {
  let kind: String
  let text: String
  let range: String?
  let level: String
  let flag: String?
  let bound: BoundView?
  let unitText: String?

  init(_ finding: Finding?, _ format: NumberFormat, _ language: Language) {
    let style = NumberStyle(language)
    let cell = ShownColumn.shown(finding, "value", format, style)
    kind = cell.style
    text = cell.text
    flag = cell.flag(language)
    bound = cell.bound
    let interval = finding?.status == .withheld ? nil : finding?.interval
    range = interval.map { format.text($0, style) }
    level = interval.map { style.intervalName($0.level) } ?? ""
    unitText = finding?.status == .withheld ? nil : finding.flatMap { style.heading(of: $0.unit) }
  }
}

/// A line of a list of key numbers.
struct EntryView {
  let name: String
  let picture: TrustedMarkup?
  let cell: CellView

  init(
    _ entry: HTMLReport.Tile.Entry, _ cell: CellView, _ finding: Finding?, _ strip: IntervalStrip,
    _ language: Language
  ) {
    name = entry.label[language]
    self.cell = cell
    let role: Figure.Mark.Role = finding?.subject["channel"].map { .channel($0) } ?? .posterior
    if let finding, let value = finding.value, finding.status != .withheld {
      picture = .strip(strip, value, finding.interval, role)
    } else {
      picture = nil
    }
  }
}
