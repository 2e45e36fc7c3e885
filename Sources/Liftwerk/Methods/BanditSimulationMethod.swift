import Bandits
import Findings
import Foundation
import Reports
import Runs

/// Simulated campaigns of a bandit, in the pipeline.
struct BanditSimulationMethod: Method {
  let project: Project
  let bandit: BanditOptions
  let choices: SimulationOptions
  let options: JSONValue

  /// Takes the project's bandit, and what is said of its simulation.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if the bandit cannot be simulated.
  init(
    project: Project, bandit: BanditOptions, options choices: SimulationOptions
  ) throws(LiftwerkError) {
    self.project = project
    self.bandit = bandit
    self.choices = choices
    if let problem = choices.problem(for: bandit) {
      throw LiftwerkError(.badProject, "bandit: \(problem)")
    }
    do {
      // The order in which arms are listed changes nothing.
      var canonical = bandit
      canonical.arms.sort()
      options = try JSONValue(
        encoding: BanditSection(live: canonical, simulate: choices))
    } catch {
      throw LiftwerkError(.badProject, "bandit: \(error)")
    }
  }

  var name: String { "bandit_simulation" }
  var seed: UInt64 { choices.seed }
  var inputPaths: [String] { [] }

  func run(_ settings: MethodSettings) async throws -> MethodOutput {
    let clock = ContinuousClock()
    let begin = clock.now
    settings.progress(.step("Simulating \(choices.campaigns) campaigns"))
    let simulation = try await BanditSimulation.run(
      bandit, options: choices, currency: project.currency, threads: settings.threads)
    var output = MethodOutput(
      // Nothing is read: the options tell all.
      dataHash: ContentHash.hex(Data()),
      findings: simulation.findings(language: settings.language), figures: simulation.figures,
      sections: [simulation.section])
    output.subtitle = Phrase(en: "Simulation of a bandit", de: "Simulation eines Bandits")
    output.tiles = simulation.headline.map { .init($0.label, $0.finding) }
    output.facts = facts
    output.seconds = ["simulate": (clock.now - begin) / .seconds(1)]
    return output
  }

  private var facts: [HTMLReport.Fact] {
    func count(_ number: Int) -> Phrase {
      Phrase(
        en: NumberStyle(.en).number(Double(number), decimals: 0),
        de: NumberStyle(.de).number(Double(number), decimals: 0))
    }
    return [
      .init(Phrase(en: "Arms", de: "Arme"), count(bandit.arms.count)),
      .init(Phrase(en: "Campaigns", de: "Kampagnen"), count(choices.campaigns)),
      .init(
        Phrase(en: "Decisions a campaign", de: "Entscheidungen je Kampagne"),
        count(choices.steps * choices.decisions)),
    ]
  }
}
