public import ArgumentParser
import Liftwerk
public import MediaMix

extension MediaMixOptions.Target.Kind: ExpressibleByArgument {}
extension MediaMixOptions.Preset: ExpressibleByArgument {}
extension MediaMixOptions.Likelihood: ExpressibleByArgument {}
extension AdstockFamily: ExpressibleByArgument {}
extension SaturationFamily: ExpressibleByArgument {}

/// The command `liftwerk mmm fit`.
struct MediaMixFitCommand: MediaMixAsking {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit a media-mix model and write its report.",
    usage: "liftwerk mmm fit [<file>] [<options>]",
    discussion: """
      Reads the media_mix section of the project file, or a file and the columns named by flags.

      EXAMPLES
        liftwerk mmm fit
        liftwerk mmm fit weekly.csv --time week --kpi revenue \\
          --media tv=tv_spend:tv_impressions --media search=search_spend
        liftwerk mmm fit regions.csv --time week --geo region \\
          --population inhabitants --kpi orders --kpi-kind conversions \\
          --value 40 --media tv=tv_spend,search=search_spend \\
          --controls price_index,temperature
        liftwerk mmm fit weekly.csv --time week --kpi revenue \\
          --media tv=tv_spend --holdout 13
        liftwerk mmm fit weekly.csv --time week --kpi revenue \\
          --media tv=tv_spend:reach=tv_reach:frequency=tv_frequency \\
          --organic newsletter=opens --treatments price \\
          --likelihood student-t
        liftwerk mmm fit --refresh runs/spring --out runs/summer
      """)

  @Argument(
    help: "A CSV file with a row for each period, or geo and period.",
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var file: String?

  @Option(
    help: "An earlier run: start from it, and tell which return moved since and why.",
    completion: .directory)
  var refresh: String?

  @OptionGroup(title: "Columns of the file") var columns: MediaMixColumns
  @OptionGroup(title: "Model") var model: MediaMixModelOptions
  @OptionGroup(title: "General") var options: GlobalOptions

  func validate() throws { try checkColumns() }

  func run() async throws {
    let (project, directory) = try question()
    var request = options.request(project, directory: directory, command: "mmm fit")
    if let refresh { request.earlier = try EarlierRun(path: refresh) }
    try await RunAnswer(options: options).answer(request)
  }
}
