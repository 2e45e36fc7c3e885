import ArgumentParser
import Bandits
import Liftwerk

/// The command `liftwerk bandit simulate`.
struct BanditSimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Play campaigns whose truth is known: regret, and how often bounds are missed.",
    usage: "liftwerk bandit simulate [<options>]",
    discussion: """
      Takes the bandit of the project file (bandit: live) and plays whole campaigns with it, each twice \
      on the same truth: with guardrails and without. Truths are drawn from the bandit's priors, so \
      priors of cost and value must be stated where a guardrail or the reward needs them. No data are \
      read.

      EXAMPLES
        liftwerk bandit simulate
        liftwerk bandit simulate --campaigns 1000 --steps 30 --decisions 1000
        liftwerk bandit simulate --project spring.yaml --language de --out study
      """)

  @Option(help: "How many campaigns.")
  var campaigns: Int?

  @Option(help: "Steps a campaign; shares are set anew before each.")
  var steps: Int?

  @Option(help: "Decisions a step.")
  var decisions: Int?

  @OptionGroup(title: "General") var options: GlobalOptions

  func run() async throws {
    let file = try options.projectFile()
    var project = file.project
    guard var live = project.bandit?.live else {
      throw LiftwerkError(
        .badProject, "\(file.path): there is no section bandit with live. Add one.")
    }
    if let level = options.level { live.level = level }
    let simulate = overriding(project.bandit?.simulate ?? SimulationOptions())
    project.bandit = BanditSection(live: live, simulate: simulate)
    let request = options.request(
      project, directory: file.directory, command: Pipeline.banditSimulationCommand)
    try await RunAnswer(options: options).answer(request)
  }

  private func overriding(_ options: SimulationOptions) -> SimulationOptions {
    var choices = options
    if let campaigns { choices.campaigns = campaigns }
    if let steps { choices.steps = steps }
    if let decisions { choices.decisions = decisions }
    if let seed = self.options.seed { choices.seed = seed }
    return choices
  }
}
