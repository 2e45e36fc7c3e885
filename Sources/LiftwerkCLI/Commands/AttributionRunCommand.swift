import ArgumentParser
import Liftwerk

/// The command `liftwerk attribution run`.
struct AttributionRunCommand: AttributionAsking {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Credit conversions to channels and write the report.",
    usage: "liftwerk attribution run [<file>] [<options>]",
    discussion: """
      Reads the attribution section of the project file, or a file and the columns named by flags: a \
      log with a row for each touch, or collapsed paths. Without more flags each user is one journey, \
      ended by its conversion.

      EXAMPLES
        liftwerk attribution run touches.csv --user user_id --time timestamp \\
          --channel channel --conversion converted --value revenue
        liftwerk attribution run ga4.csv.gz --user user_pseudo_id \\
          --time event_timestamp --channel source_medium \\
          --conversion event_name=purchase --channel-map channels.csv \\
          --journeys conversion --lookback 30
        liftwerk attribution run paths.csv --path path --separator ' > ' \\
          --conversions conversions --value value --nulls nulls \\
          --models markov-1,markov-2,shapley,last-touch
        liftwerk attribution run touches.csv --user id --time at \\
          --channel channel --value value --spend spend.csv
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
    let request = try request(Pipeline.attributionCommand)
    try await RunAnswer(options: options).answer(request)
  }
}
