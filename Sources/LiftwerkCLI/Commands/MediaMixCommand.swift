import ArgumentParser

/// The command `liftwerk mmm`.
struct MediaMixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mmm",
    abstract: "Media mix: what each channel contributed.",
    subcommands: [
      MediaMixFitCommand.self, MediaMixCompareCommand.self, MediaMixPredictCommand.self,
      MediaMixNextExperimentCommand.self,
    ])
}
