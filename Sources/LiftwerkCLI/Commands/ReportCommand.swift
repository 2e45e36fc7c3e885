import ArgumentParser

/// The command `liftwerk report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Reports: whether what they say is true.",
    subcommands: [ReportVerifyCommand.self])
}
