import Bandits
import Findings
import Foundation
import Reports
import Runs
import Tables

/// The evaluation of a policy by the log of another, in the pipeline.
struct BanditEvaluationMethod: Method {
  let project: Project
  let choices: OffPolicyOptions
  let options: JSONValue

  /// Takes what the project's bandit section says under `evaluate`.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if an option is out of range.
  init(project: Project, options choices: OffPolicyOptions) throws(LiftwerkError) {
    self.project = project
    self.choices = choices
    if let problem = choices.problem {
      throw LiftwerkError(.badProject, "bandit.evaluate: \(problem)")
    }
    do {
      // Paths change no number: their contents are hashed.
      var canonical = choices
      canonical.log = ""
      canonical.policy = ""
      options = try JSONValue(encoding: canonical)
    } catch {
      throw LiftwerkError(.badProject, "bandit.evaluate: \(error)")
    }
  }

  var name: String { "bandit_evaluation" }
  var seed: UInt64 { choices.seed }
  var inputPaths: [String] { [choices.log, choices.policy] }

  func run(_ settings: MethodSettings) async throws -> MethodOutput {
    let clock = ContinuousClock()
    let begin = clock.now
    settings.progress(.step("Reading \(inputPaths.joined(separator: ", "))"))
    let (log, policy) = try await project.offPolicyData(
      choices, directory: settings.directory, threads: settings.threads)
    let hasRead = clock.now
    let evaluation = try await OffPolicyEvaluation.run(
      log, policy: policy, options: choices, currency: project.currency,
      threads: settings.threads
    ) { settings.progress(.step($0)) }
    var output = MethodOutput(
      dataHash: ContentHash.hex(log.canonicalBytes + policy.canonicalBytes),
      findings: evaluation.findings(language: settings.language),
      figures: evaluation.figures(), sections: evaluation.sections())
    output.subtitle = Phrase(en: "Evaluation of a policy", de: "Bewertung einer Strategie")
    output.tiles = evaluation.headline.map { group in
      .init(group.label, entries: group.entries.map { .init($0.label, $0.finding) })
    }
    output.facts = facts(evaluation, policy)
    output.seconds = [
      "read": (hasRead - begin) / .seconds(1), "evaluate": (clock.now - hasRead) / .seconds(1),
    ]
    return output
  }

  private func facts(
    _ evaluation: OffPolicyEvaluation, _ policy: CandidatePolicy
  ) -> [HTMLReport.Fact] {
    func count(_ number: Int) -> Phrase {
      Phrase(
        en: NumberStyle(.en).number(Double(number), decimals: 0),
        de: NumberStyle(.de).number(Double(number), decimals: 0))
    }
    return [
      .init(Phrase(en: "Decisions", de: "Entscheidungen"), count(evaluation.rows)),
      .init(Phrase(en: "Actions", de: "Aktionen"), count(policy.actions.count)),
      .init(Phrase(en: "Keys", de: "Schlüssel"), count(policy.keys.count)),
    ]
      + (evaluation.clusters.map {
        [.init(Phrase(en: "Clusters", de: "Cluster"), count($0))]
      } ?? [])
  }
}

extension Project {
  /// Reads policy and log.
  ///
  /// - Throws: `TableError` if a file is refused; `BanditError` if they do not fit.
  func offPolicyData(
    _ options: OffPolicyOptions, directory: String, threads: Int
  ) async throws -> (log: OffPolicyLog, policy: CandidatePolicy) {
    let policy = try CandidatePolicy(
      read(options.policy, nil, nil, directory), key: options.key, action: options.action)
    if let log = try await OffPolicyLog.streaming(
      path: place(of: options.log, from: directory),
      reading: ReadOptions(locale: locale, encoding: encoding), policy: policy, options: options,
      threads: threads)
    {
      return (log, policy)
    }
    let log = try OffPolicyLog(
      read(options.log, nil, nil, directory), policy: policy, options: options)
    return (log, policy)
  }
}
