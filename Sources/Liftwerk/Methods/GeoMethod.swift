import Findings
import Foundation
import GeoLift
import LinearAlgebra
import Reports
import Runs
import Tables

/// The analysis of a finished geo test in the pipeline.
struct GeoMethod: Method {
  let project: Project
  let choices: GeoOptions
  let options: JSONValue

  /// Takes the project's geo section.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if the section names data that are not there.
  init(project: Project, options choices: GeoOptions) throws(LiftwerkError) {
    self.project = project
    self.choices = choices
    _ = try project.geoSource(choices)
    do {
      var canonical = choices
      canonical.data = nil
      canonical.test.treated.sort()
      canonical.test.excluded.sort()
      canonical.cells = canonical.cells.mapValues { $0.sorted() }
      canonical.channels.sort()
      canonical.predictors.sort { $0.name < $1.name }
      options = try JSONValue(encoding: canonical)
    } catch {
      throw LiftwerkError(.badProject, "geo: \(error)")
    }
  }

  var name: String { "geo" }
  var seed: UInt64 { choices.seed }
  var inputPaths: [String] { project.geoPaths }

  func run(_ settings: MethodSettings) async throws -> MethodOutput {
    let clock = ContinuousClock()
    let begin = clock.now
    settings.progress(.step("Reading \(inputPaths.joined(separator: ", "))"))
    let read = try read(directory: settings.directory)
    if let deviations = read.registered?.deviations, !deviations.isEmpty, !settings.isForced {
      throw LiftwerkError(
        .dataRefused,
        messages: deviations.map { "Departure from the design: \($0.en)" }
          + [RegisteredAnalysis.remedy.en])
    }
    let spend = try read.options.spend.map {
      try GeoSpend(read.table, read.columns, column: $0, panel: read.panel)
    }
    let hasRead = clock.now
    var output = try await analyze(read, spend, settings)
    read.registered.map { output.mark($0, settings.language) }
    output.seconds = [
      "read": (hasRead - begin) / .seconds(1), "analyze": (clock.now - hasRead) / .seconds(1),
    ]
    return output
  }

  private func analyze(
    _ read: GeoInput, _ spend: GeoSpend?, _ settings: MethodSettings
  ) async throws -> MethodOutput {
    let language = settings.language
    let (panel, choices) = (read.panel, read.options)
    guard choices.cells.isEmpty else {
      let cells = try await GeoCells.run(
        panel, options: choices, spend: spend, currency: project.currency,
        threads: settings.threads
      ) { settings.progress(.step($0)) }
      return output(
        hash(read, spend), cells.findings(language: language), cells.figures(),
        cells.sections(), cells.headline, cells.gateReasons,
        facts: facts(cells.analyses.map { ($0.arm, $0.experiment) }))
    }
    let experiment = try GeoExperiment(panel, choices.test, predictors: choices.predictors)
    let analysis = try await GeoAnalysis.run(
      experiment, options: choices, spend: spend, currency: project.currency,
      threads: settings.threads
    ) { settings.progress(.step($0)) }
    return output(
      hash(read, spend), analysis.findings(language: language), analysis.figures(),
      analysis.sections(), analysis.headline, analysis.gateReasons,
      facts: facts([(nil, experiment)]))
  }

  private func output(
    _ hash: String, _ findings: [Finding], _ figures: [Figure], _ sections: [Section],
    _ headline: [(label: Phrase, entries: [(label: Phrase, finding: FindingKey)])],
    _ gateReasons: [Phrase], facts: [HTMLReport.Fact]
  ) -> MethodOutput {
    var output = MethodOutput(
      dataHash: hash, findings: findings, figures: figures, sections: sections)
    output.subtitle = Phrase(en: "Geo test report", de: "Bericht zum Geotest")
    output.tiles = headline.map { group in
      .init(group.label, entries: group.entries.map { .init($0.label, $0.finding) })
    }
    output.gateReasons = gateReasons.map(\.en)
    output.facts = facts
    return output
  }

  private func hash(_ read: GeoInput, _ spend: GeoSpend?) -> String {
    var bytes = read.panel.bytes(of: 0..<read.panel.axis.count)
    for number in spend?.amounts.elements ?? [] {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    for (name, geos) in read.panel.predictors.sorted(by: { $0.key < $1.key }) {
      bytes.append(contentsOf: name.utf8)
      for number in geos.joined() {
        withUnsafeBytes(of: (number ?? .nan).bitPattern.littleEndian) {
          bytes.append(contentsOf: $0)
        }
      }
    }
    bytes.append(read.designFile)
    return ContentHash.hex(bytes)
  }

  private func facts(_ tests: [(arm: String?, experiment: GeoExperiment)]) -> [HTMLReport.Fact] {
    guard let experiment = tests.first?.experiment else { return [] }
    let axis = experiment.panel.axis
    let treated = tests.map { arm, experiment -> HTMLReport.Fact in
      let names = experiment.treated.map { experiment.panel.geos[$0] }.joined(separator: ", ")
      let label =
        choices.kind == .holdout
        ? Phrase(en: "Held out", de: "Ausgenommen") : Phrase(en: "Treated", de: "Behandelt")
      return .init(arm.map { Phrase($0) } ?? label, Phrase(names))
    }
    return treated + [
      .init(
        Phrase(en: "Test", de: "Test"),
        Phrase(
          "\(axis.labels[experiment.window.lowerBound]) – "
            + "\(axis.lastDays[experiment.window.upperBound - 1])")),
      .init(Phrase(en: "Kind", de: "Art"), Phrase(choices.kind.rawValue)),
      .init(
        Phrase(en: "Periods before", de: "Perioden davor"),
        Phrase(String(experiment.window.lowerBound))),
      .init(
        Phrase(en: "Geos to compare with", de: "Gebiete zum Vergleich"),
        Phrase(String(experiment.donors.count))),
    ]
  }
}
