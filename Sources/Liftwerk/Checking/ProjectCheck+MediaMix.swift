import Findings
import MediaMix
import Tables

extension ProjectCheck {
  /// Reads and checks what the media mix needs; nil if it is not asked for.
  static func mediaMix(_ project: Project, directory: String) throws(LiftwerkError) -> Part? {
    let project = try project.readingExperiments(directory: directory)
    guard let options = project.mediaMix else { return nil }
    let language = project.report.language ?? .en
    do {
      let method = try MediaMixMethod(project: project, options: options)
      let (data, skipped) = try method.read(method.choices, directory: directory)
      try checkBudget(project, data)
      // It refuses options that do not fit the data.
      let readiness = try MediaMixReadiness(data: data, options: options)
      return Part(
        dataHash: data.contentHash, sections: [summary(of: data, options)] + readiness.sections(),
        findings: readiness.findings(language: language),
        warnings: readiness.warnings.map(\.description), notices: skipped.map { $0[language] })
    } catch {
      throw LiftwerkError(error)
    }
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
