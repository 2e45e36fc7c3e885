import ArgumentParser
import Liftwerk

/// The command `liftwerk demo`.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Make a report from the data of a fictional retailer.",
    usage: "liftwerk demo [<options>]",
    discussion: """
      Three years of weeks, eight regions, eight channels, and a log of touches of the last season, \
      made from a known truth that lies beside the data in the run folder: media mix and attribution \
      in one report. --seed changes the draws, not the data.

      EXAMPLES
        liftwerk demo
        liftwerk demo --language de --out demo
        liftwerk demo --seed 7 --format json
      """)

  @OptionGroup(title: "General") var options: GlobalOptions

  func run() async throws {
    var request = try Demo.request(options.destination)
    request.project = options.overriding(request.project)
    request.threads = options.threads ?? request.threads
    request.isForced = options.force
    request.cacheFolder = options.cacheFolder
    try await RunAnswer(options: options).answer(request)
  }
}
