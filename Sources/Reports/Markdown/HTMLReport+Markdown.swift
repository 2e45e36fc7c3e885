import Charts
import Findings

extension HTMLReport {
  /// The report as Markdown.
  ///
  /// Headings, prose, remarks in words, and the tables all of whose numbers are findings, as HTML tables
  /// whose cells name them. Pictures stand in the page only.
  ///
  /// - Throws: `ReportError.raggedTable`.
  public func markdown() throws(ReportError) -> String {
    try MarkdownPage(self).text()
  }
}

/// Writes a report as Markdown.
struct MarkdownPage {
  private let report: HTMLReport
  private let index: FindingIndex

  init(_ report: HTMLReport) {
    self.report = report
    index = FindingIndex(report.document)
  }

  func text() throws(ReportError) -> String {
    let words = ReportWords(report.language)
    var parts = ["# \(Self.plain(report.title))"]
    if let subtitle = report.subtitle {
      parts.append("## \(Self.plain(subtitle[report.language]))")
    }
    var sections: [(title: String, blocks: [String])] = []
    for section in report.sections {
      var blocks: [String] = []
      for block in section.blocks {
        if let text = try text(of: block, in: section) { blocks.append(text) }
      }
      if !blocks.isEmpty {
        sections.append((Self.plain(section.title[report.language]), blocks))
      }
    }
    parts.append("## \(words.contents)")
    parts.append("```\n" + sections.map { "- \($0.title)" }.joined(separator: "\n") + "\n```")
    for section in sections { parts += ["## \(section.title)"] + section.blocks }
    parts += ["## \(words.provenance)", provenance(words)]
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func text(
    of block: Section.Block, in section: Section
  ) throws(ReportError) -> String? {
    switch block {
    case .figure: return nil
    case .prose(let paragraph):
      let lead = paragraph.lead.map { "**\(Self.plain($0))** " } ?? ""
      return lead + Self.plain(paragraph.text)
    case .note(let note):
      let text = note.text[report.language]
      // An obligatory text stands word for word, its numbers too.
      let isBound = section.id != "disclaimers" && text.contains(where: \.isNumber)
      return isBound ? nil : "> \(Self.plain(text))"
    case .table(let grid):
      return try table(grid)
    }
  }

  /// A table, if it shows no number that is not a finding.
  private func table(_ grid: Grid) throws(ReportError) -> String? {
    let isBound = grid.rows.joined().allSatisfy { cell in
      switch cell {
      case .value, .median, .interval: true
      case .text(let text): !text[report.language].contains(where: \.isNumber)
      case .number: false
      }
    }
    guard isBound, !grid.rows.isEmpty else { return nil }
    let shown = try ShownGrid(grid, index, report.language)
    func row(_ cells: [String]) -> String { "<tr>" + cells.joined() + "</tr>" }
    let head = row(shown.headings.map { "<th>\(PlainText.escaped($0))</th>" })
    let rows = shown.rows.map { cells in
      row(
        cells.map { cell in
          let bound = cell.bound.map { bound in
            " data-finding=\"\(PlainText.escaped(bound.id))\""
              + " data-subject=\"\(PlainText.escaped(bound.subject))\" data-part=\"\(bound.part)\""
          }
          return "<td\(bound ?? "")>\(PlainText.escaped(cell.text))</td>"
        })
    }
    return "### \(Self.plain(shown.title))\n\n<table>\n"
      + ([head] + rows).joined(separator: "\n") + "\n</table>"
  }

  private func provenance(_ words: ReportWords) -> String {
    var lines = ["\(words.run): \(report.document.run)", "Liftwerk \(report.provenance.version)"]
    lines += report.provenance.details.map {
      "\($0.label[report.language]): \($0.value[report.language])"
    }
    lines += report.provenance.inputs.map { "\($0.name): SHA-256 \($0.hash)" }
    let clean = lines.map { PlainText.clean($0).replacing("`", with: "'") }
    return "```\n" + clean.joined(separator: "\n") + "\n```"
  }

  /// A text in which nothing is markup.
  private static func plain(_ text: String) -> String {
    var output = PlainText.escaped(text)
    for (sign, code) in [("*", "&#42;"), ("`", "&#96;"), ("[", "&#91;"), ("]", "&#93;")] {
      output = output.replacing(sign, with: code)
    }
    return output
  }
}
