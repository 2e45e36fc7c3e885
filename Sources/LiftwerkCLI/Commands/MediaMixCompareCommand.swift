import ArgumentParser
import Liftwerk
import MediaMix

/// The command `liftwerk mmm compare`.
struct MediaMixCompareCommand: MediaMixAsking {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Fit other models beside yours: what holds in all of them?",
    usage: "liftwerk mmm compare [<file>] [<options>]",
    discussion: """
      Fits the model asked for and others that differ in knots, adstock, saturation, Fourier terms \
      or priors, and tells which answers survive. The project file's media_mix.compare chooses \
      others; without it, a standard grid is used.

      EXAMPLES
        liftwerk mmm compare
        liftwerk mmm compare weekly.csv --time week --kpi revenue \\
          --media tv=tv_spend:tv_impressions --media search=search_spend
        liftwerk mmm compare --vary-knots auto,4,12 --vary-adstock geometric,binomial
        liftwerk mmm compare --cv-folds 4 --cv-horizon 13
      """)

  @Argument(
    help: "A CSV file with a row for each period, or geo and period.",
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var file: String?

  @OptionGroup(title: "Columns of the file") var columns: MediaMixColumns
  @OptionGroup(title: "Model") var model: MediaMixModelOptions
  @OptionGroup(title: "Other models") var variations: MediaMixVariationOptions
  @OptionGroup(title: "General") var options: GlobalOptions

  func validate() throws { try checkColumns() }

  func run() async throws {
    var (project, directory) = try question()
    if let mediaMix = project.mediaMix {
      project.mediaMix = try variations.overriding(mediaMix)
    }
    try await RunAnswer(options: options).answer(
      options.request(project, directory: directory, command: Pipeline.comparisonCommand))
  }
}
