import ArgumentParser

/// The command `liftwerk report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Reports: write them, and hold them against what was found.",
    subcommands: [
      ReportWriteCommand.self, ReportVerifyCommand.self, ReportEvaluateCommand.self,
      ReportAgreementCommand.self,
    ])
}
