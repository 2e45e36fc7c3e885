import ArgumentParser
import Experiments

/// How an experiment becomes a lift test of the media mix.
struct LiftTestFlags: ParsableArguments {
  @Flag(help: "Add the result to the project's experiments, as a lift test of the media mix.")
  var addToProject = false

  @Option(help: "The channels control did not see; repeat it or use commas.")
  var channels: [String] = []

  @Option(help: "The first day of the ads.")
  var from: String?

  @Option(help: "The last day of the ads.")
  var to: String?

  @Option(help: "The arm that saw the ads, where there are several.")
  var liftArm: String?

  @Option(help: "The metric that is the media mix's KPI, where there are several.")
  var liftMetric: String?

  @Option(help: "What the test is called; made of arm, metric and first day if not given.")
  var testName: String?

  func validate() throws {
    let isGiven =
      !channels.isEmpty || [from, to, liftArm, liftMetric, testName].contains { $0 != nil }
    if isGiven, channels.isEmpty || from == nil || to == nil {
      throw ValidationError("A lift test needs --channels, --from and --to.")
    }
  }

  /// The options; nil where no channels are named.
  var options: LiftTestOptions? {
    guard let from, let to, !channels.isEmpty else { return nil }
    var options = LiftTestOptions(channels: ListOption.split(channels), from: from, to: to)
    (options.arm, options.metric, options.name) = (liftArm, liftMetric, testName)
    return options
  }
}
