import Charts
public import Findings

/// What a page shows beside its findings and its prose; a page carries it, so that everything in it can
/// be drawn again and compared.
public struct ReportContent: Codable, Sendable, Equatable {
  /// The version of the format.
  public static let currentSchema = "liftwerk.content/1"

  /// The version of the format this content follows.
  public let schema: String
  private let title: String
  private let subtitle: Phrase?
  private let language: Language
  private let figures: [Figure]
  private let sections: [Section]
  private let tiles: [HTMLReport.Tile]
  private let facts: [HTMLReport.Fact]
  private let provenance: HTMLReport.Provenance
  private let palette: Palette
  private let isReleased: Bool

  /// Takes a report's content: all but prose, and of the figures those that are shown.
  public init(_ report: HTMLReport) {
    schema = Self.currentSchema
    title = report.title
    subtitle = report.subtitle
    language = report.language
    sections = report.sections.map { section in
      var section = section
      section.blocks.removeAll { if case .prose = $0 { true } else { false } }
      return section
    }
    let shown = Set(
      sections.flatMap(\.blocks).compactMap { if case .figure(let id) = $0 { id } else { nil } })
    figures = report.figures.filter { shown.contains($0.id) }
    tiles = report.tiles
    facts = report.facts
    provenance = report.provenance
    palette = report.palette
    isReleased = report.isReleased
  }

  /// The report without its prose, on the findings given.
  public func report(_ document: FindingsDocument) -> HTMLReport {
    HTMLReport(
      title: title, subtitle: subtitle, language: language, document: document, figures: figures,
      sections: sections, tiles: tiles, facts: facts, provenance: provenance, palette: palette,
      isReleased: isReleased)
  }
}
