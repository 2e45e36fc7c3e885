import ArgumentParser

/// The command `liftwerk runs`.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "Look at the runs made so far, and verify them.",
    subcommands: [RunsListCommand.self, RunsShowCommand.self, RunsVerifyCommand.self])
}
