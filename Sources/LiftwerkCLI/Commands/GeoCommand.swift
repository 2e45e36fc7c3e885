import ArgumentParser

/// The command `liftwerk geo`.
struct GeoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "geo",
    abstract: "Geo tests: where to run a campaign, and what it brought.",
    subcommands: [GeoDesignCommand.self, GeoAnalyzeCommand.self])
}
