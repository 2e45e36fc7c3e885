import ArgumentParser
import Attribution
import Liftwerk

/// The command `liftwerk attribution compare`.
struct AttributionCompareCommand: AttributionAsking {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Put all attribution models side by side and tell where they disagree.",
    usage: "liftwerk attribution compare [<file>] [<options>]",
    discussion: """
      Takes what `attribution run` takes. Unless --models says otherwise, all models are compared that \
      the data allow. Models that give probabilities are scored on journeys held out in turn.

      EXAMPLES
        liftwerk attribution compare
        liftwerk attribution compare touches.csv --user user_id \\
          --time timestamp --channel channel --conversion converted
      """)

  @Argument(
    help: "A CSV file of touches or of collapsed paths; gzip is understood.",
    completion: .file(extensions: ["csv", "tsv", "txt", "gz"]))
  var file: String?

  @OptionGroup(title: "Columns of the file") var columns: JourneyColumns
  @OptionGroup(title: "Journeys and models") var model: AttributionModelOptions
  @OptionGroup(title: "General") var options: GlobalOptions

  func validate() throws { try checkColumns() }

  func run() async throws {
    let isTimed = columns.path == nil
    let models = AttributionModel.allCases.filter { model in
      switch model {
      case .markov4, .markov5, .markovAuto, .shapleyOrdered, .shapleyValue: false
      case .timeDecay, .hazard: isTimed
      case .shapleyRate: columns.path == nil || columns.nulls != nil
      default: true
      }
    }
    let request = try request(Pipeline.attributionComparisonCommand, models: models)
    try await RunAnswer(options: options).answer(request)
  }
}
