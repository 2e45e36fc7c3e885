public import ArgumentParser
import Foundation
import Liftwerk
public import MediaMix

extension MediaMixOptions.Target.Kind: ExpressibleByArgument {}
extension MediaMixOptions.Preset: ExpressibleByArgument {}

/// The command `liftwerk mmm fit`.
struct MediaMixFitCommand: AsyncParsableCommand {
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

  func validate() throws {
    if file == nil { try columns.checkAbsent() } else { try columns.checkComplete() }
  }

  func run() async throws {
    var project: Project
    let directory: String
    if let file {
      project = try columns.project(file)
      directory = FileManager.default.currentDirectoryPath
    } else {
      let projectFile = try options.projectFile()
      project = projectFile.project
      directory = projectFile.directory
      guard project.mediaMix != nil else {
        throw LiftwerkError(
          .badProject, "\(projectFile.path): there is no section media_mix. Add one.")
      }
    }
    if let mediaMix = project.mediaMix { project.mediaMix = try model.overriding(mediaMix) }
    var request = options.request(project, directory: directory, command: "mmm fit")
    if let refresh { request.earlier = try EarlierRun(path: refresh) }
    try await RunAnswer(options: options).answer(request)
  }
}
