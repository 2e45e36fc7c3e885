import Findings
import Foundation
import GeoLift
import LinearAlgebra
import Reports
import Runs
import Tables

/// The design of a geo test in the pipeline.
struct GeoDesignMethod: Method {
  let project: Project
  let choices: GeoDesignOptions
  let options: JSONValue

  /// Takes the project's section of the design.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if the section names data that are not there.
  init(project: Project, options choices: GeoDesignOptions) throws(LiftwerkError) {
    self.project = project
    self.choices = choices
    _ = try project.geoSource(choices.data, section: "geo_design")
    do {
      // The name of the source changes no number, nor does the path of neighbours, which are hashed.
      var canonical = choices
      canonical.data = nil
      canonical.adjacency = nil
      canonical.include.sort()
      canonical.exclude.sort()
      options = try JSONValue(encoding: canonical)
    } catch {
      throw LiftwerkError(.badProject, "geo_design: \(error)")
    }
  }

  var name: String { "geo_design" }
  var seed: UInt64 { choices.seed }
  var inputPaths: [String] {
    [try? project.geoSource(choices.data, section: "geo_design").path, choices.adjacency]
      .compactMap { $0 }
  }

  func run(_ settings: MethodSettings) async throws -> MethodOutput {
    let clock = ContinuousClock()
    let begin = clock.now
    settings.progress(.step("Reading \(inputPaths.joined(separator: ", "))"))
    let input = try project.geoDesignInput(choices, directory: settings.directory)
    let hasRead = clock.now
    let design = try await GeoDesign.run(
      input.space, currency: project.currency, threads: settings.threads
    ) { settings.progress(.step($0)) }
    let panel = input.space.panel
    var output = MethodOutput(
      dataHash: hash(input), findings: design.findings(language: settings.language),
      figures: design.figures(), sections: design.sections())
    output.subtitle = Phrase(en: "Design of a geo test", de: "Entwurf eines Geotests")
    output.tiles = design.headline.map { group in
      .init(group.label, entries: group.entries.map { .init($0.label, $0.finding) })
    }
    output.gateReasons = design.gateReasons.map(\.en)
    if let best = design.plans.first {
      output.facts = facts(best, panel)
      let registration = PreRegistration(
        best, of: design, hash: panel.hash(of: 0..<panel.axis.count),
        version: LiftwerkVersion.current)
      output.files = [(DesignFile.name, try DesignFile.data(registration))]
    }
    output.seconds = [
      "read": (hasRead - begin) / .seconds(1), "design": (clock.now - hasRead) / .seconds(1),
    ]
    return output
  }

  private func hash(_ input: GeoDesignInput) -> String {
    let panel = input.space.panel
    var bytes = panel.bytes(of: 0..<panel.axis.count)
    for (a, b) in input.adjacency { bytes.append(Data("\(a)\u{0}\(b)\u{0}".utf8)) }
    for geo in panel.geos {
      withUnsafeBytes(of: (input.usualSpend?[geo] ?? -1).bitPattern.littleEndian) {
        bytes.append(contentsOf: $0)
      }
    }
    return ContentHash.hex(bytes)
  }

  private func facts(_ best: DesignPlan, _ panel: GeoPanel) -> [HTMLReport.Fact] {
    [
      .init(
        Phrase(en: "Treat", de: "Behandeln"), Phrase(best.geos.joined(separator: ", "))),
      .init(Phrase(en: "Periods", de: "Perioden"), Phrase(String(best.duration))),
      .init(
        Phrase(en: "History", de: "Vorgeschichte"),
        Phrase("\(panel.axis.labels[0]) – \(panel.axis.lastDays[panel.axis.count - 1])")),
      .init(
        Phrase(en: "Geos to compare with", de: "Gebiete zum Vergleich"),
        Phrase(String(best.donors.count))),
    ]
  }
}
