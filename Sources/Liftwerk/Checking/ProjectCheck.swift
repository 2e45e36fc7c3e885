public import Findings
import MediaMix
import Tables

/// What can be said about a project before anything is computed: `liftwerk check`.
public struct ProjectCheck: Sendable {
  /// Sections for a person: what was read, and what to look at.
  public var sections: [Section]
  /// The facts behind them.
  public var document: FindingsDocument
  /// What deserves a look before a fit, the most important first, each with place and remedy.
  public var warnings: [String]
  /// Sentences about what was left out or is not read yet.
  public var notices: [String]
  /// The language of the texts.
  public var language: Language

  /// Reads and checks everything a run would need, and lists all problems at once.
  ///
  /// - Parameters:
  ///   - project: the project.
  ///   - directory: the folder that relative paths start from.
  /// - Throws: `LiftwerkError` with code `dataRefused`, `inputMissing` or `badProject` and one message
  ///   for each problem.
  public init(_ project: Project, directory: String) throws(LiftwerkError) {
    let project = try project.readingExperiments(directory: directory)
    guard let options = project.mediaMix else {
      throw LiftwerkError(
        .badProject,
        "\(project.name): no section of the project asks for anything. Add `media_mix:`.")
    }
    language = project.report.language ?? .en
    notices = project.unavailableSections.map(Pipeline.unavailableNotice)
    do {
      let method = try MediaMixMethod(project: project, options: options)
      let (data, skipped) = try method.read(method.choices, directory: directory)
      notices += skipped.map { $0[project.report.language ?? .en] }
      // It refuses options that do not fit the data.
      let readiness = try MediaMixReadiness(data: data, options: options)
      sections = [Self.summary(of: data, options)] + readiness.sections()
      document = FindingsDocument(
        run: data.contentHash, findings: readiness.findings(language: language))
      warnings = readiness.warnings.map(\.description)
    } catch {
      throw LiftwerkError(error)
    }
  }

  /// The tables for a terminal.
  ///
  /// - Throws: `LiftwerkError` if a table is broken, which is a fault of the program.
  public func text(width: Int? = nil) throws(LiftwerkError) -> String {
    try TerminalText.text(sections, document, language, width: width)
  }

  /// What was read, as a table.
  private static func summary(of data: MediaMixData, _ options: MediaMixOptions) -> Section {
    func row(_ en: String, _ de: String, _ value: Grid.Cell) -> [Grid.Cell] {
      [.text(Phrase(en: en, de: de)), value]
    }
    let span = "\(data.times.labels.first ?? "") – \(data.times.lastDays.last ?? "")"
    let outcome = options.target.isMoney ? Unit.money(data.currency) : .one
    var rows = [
      row("Period", "Zeitraum", .text(Phrase(span))),
      row("Periods", "Zeiträume", .number(Double(data.timeCount), .one)),
      row(
        "Periods of media before them", "Medien-Zeiträume davor", .number(Double(data.leadIn), .one)
      ),
      row("Regions", "Regionen", .number(Double(data.geoCount), .one)),
      row("Outcome", "Ergebnis", .number(data.totalOutcome, outcome)),
    ]
    for (index, channel) in data.channels.enumerated() {
      rows.append(
        row(
          "Spend on \(channel)", "Ausgaben für \(channel)",
          .number(data.totalSpend(index), .money(data.currency))))
    }
    let title = Phrase(en: "What was read", de: "Was gelesen wurde")
    let grid = Grid(
      id: "check.data", title: title,
      columns: [Phrase(en: "What", de: "Was"), Phrase(en: "Found", de: "Gefunden")], rows: rows)
    return Section(id: "data", title: title, blocks: [.table(grid)])
  }
}
