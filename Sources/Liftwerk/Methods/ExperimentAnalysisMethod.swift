import Experiments
import Findings
import Foundation
import Reports
import Runs

/// The analysis of an experiment in the pipeline.
struct ExperimentAnalysisMethod: Method {
  let project: Project
  let choices: ExperimentOptions
  let source: ExperimentSource
  let options: JSONValue

  /// Takes what `experiment.analyze` asks.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if it names data that are not there.
  init(project: Project, options choices: ExperimentOptions) throws(LiftwerkError) {
    self.project = project
    self.choices = choices
    source = try project.experimentSource(choices.data, key: "experiment.analyze.data")
    if let problem = choices.problem {
      throw LiftwerkError(.badProject, "experiment.analyze: \(problem)")
    }
    do {
      var canonical = choices
      canonical.data = nil
      options = try JSONValue(encoding: canonical)
    } catch {
      throw LiftwerkError(.badProject, "experiment.analyze: \(error)")
    }
  }

  var name: String { "experiment.analyze" }
  /// Nothing is random here.
  var seed: UInt64 { 0 }
  var inputPaths: [String] { [source.path] }

  func run(_ settings: MethodSettings) async throws -> MethodOutput {
    let clock = ContinuousClock()
    let begin = clock.now
    settings.progress(.step("Reading \(source.path)"))
    let table = try project.experimentTable(source, directory: settings.directory)
    let hasRead = clock.now
    settings.progress(.step("Comparing arms"))
    let analysis = try ExperimentAnalysis(table, options: choices)
    let isForced = settings.isForced
    var output = MethodOutput(
      dataHash: ContentHash.hex(Data(analysis.fingerprint.utf8)),
      findings: analysis.findings(language: settings.language, isForced: isForced),
      figures: analysis.figures(isForced: isForced),
      sections: analysis.sections(isForced: isForced))
    output.subtitle = Phrase(en: "Experiment report", de: "Bericht zum Experiment")
    output.tiles = analysis.headline.map { group in
      .init(group.label, entries: group.entries.map { .init($0.label, $0.finding) })
    }
    output.gateReasons = analysis.gateReasons.map { $0[settings.language] }
    output.facts = facts(analysis)
    if let test = choices.liftTest, analysis.gateReasons.isEmpty {
      output.liftTests = [try analysis.result.liftTest(test)]
    }
    output.seconds = [
      "read": (hasRead - begin) / .seconds(1), "analyze": (clock.now - hasRead) / .seconds(1),
    ]
    return output
  }

  private func facts(_ analysis: ExperimentAnalysis) -> [HTMLReport.Fact] {
    let arms = analysis.result.arms
    return [
      .init(Phrase(en: "Control", de: "Kontrolle"), Phrase(arms[0])),
      .init(
        Phrase(en: "Compared", de: "Verglichen"),
        Phrase(arms.dropFirst().joined(separator: ", "))),
      .init(Phrase(en: "Method", de: "Methode"), Phrase(choices.method.rawValue)),
      .init(Phrase("Alpha"), Phrase("\(choices.alpha)")),
      .init(Phrase(en: "Correction", de: "Anpassung"), Phrase(choices.correction.rawValue)),
    ]
  }
}
