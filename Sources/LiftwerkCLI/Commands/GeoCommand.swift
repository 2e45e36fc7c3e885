import ArgumentParser

/// The command `liftwerk geo`.
struct GeoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "geo",
    abstract: "Geo tests: what a campaign in some regions brought.",
    subcommands: [GeoAnalyzeCommand.self])
}
