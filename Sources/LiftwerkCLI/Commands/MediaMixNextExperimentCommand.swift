import ArgumentParser
import Liftwerk
import MediaMix

/// The command `liftwerk mmm next-experiment`.
struct MediaMixNextExperimentCommand: MediaMixAsking {
  static let configuration = CommandConfiguration(
    commandName: "next-experiment",
    abstract: "Which test would improve the budget most?",
    usage: "liftwerk mmm next-experiment [<file>] [<options>]",
    discussion: """
      Fits the model, or takes the same fit from an earlier run, and ranks tests of each channel by \
      what their result is expected to gain when the budget is split anew, less the profit that is \
      forgone while they run.

      EXAMPLES
        liftwerk mmm next-experiment
        liftwerk mmm next-experiment weekly.csv --time week --kpi revenue \\
          --media tv=tv_spend:tv_impressions --media search=search_spend
        liftwerk mmm next-experiment --horizon 13 --bounds 0.7,1.3 --lengths 4,6
      """)

  @Argument(
    help: "A CSV file with a row for each period, or geo and period.",
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var file: String?

  @Option(help: "How many periods the budget is split for; a year if not given.")
  var horizon: Int?

  @Option(
    help: ArgumentHelp(
      "The least and the most of each channel, as multiples of its spend; 0.5,2 if not given.",
      valueName: "least,most"))
  var bounds: String?

  @Option(
    help: ArgumentHelp(
      "How many periods a test may run; four and eight weeks if not given.", valueName: "numbers"))
  var lengths: [String] = []

  @OptionGroup(title: "Columns of the file") var columns: MediaMixColumns
  @OptionGroup(title: "Model") var model: MediaMixModelOptions
  @OptionGroup(title: "General") var options: GlobalOptions

  func validate() throws {
    try checkColumns()
    _ = try overriding(nil)
  }

  func run() async throws {
    var (project, directory) = try question()
    let choices = try overriding(project.mediaMix?.nextExperiment)
    project.mediaMix?.nextExperiment = choices
    try await RunAnswer(options: options).answer(
      options.request(project, directory: directory, command: Pipeline.nextExperimentCommand))
  }

  private func overriding(
    _ choices: MediaMixOptions.NextExperiment?
  ) throws -> MediaMixOptions.NextExperiment {
    var choices = choices ?? .init()
    if let horizon { choices.horizon = horizon }
    if let bounds {
      let numbers = ListOption.split([bounds]).map { Double($0) ?? .nan }
      guard numbers.count == 2, numbers.allSatisfy(\.isFinite) else {
        throw ValidationError("--bounds takes two multiples, such as 0.5,2; found \"\(bounds)\".")
      }
      choices.bounds = numbers
    }
    if !lengths.isEmpty {
      choices.lengths = try ListOption.split(lengths).map { text in
        guard let length = Int(text), length > 0 else {
          throw ValidationError("--lengths takes numbers of periods; found \"\(text)\".")
        }
        return length
      }
    }
    return choices
  }
}
