import ArgumentParser

/// The command `liftwerk experiment`.
struct ExperimentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "experiment",
    abstract: "A/B tests: how large, what they showed, and who is moved.",
    subcommands: [
      ExperimentPlanCommand.self, ExperimentAnalyzeCommand.self, ExperimentUpliftCommand.self,
    ])
}
