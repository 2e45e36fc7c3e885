import ArgumentParser

/// The command `liftwerk report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Reports: write them, ask, and hold them against what was found.",
    subcommands: [
      ReportWriteCommand.self, ReportAskCommand.self, ReportVerifyCommand.self,
      ReportEvaluateCommand.self, ReportAgreementCommand.self,
    ])
}
