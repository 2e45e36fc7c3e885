import Attribution
import Findings
import Testing

/// What a result says and refers to.
enum Texts {
  /// Every text of a result in a language.
  static func all(of result: AttributionResult, _ language: Language) -> [String] {
    var texts = result.findings(language: language).flatMap {
      [$0.text, $0.reason ?? "", $0.remedy ?? ""]
    }
    for figure in result.figures(language: language) {
      texts += [figure.title, figure.caption, figure.description, figure.x.label, figure.y.label]
        .map { $0[language] }
      texts += figure.marks.compactMap { $0.label?[language] }
    }
    for section in result.sections() + result.comparisonSections() {
      texts.append(section.title[language])
      for block in section.blocks {
        switch block {
        case .figure: continue
        case .note(let note): texts.append(note.text[language])
        case .prose(let paragraph): texts.append(paragraph.text)
        case .table(let grid):
          texts.append(grid.title[language])
          texts += grid.columns.map { $0[language] }
          for case .text(let phrase) in grid.rows.flatMap({ $0 }) { texts.append(phrase[language]) }
        }
      }
    }
    for group in result.headline { texts.append(group.label[language]) }
    return texts
  }

  /// Checks that everything a report refers to exists, once.
  static func checkReferences(_ result: AttributionResult) throws {
    for isForced in [false, true] {
      let findings = result.findings(language: .en, isForced: isForced)
      let known = Dictionary(findings.map { ($0.key, $0) }) { first, _ in first }
      #expect(known.count == findings.count)
      let figures = result.figures(language: .en, isForced: isForced)
      #expect(Set(figures.map(\.id)).count == figures.count)
      for figure in figures {
        for key in figure.findings { #expect(known[key] != nil, "\(key)") }
        let lengths = Set(figure.columns.map { max($0.numbers.count, $0.texts.count) })
        #expect(lengths.count == 1, "\(figure.id)")
        let columns = Set(figure.columns.map(\.name))
        for mark in figure.marks {
          for name in [mark.x, mark.y, mark.y2, mark.x2].compactMap({ $0 }) {
            #expect(columns.contains(name))
          }
        }
      }
      let sections = result.sections(isForced: isForced)
      #expect(Set(sections.map(\.id)).count == sections.count)
      let ids = Set(figures.map(\.id))
      for block in sections.flatMap(\.blocks) + result.comparisonSections().flatMap(\.blocks) {
        switch block {
        case .figure(let id): #expect(ids.contains(id), "\(id)")
        case .note(let note): #expect(!note.text.en.isEmpty && !note.text.de.isEmpty)
        case .prose(let paragraph): #expect(!paragraph.text.isEmpty)
        case .table(let grid): check(grid, known)
        }
      }
      for entry in result.headline.flatMap(\.entries) { #expect(known[entry.finding] != nil) }
    }
  }

  private static func check(_ grid: Grid, _ known: [FindingKey: Finding]) {
    for row in grid.rows {
      #expect(row.count == grid.columns.count, "\(grid.id)")
      for cell in row {
        switch cell {
        case .text: continue
        case .number(let number, _): #expect(number.isFinite)
        case .value(let key), .median(let key):
          #expect(known[key] != nil, "\(grid.id): \(key)")
        case .interval(let key):
          let finding = known[key]
          #expect(finding?.status == .withheld || finding?.interval != nil, "\(grid.id): \(key)")
        }
      }
    }
  }
}
