public import ArgumentParser
import Foundation
import Liftwerk
public import MediaMix

extension MediaMixOptions.Forecast.HeldControls: ExpressibleByArgument {}

/// The command `liftwerk mmm predict`.
struct MediaMixPredictCommand: MediaMixAsking {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "The outcome of a plan of future media.",
    usage: "liftwerk mmm predict <plan> [<options>]",
    discussion: """
      Fits the model, or takes the same fit from an earlier run, and tells what the plan leads to: \
      the outcome of each period with its interval, what is in the pipe already, and what comes \
      after the plan's end. The plan is a file in the columns of the data, without the outcome; its \
      periods follow the data.

      EXAMPLES
        liftwerk mmm predict plan.csv
        liftwerk mmm predict plan.csv --hold-controls seasonal
        liftwerk mmm predict plan.csv --data weekly.csv --time week \\
          --kpi revenue --media tv=tv_spend:tv_impressions
      """)

  @Argument(
    help: "The plan: a row for each future period, or geo and period.",
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var plan: String?

  @Option(
    name: .customLong("data"),
    help: "The data: a CSV file with a row for each period, or geo and period.",
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var file: String?

  @Option(help: "What controls that the plan leaves out will be; else they must be in it.")
  var holdControls: MediaMixOptions.Forecast.HeldControls?

  @OptionGroup(title: "Columns of the data") var columns: MediaMixColumns
  @OptionGroup(title: "Model") var model: MediaMixModelOptions
  @OptionGroup(title: "General") var options: GlobalOptions

  func validate() throws {
    try checkColumns()
    if file != nil && plan == nil {
      throw ValidationError("Name the plan: liftwerk mmm predict PLAN --data FILE …")
    }
  }

  func run() async throws {
    var (project, directory) = try question()
    var forecast = project.mediaMix?.forecast
    if let plan {
      let here = FileManager.default.currentDirectoryPath
      let isHere = URL(fileURLWithPath: directory).standardizedFileURL.path == here
      // A project's paths start from its own folder, an argument's from here.
      let path = isHere || plan.hasPrefix("/") ? plan : "\(here)/\(plan)"
      forecast = .init(plan: path, holdControls: holdControls ?? forecast?.holdControls)
    } else if let holdControls {
      forecast?.holdControls = holdControls
    }
    project.mediaMix?.forecast = forecast
    try await RunAnswer(options: options).answer(
      options.request(project, directory: directory, command: Pipeline.forecastCommand))
  }
}
