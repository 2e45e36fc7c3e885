import ArgumentParser

/// The command `liftwerk bandit`.
struct BanditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bandit",
    abstract: "Bandits: choices that learn, and what another policy would have earned.",
    subcommands: [
      BanditSimulateCommand.self, BanditEvaluateCommand.self, BanditServeCommand.self,
      BanditStopCommand.self,
    ])
}
