import Charts
import Findings

/// A figure with its caption and its data.
struct FigureView {
  let anchor: String
  let heading: String
  let caption: String?
  let badge: String?
  let isShown: Bool
  let picture: TrustedMarkup
  let narrow: TrustedMarkup?
  let hasNarrow: Bool
  let notice: String?
  let reasons: [String]
  let values: ValuesView?

  init(_ figure: Figure, _ size: FigureSize, _ report: HTMLReport, _ index: FindingIndex) {
    let language = report.language
    let words = ReportWords(language)
    let findings = figure.findings.compactMap { index[$0] }
    let withheld = findings.filter { $0.status == .withheld }
    let isForced = findings.contains { $0.status == .forced }
    isShown = withheld.isEmpty || withheld.count < findings.count
    anchor = "fig-" + PlainText.identifier(figure.id)
    heading = figure.title[language]
    caption = isShown ? figure.caption[language] : nil
    badge = isForced ? words.status(.forced) : nil
    if !isShown {
      notice = words.figureWithheld
    } else {
      notice = withheld.isEmpty ? nil : words.partlyWithheld(withheld.count, of: findings.count)
    }
    reasons = ShownGrid.remarks(findings, language)
    var renderer = SVGRenderer(
      language: language, palette: report.palette, medium: .page(hovers: true), size: size)
    picture = .picture(figure, renderer)
    renderer.medium = .page(hovers: false)
    renderer.size = .narrow
    narrow = size == .narrow ? nil : .picture(figure, renderer)
    hasNarrow = narrow != nil
    values = isShown ? ValuesView(figure, language) : nil
  }
}

/// The data of a figure as a table, for those who cannot see it and those who want the numbers.
struct ValuesView {
  let headings: [HeadingView]
  let rows: [ValueRowView]

  init?(_ figure: Figure, _ language: Language) {
    let table = FigureTable(figure, language)
    if table.rows.isEmpty { return nil }
    headings = table.headings.map { HeadingView($0.text, isNumeric: $0.isNumeric) }
    rows = table.rows.map { row in
      ValueRowView(
        cells: zip(row, table.headings).map { HeadingView($0, isNumeric: $1.isNumeric) })
    }
  }
}

/// A row of a figure's data.
struct ValueRowView {
  let cells: [HeadingView]
}

/// A text in a table and the side it is set flush with.
struct HeadingView {
  let text: String
  let align: String

  init(_ text: String, isNumeric: Bool) {
    self.text = text
    align = isNumeric ? "num" : "txt"
  }
}
