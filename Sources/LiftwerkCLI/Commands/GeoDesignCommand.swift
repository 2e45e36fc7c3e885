public import ArgumentParser
import Foundation
public import GeoLift
import Liftwerk

extension GeoDesignOptions.Statistic: ExpressibleByArgument {}

/// The command `liftwerk geo design`.
struct GeoDesignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "design",
    abstract: "Find which geos to treat, for how long, and what can be found.",
    usage: "liftwerk geo design [<file>] [<options>]",
    discussion: """
      Reads the section geo_design of the project file, or a file and the columns named by flags: a \
      panel with a row for each geo and period, before any test. Effects are put into its last periods \
      and looked for by the test of the analysis. The run folder holds design.yaml, which \
      `liftwerk geo analyze --design` keeps to.

      EXAMPLES
        liftwerk geo design panel.csv --geo city --time date --kpi sales --treated-count 2 \\
          --durations 10,15 --effects 0:0.2:0.05 --budget 100000 --cost-per-outcome 7.5 \\
          --include chicago --exclude honolulu --unit-effects
        liftwerk geo design panel.csv --geo city --time date --kpi sales --treated-count 2-5 \\
          --durations 15 --effects=-0.2:0:0.05 --one-sided --spend-history cost --lookback 10
      """)

  @Argument(
    help: "A CSV file with a row for each geo and period.",
    completion: .file(extensions: ["csv", "tsv", "txt", "gz"]))
  var file: String?

  @OptionGroup var columns: GeoDesignColumns
  @OptionGroup(title: "Constraints") var constraints: GeoDesignConstraints
  @OptionGroup(title: "Test") var test: GeoDesignTest
  @OptionGroup(title: "General") var options: GlobalOptions

  func validate() throws {
    guard file != nil else {
      if columns.isStated || constraints.isStated || test.isStated {
        throw ValidationError(
          "Name the file whose columns the flags mean: liftwerk geo design FILE …")
      }
      return
    }
    let missing = columns.missing
    if !missing.isEmpty {
      throw ValidationError("With a file, \(missing.joined(separator: ", ")) must be given.")
    }
    do {
      _ = try designOptions()
    } catch {
      throw ValidationError(error.description)
    }
  }

  func run() async throws {
    var project: Project
    let directory: String
    if let file {
      let name = ((file as NSString).lastPathComponent as NSString).deletingPathExtension
      project = Project(
        name: name,
        data: [
          "panel": .wide(WideSource(path: file, time: columns.time ?? "", geo: columns.geo))
        ],
        geoDesign: try designOptions())
      directory = FileManager.default.currentDirectoryPath
    } else {
      let projectFile = try options.projectFile()
      project = projectFile.project
      directory = projectFile.directory
      guard project.geoDesign != nil else {
        throw LiftwerkError(
          .badProject, "\(projectFile.path): there is no section geo_design. Add one.")
      }
    }
    if let seed = options.seed { project.geoDesign?.seed = seed }
    // The level of an interval is that of the test turned round.
    if let level = options.level, test.alpha == nil {
      project.geoDesign?.alpha = ((1 - level) * 1e12).rounded() / 1e12
    }
    let request = options.request(
      project, directory: directory, command: Pipeline.geoDesignCommand)
    try await RunAnswer(options: options).answer(request)
  }

  private func designOptions() throws(GeoLiftError) -> GeoDesignOptions {
    var design = GeoDesignOptions(
      kpi: columns.kpi ?? "",
      durations: try CountList.counts(ListOption.split(columns.durations), of: "duration"),
      effects: try EffectGrid.effects(ListOption.split(columns.effects)))
    design.treatedCounts = try CountList.counts(
      ListOption.split(columns.treatedCount), of: "number of treated geos")
    design.isMoney = columns.kpiKind == .revenue
    constraints.apply(to: &design)
    test.apply(to: &design)
    return try design.checked()
  }
}
