import Experiments
import Findings
import Foundation
import Reports
import Runs

/// Uplift in the pipeline.
struct ExperimentUpliftMethod: Method {
  let project: Project
  let choices: UpliftOptions
  let source: ExperimentSource
  let options: JSONValue

  /// Takes what `experiment.uplift` asks.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if it names data that are not there.
  init(project: Project, options choices: UpliftOptions) throws(LiftwerkError) {
    self.project = project
    self.choices = choices
    source = try project.experimentSource(choices.data, key: "experiment.uplift.data")
    if let problem = choices.problem {
      throw LiftwerkError(.badProject, "experiment.uplift: \(problem)")
    }
    do {
      var canonical = choices
      canonical.data = nil
      options = try JSONValue(encoding: canonical)
    } catch {
      throw LiftwerkError(.badProject, "experiment.uplift: \(error)")
    }
  }

  var name: String { "experiment.uplift" }
  var seed: UInt64 { choices.seed }
  var inputPaths: [String] { [source.path] }

  func run(_ settings: MethodSettings) async throws -> MethodOutput {
    let clock = ContinuousClock()
    let begin = clock.now
    settings.progress(.step("Reading \(source.path)"))
    let table = try project.experimentTable(source, directory: settings.directory)
    let data = try UpliftData(table, options: choices)
    let hasRead = clock.now
    settings.progress(.step("Learning from \(data.count) units"))
    let analysis = try await UpliftAnalysis(data, choices, threads: settings.threads)
    let isForced = settings.isForced
    var output = MethodOutput(
      dataHash: ContentHash.hex(Data(data.fingerprint.utf8)),
      findings: analysis.findings(language: settings.language, isForced: isForced),
      figures: analysis.figures(isForced: isForced),
      sections: analysis.sections(isForced: isForced))
    output.subtitle = Phrase(en: "Uplift report", de: "Bericht zum Uplift")
    output.tiles = analysis.headline.map { group in
      .init(group.label, entries: group.entries.map { .init($0.label, $0.finding) })
    }
    output.gateReasons = analysis.gateReasons.map { $0[settings.language] }
    output.facts = [
      .init(Phrase(en: "Control", de: "Kontrolle"), Phrase(analysis.arms[0])),
      .init(Phrase(en: "Treated", de: "Behandelt"), Phrase(analysis.arms[1])),
      .init(Phrase(en: "Outcome", de: "Ergebnis"), Phrase(choices.outcome)),
    ]
    output.seconds = [
      "read": (hasRead - begin) / .seconds(1), "uplift": (clock.now - hasRead) / .seconds(1),
    ]
    return output
  }
}
