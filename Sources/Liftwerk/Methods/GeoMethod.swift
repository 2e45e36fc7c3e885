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
    let experiment = try GeoExperiment(read.panel, read.options.test)
    let spend = try self.spend(read.table, read.columns, experiment)
    let hasRead = clock.now
    let analysis = try await GeoAnalysis.run(
      experiment, options: read.options, spend: spend, currency: project.currency,
      threads: settings.threads
    ) { settings.progress(.step($0)) }
    var output = MethodOutput(
      dataHash: hash(read, spend), findings: analysis.findings(language: settings.language),
      figures: analysis.figures(), sections: analysis.sections())
    output.subtitle = Phrase(en: "Geo test report", de: "Bericht zum Geotest")
    output.tiles = analysis.headline.map { group in
      .init(group.label, entries: group.entries.map { .init($0.label, $0.finding) })
    }
    output.gateReasons = analysis.gateReasons.map(\.en)
    read.registered.map { output.mark($0, settings.language) }
    output.facts = facts(experiment)
    output.seconds = [
      "read": (hasRead - begin) / .seconds(1), "analyze": (clock.now - hasRead) / .seconds(1),
    ]
    return output
  }

  /// Money spent on the treated geos during the test.
  private func spend(
    _ table: Table, _ columns: GeoPanel.Columns, _ experiment: GeoExperiment
  ) throws -> Double? {
    guard let column = choices.spend else { return nil }
    let amounts = try table.numbers(column)
    let geos = try table.texts(columns.geo)
    let points = try table.times(columns.time)
    let treated = Set(experiment.treated.map { experiment.panel.geos[$0] })
    var sum = 0.0
    for row in geos.indices where geos[row].map(treated.contains) == true {
      guard let period = experiment.panel.axis.index(of: points[row]),
        experiment.window.contains(period)
      else { continue }
      let amount = amounts[row] ?? 0
      guard amount >= 0 else {
        throw LiftwerkError(
          .dataRefused,
          "\(table.source), line \(table.line(ofRow: row)), column '\(column)': the amount is negative. "
            + "Book the correction where it belongs.")
      }
      sum += amount
    }
    return sum
  }

  private func hash(_ read: GeoInput, _ spend: Double?) -> String {
    var bytes = read.panel.bytes(of: 0..<read.panel.axis.count)
    withUnsafeBytes(of: (spend ?? -1).bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    bytes.append(read.designFile)
    return ContentHash.hex(bytes)
  }

  private func facts(_ experiment: GeoExperiment) -> [HTMLReport.Fact] {
    let axis = experiment.panel.axis
    return [
      .init(
        Phrase(en: "Treated", de: "Behandelt"),
        Phrase(experiment.treated.map { experiment.panel.geos[$0] }.joined(separator: ", "))),
      .init(
        Phrase(en: "Test", de: "Test"),
        Phrase(
          "\(axis.labels[experiment.window.lowerBound]) – "
            + "\(axis.lastDays[experiment.window.upperBound - 1])")),
      .init(
        Phrase(en: "Periods before", de: "Perioden davor"),
        Phrase(String(experiment.window.lowerBound))),
      .init(
        Phrase(en: "Geos to compare with", de: "Gebiete zum Vergleich"),
        Phrase(String(experiment.donors.count))),
    ]
  }
}
