import Charts
import Findings

/// A table as readers see it: headings with units, cells in the reader's number format.
struct ShownGrid {
  let title: String
  let headings: [String]
  /// Whether a column holds numbers and is set flush right.
  let numeric: [Bool]
  let rows: [[ShownCell]]
  /// Why cells are withheld or forced and what to do, each reason once.
  let remarks: [String]

  /// - Throws: `ReportError.raggedTable`.
  init(_ grid: Grid, _ index: FindingIndex, _ language: Language) throws(ReportError) {
    for (number, row) in grid.rows.enumerated() where row.count != grid.columns.count {
      throw .raggedTable(
        id: grid.id, row: number + 1, cells: row.count, columns: grid.columns.count)
    }
    let style = NumberStyle(language)
    let columns = grid.columns.indices.map { column in
      ShownColumn(grid.rows.map { $0[column] }, heading: grid.columns[column], index, style)
    }
    title = PlainText.clean(grid.title[language])
    headings = columns.map(\.heading)
    numeric = columns.map { column in column.cells.contains(where: \.isNumeric) }
    rows = grid.rows.indices.map { row in columns.map { $0.cells[row] } }
    remarks = Self.remarks(rows.flatMap(\.self).compactMap(\.finding), language)
  }

  /// Each different reason of withheld and forced findings once, in order, with its remedy.
  static func remarks(_ findings: [Finding], _ language: Language) -> [String] {
    var seen: Set<String> = []
    return findings.compactMap { finding in
      guard finding.status != .ok, let reason = finding.reason else { return nil }
      let word = ReportWords(language).status(finding.status)
      let parts = ["\(word): \(reason)", finding.remedy ?? ""].filter { !$0.isEmpty }
      let remark = PlainText.clean(parts.joined(separator: " → "))
      return seen.insert(remark).inserted ? remark : nil
    }
  }
}

/// A column as readers see it.
struct ShownColumn {
  let heading: String
  let cells: [ShownCell]

  init(_ cells: [Grid.Cell], heading: Phrase, _ index: FindingIndex, _ style: NumberStyle) {
    let findings = cells.compactMap { cell in cell.reference.flatMap { index[$0.key] } }
    let measures = Set(findings.map { [NumberFormat.name($0), $0.unit.symbol] })
    let shared = measures.count == 1 ? NumberFormat(findings) : nil
    let decimals = Self.decimals(cells, heading: heading.en)
    self.cells = cells.map { cell in
      Self.shown(cell, shared, decimals, heading: heading.en, index, style)
    }
    var units = Set(findings.map(\.unit))
    for case .number(_, let unit) in cells { units.insert(unit) }
    let unit = units.count == 1 ? units.first ?? .one : .one
    let level = Self.level(cells, findings, heading[style.language], style)
    // an interval stands beside its number, whose heading has the unit
    let isInterval = cells.contains { $0.reference?.part == "interval" }
    let label =
      isInterval ? PlainText.clean(heading[style.language]) : style.labelled(heading, unit: unit)
    self.heading = [label, level].compactMap(\.self).joined(separator: ", ")
  }

  /// The common level of a column of intervals, unless its heading names one.
  private static func level(
    _ cells: [Grid.Cell], _ findings: [Finding], _ heading: String, _ style: NumberStyle
  ) -> String? {
    let levels = Set(findings.compactMap { $0.interval?.level })
    guard cells.contains(where: { $0.reference?.part == "interval" }), levels.count == 1,
      let level = levels.first, !heading.contains(where: \.isNumber)
    else { return nil }
    return style.level(level)
  }

  /// The decimals of a column of pure numbers of which some are broken, by the largest; nil leaves
  /// each number its own.
  private static func decimals(_ cells: [Grid.Cell], heading: String) -> Int? {
    var numbers: [Double] = []
    for case .number(let number, let unit) in cells {
      guard NumberForm(unit, name: heading) == .plain else { return nil }
      numbers.append(abs(number))
    }
    guard let largest = numbers.max(), largest < 1000,
      numbers.contains(where: { $0 != $0.rounded() })
    else { return nil }
    return NumberStyle.decimals(of: largest, significant: 3)
  }

  private static func shown(
    _ cell: Grid.Cell, _ shared: NumberFormat?, _ decimals: Int?, heading: String,
    _ index: FindingIndex,
    _ style: NumberStyle
  ) -> ShownCell {
    switch cell {
    case .text(let phrase):
      return ShownCell(kind: .text, text: PlainText.clean(phrase[style.language]))
    case .number(let number, let unit):
      let form = NumberForm(unit, name: heading)
      let text =
        decimals.map { style.quantity(number, as: form, decimals: $0) }
        ?? style.quantity(number, as: form)
      return ShownCell(kind: .number, text: text)
    case .value(let key), .median(let key), .interval(let key):
      return shown(index[key], cell.reference?.part ?? "", shared, style)
    }
  }

  /// A part of a finding: `value`, `median` or `interval`.
  static func shown(
    _ finding: Finding?, _ part: String, _ shared: NumberFormat?, _ style: NumberStyle
  ) -> ShownCell {
    let words = ReportWords(style.language)
    guard let finding else { return ShownCell(kind: .missing, text: words.missing) }
    if finding.status == .withheld {
      return ShownCell(
        kind: .withheld, text: words.status(.withheld), finding: finding, part: part)
    }
    let format = shared ?? NumberFormat([finding])
    let text: String? =
      switch part {
      case "value": finding.value.map { format.text($0, style) }
      case "median": finding.median.map { format.text($0, style) }
      default: finding.interval.map { format.text($0, style) }
      }
    guard let text else { return ShownCell(kind: .missing, text: words.missing) }
    let kind: ShownCell.Kind = finding.status == .forced ? .forced : .number
    return ShownCell(kind: kind, text: text, finding: finding, part: part)
  }
}
