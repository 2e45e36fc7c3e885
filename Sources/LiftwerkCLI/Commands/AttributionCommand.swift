import ArgumentParser

/// The command `liftwerk attribution`.
struct AttributionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attribution",
    abstract: "Attribution: how conversions are credited to the channels before them.",
    subcommands: [AttributionRunCommand.self, AttributionCompareCommand.self])
}
