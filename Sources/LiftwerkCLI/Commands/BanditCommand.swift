import ArgumentParser

/// The command `liftwerk bandit`.
struct BanditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bandit",
    abstract: "Bandits: choices that learn, and what another policy would have earned.",
    subcommands: [
      BanditSimulateCommand.self, BanditDecideCommand.self, BanditLearnCommand.self,
      BanditEvaluateCommand.self, BanditPromoteCommand.self, BanditExportCommand.self,
      BanditServeCommand.self, BanditStopCommand.self, BanditResumeCommand.self,
    ])
}
