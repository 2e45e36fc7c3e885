import Charts
import Findings

/// What the page template reads; names here are names in the templates.
struct PageView {
  let language: String
  let title: String
  let subtitle: String?
  let version: String
  let stylesheet = TrustedMarkup.stylesheet
  let json: DataView
  let content: DataView
  let words: [String: String]
  let facts: [FactView]
  let hasFacts: Bool
  let tiles: [TileView]
  let verdict: VerdictView
  let verdictSpan: String
  let sections: [SectionView]
  let run: String
  let seed: String?
  let details: [FactView]
  let inputs: [InputView]
  let hasInputs: Bool

  init(_ report: HTMLReport) throws(ReportError) {
    let language = report.language
    let index = FindingIndex(report.document)
    let provenance = report.provenance
    self.language = language.rawValue
    title = report.title
    subtitle = report.subtitle?[language]
    version = provenance.version
    json = DataView(try .json(report.document))
    content = DataView(try .json(ReportContent(report)))
    words = Self.words(language)
    facts = report.facts.map { FactView($0, language) }
    hasFacts = !facts.isEmpty
    let spans = TileSpans(
      report.tiles.map { $0.entries.count != 1 },
      isLong: report.tiles.contains { $0.entries.count > 12 })
    tiles = zip(report.tiles, spans.tiles).map { tile, span in
      TileView(tile, span, index, language, report.palette)
    }
    verdictSpan = spans.verdict
    verdict = VerdictView(report.document, isReleased: report.isReleased, language)
    sections = try SectionView.all(report, index)
    run = report.document.run
    seed = provenance.seed.map(String.init)
    details = provenance.details.map { FactView($0, language) }
    inputs = provenance.inputs.map { InputView(name: $0.name, hash: $0.hash) }
    hasInputs = !inputs.isEmpty
  }

  private static func words(_ language: Language) -> [String: String] {
    let words = ReportWords(language)
    return [
      "skip": words.skip, "contents": words.contents, "asked": words.asked,
      "keyNumbers": words.keyNumbers, "checks": words.checks, "data": words.data,
      "provenance": words.provenance, "run": words.run, "version": words.version,
      "seed": words.seed, "inputs": words.inputs, "file": words.file, "hash": words.hash,
      "footnote": words.footnote, "remedy": words.remedy,
    ]
  }
}

/// A label and what it says.
struct FactView {
  let label: String
  let content: String
  /// Whether it takes a row of its own.
  let isLong: Bool

  init(_ fact: HTMLReport.Fact, _ language: Language) {
    label = fact.label[language]
    content = fact.value[language]
    isLong = content.count > 90
  }
}

/// Data that the page carries, and the hash by which a change of them shows.
struct DataView {
  let markup: TrustedMarkup
  let digest: String

  init(_ markup: TrustedMarkup) {
    self.markup = markup
    digest = markup.digest
  }
}

/// A file that was read.
struct InputView {
  let name: String
  let hash: String
}
