import Experiments
import Findings
import Foundation
import Reports
import Runs

/// The plan of an experiment in the pipeline.
struct ExperimentPlanMethod: Method {
  let project: Project
  let choices: PlanOptions
  /// The history that numbers are taken from; nil where they are given.
  let source: ExperimentSource?
  let options: JSONValue

  /// Takes what `experiment.plan` asks.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if it names data that are not there.
  init(project: Project, options choices: PlanOptions) throws(LiftwerkError) {
    self.project = project
    self.choices = choices
    source =
      choices.metric == nil
      ? nil : try project.experimentSource(choices.data, key: "experiment.plan.data")
    if let problem = choices.problem {
      throw LiftwerkError(.badProject, "experiment.plan: \(problem)")
    }
    do {
      var canonical = choices
      canonical.data = nil
      options = try JSONValue(encoding: canonical)
    } catch {
      throw LiftwerkError(.badProject, "experiment.plan: \(error)")
    }
  }

  var name: String { "experiment.plan" }
  /// Nothing is random here.
  var seed: UInt64 { 0 }
  var inputPaths: [String] { source.map { [$0.path] } ?? [] }

  func run(_ settings: MethodSettings) async throws -> MethodOutput {
    let clock = ContinuousClock()
    let begin = clock.now
    var measured = choices
    if let source {
      settings.progress(.step("Reading \(source.path)"))
      measured = try choices.measured(
        try project.experimentTable(source, directory: settings.directory))
    }
    let analysis = try PlanAnalysis(measured)
    let numbers = "\(measured.kind) \(measured.baseline) \(measured.standardDeviation ?? 0)"
    var output = MethodOutput(
      dataHash: ContentHash.hex(Data(numbers.utf8)),
      findings: analysis.findings(language: settings.language), figures: analysis.figures(),
      sections: analysis.sections())
    output.subtitle = Phrase(en: "Plan of an experiment", de: "Plan eines Experiments")
    output.tiles = analysis.headline.map { .init($0.label, $0.finding) }
    output.facts = [
      .init(
        Phrase(en: "Metric", de: "Kennzahl"), Phrase(measured.metric ?? measured.kind.rawValue)),
      .init(Phrase("Alpha"), Phrase("\(measured.alpha)")),
    ]
    output.seconds = ["plan": (clock.now - begin) / .seconds(1)]
    return output
  }
}
