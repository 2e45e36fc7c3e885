import Experiments
import Findings

extension ProjectCheck {
  /// Reads the files of the experiment section and looks for what its commands would refuse.
  ///
  /// - Throws: `LiftwerkError` with one message for each problem.
  static func experiment(
    _ project: Project, directory: String
  ) throws(LiftwerkError) -> [Part] {
    guard let section = project.experiment else { return [] }
    var parts: [Part] = []
    var problems: [LiftwerkError] = []
    func collect(_ part: () throws -> Part) {
      do { parts.append(try part()) } catch { problems.append(LiftwerkError(error)) }
    }
    if let options = section.plan {
      collect { try plan(try ExperimentPlanMethod(project: project, options: options), directory) }
    }
    if let options = section.analyze {
      collect {
        try analysis(try ExperimentAnalysisMethod(project: project, options: options), directory)
      }
    }
    if let options = section.uplift {
      collect {
        try uplift(try ExperimentUpliftMethod(project: project, options: options), directory)
      }
    }
    if let problem = joined(problems) { throw problem }
    return parts
  }

  private static func plan(_ method: ExperimentPlanMethod, _ directory: String) throws -> Part {
    var options = method.choices
    if let source = method.source {
      options = try options.measured(
        try method.project.experimentTable(source, directory: directory))
    }
    let plan = try ExperimentPlan(options)
    return Part(
      dataHash: method.name, sections: [], findings: [], warnings: [],
      notices: ["The planned experiment has \(plan.units) units in \(plan.unitsByArm.count) arms."])
  }

  private static func analysis(
    _ method: ExperimentAnalysisMethod, _ directory: String
  ) throws -> Part {
    let table = try method.project.experimentTable(method.source, directory: directory)
    let analysis = try ExperimentAnalysis(table, options: method.choices)
    let counts = zip(analysis.result.arms, analysis.result.counts)
      .map { "\($0) (\($1))" }.joined(separator: ", ")
    return Part(
      dataHash: method.name, sections: [], findings: [],
      warnings: analysis.gateReasons.map { "experiment.analyze: \($0.en)." },
      notices: ["The experiment has the arms \(counts)."])
  }

  private static func uplift(_ method: ExperimentUpliftMethod, _ directory: String) throws -> Part {
    let table = try method.project.experimentTable(method.source, directory: directory)
    let data = try UpliftData(table, options: method.choices)
    return Part(
      dataHash: method.name, sections: [], findings: [],
      warnings: data.sampleRatio.isMismatch
        ? ["experiment.uplift: the arms do not have the numbers of units they should."] : [],
      notices: [
        "Uplift compares \(data.count) units by \(data.featureNames.count) features."
      ])
  }
}
