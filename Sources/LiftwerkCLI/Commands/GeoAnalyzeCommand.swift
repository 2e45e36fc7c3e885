public import ArgumentParser
import Foundation
public import GeoLift
import Liftwerk

extension GeoOptions.KPIKind: ExpressibleByArgument {}
extension GeoTestKind: ExpressibleByArgument {}

/// The command `liftwerk geo analyze`.
struct GeoAnalyzeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Analyse a finished geo test and write its report.",
    usage: "liftwerk geo analyze [<file>] [<options>]",
    discussion: """
      Reads the geo section of the project file, or a file and the columns named by flags: a panel \
      with a row for each geo and period. No design file is needed; all estimators stand side by side. \
      With one, geos, dates, estimator and test are as registered. p-values and intervals come from \
      one law of permutation.

      With --add-to-project the result becomes a lift test in the project's experiments.yaml, which \
      the media mix reads as likelihood and attribution for calibration. Its standard error is half \
      the width of the interval over the normal quantile; without an interval nothing is added.

      EXAMPLES
        liftwerk geo analyze panel.csv --geo city --time date --kpi sales \\
          --treated chicago,portland --start 2021-04-01
        liftwerk geo analyze panel.csv --geo region --time week --kpi revenue \\
          --kpi-kind revenue --treated "Dallas, TX" --treated Austin \\
          --start 2025-03-03 --end 2025-03-30 --spend cost --unit-effects
        liftwerk geo analyze panel.csv --geo city --time date --design plan/design.yaml
        liftwerk geo analyze panel.csv --geo city --time date --kpi sales --kind go-dark \
          --treated Graz --start 2025-05-05 --spend tv_spend --add-to-project --channels tv
        liftwerk geo analyze panel.csv --geo city --time date --kpi sales --start 2025-03-03 \
          --cell tv=Austin,Boston --cell search=Denver,Tucson --spend cost
        liftwerk geo analyze states.csv --geo state --time year --kpi sales --treated California \
          --start 1989 --predictors price,beer@1984:1988,sales@1988
      """)

  @Argument(
    help: "A CSV file with a row for each geo and period.",
    completion: .file(extensions: ["csv", "tsv", "txt", "gz"]))
  var file: String?

  @Option(help: "The column of geos.")
  var geo: String?

  @Option(help: "The column of periods.")
  var time: String?

  @Option(help: "The column of what is measured.")
  var kpi: String?

  @Option(help: "Whether the KPI is money or a count.")
  var kpiKind: GeoOptions.KPIKind?

  @Option(
    help: ArgumentHelp(
      "What was done in the treated geos: "
        + GeoTestKind.allCases.map(\.rawValue).joined(separator: ", ") + "; new if not given.",
      valueName: "kind"))
  var kind: GeoTestKind?

  @Option(help: "The treated geos; repeat it or use commas.")
  var treated: [String] = []

  @Option(
    help: ArgumentHelp(
      "A cell of a test of several campaigns, instead of --treated; repeat it.",
      valueName: "name=geos"))
  var cell: [String] = []

  @Option(help: "Geos that are neither treated nor compared with; repeat it or use commas.")
  var excluded: [String] = []

  @Option(
    help: "A design that the test was registered by: what differs from it is refused.",
    completion: .file(extensions: ["yaml", "yml"]))
  var design: String?

  @Option(help: "The first period of the test.")
  var start: String?

  @Option(help: "The last period of the test; the last of the file if not given.")
  var end: String?

  @Option(
    help: ArgumentHelp(
      "The estimators: " + GeoOptions.Estimator.allCases.map(\.rawValue).joined(separator: ", ")
        + "; repeat it or use commas.", valueName: "names"))
  var estimators: [String] = []

  @Option(
    help: ArgumentHelp(
      "What adh compares: columns, with @FROM:TO or @PERIOD behind; repeat it or use commas.",
      valueName: "predictors"))
  var predictors: [String] = []

  @Option(help: "The column of money spent, by geo and period.")
  var spend: String?

  @Option(
    help: "By how much the test changed spend, where that is known better than the column tells.")
  var spendChange: Double?

  @Flag(help: "Take each geo's mean before the test out first.")
  var unitEffects = false

  @OptionGroup(title: "The way back") var wayBack: GeoWayBackOptions
  @OptionGroup(title: "General") var options: GlobalOptions

  func validate() throws {
    let cells = try cells()
    if !cells.isEmpty && !treated.isEmpty {
      throw ValidationError("--treated and --cell exclude each other.")
    }
    if cells.count == 1 {
      throw ValidationError("One cell is no comparison; name its geos with --treated.")
    }
    for name in ListOption.split(estimators) where GeoOptions.Estimator(rawValue: name) == nil {
      throw ValidationError("--estimators: " + GeoOptions.Estimator.unknown(name))
    }
    let predictors = try PredictorOption.parse(predictors)
    guard file != nil else {
      let isGiven =
        [geo, time, kpi, start, end, spend, design].contains { $0 != nil } || !treated.isEmpty
        || !excluded.isEmpty || !cell.isEmpty || !predictors.isEmpty
      if isGiven {
        throw ValidationError(
          "Name the file whose columns the flags mean: liftwerk geo analyze FILE …")
      }
      return
    }
    let missing =
      ([("--geo", geo), ("--time", time)]
      + (design == nil ? [("--kpi", kpi), ("--start", start)] : []))
      .filter { $0.1 == nil }.map(\.0)
      + (treated.isEmpty && cell.isEmpty && design == nil ? ["--treated"] : [])
    if !missing.isEmpty {
      throw ValidationError("With a file, \(missing.joined(separator: ", ")) must be given.")
    }
  }

  func run() async throws {
    var project: Project
    let directory: String
    if let file {
      project = try self.project(file)
      directory = FileManager.default.currentDirectoryPath
    } else {
      let projectFile = try options.projectFile()
      project = projectFile.project
      directory = projectFile.directory
      guard project.geo != nil else {
        throw LiftwerkError(
          .badProject, "\(projectFile.path): there is no section geo. Add one.")
      }
    }
    if !estimators.isEmpty {
      project.geo?.estimators = ListOption.split(estimators).compactMap {
        GeoOptions.Estimator(rawValue: $0)
      }
    }
    if unitEffects { project.geo?.test.unitEffects = true }
    if let kind { project.geo?.kind = kind }
    if let spendChange { project.geo?.spendChange = spendChange }
    if let problem = project.geo?.contradiction {
      throw LiftwerkError(.usage, "geo.\(problem)")
    }
    if let level = options.level { project.geo?.level = level }
    if let seed = options.seed { project.geo?.seed = seed }
    project.geo?.design?.stated.formUnion(statedByFlags)
    let target = try wayBack.target(options, project.geo)
    let request = options.request(project, directory: directory, command: Pipeline.geoCommand)
    let result = try await RunAnswer(options: options).answer(request)
    if let target, let geo = try request.project.registeredGeo(directory: directory) {
      try target.add(result, geo)
    }
  }

  /// The keys of the geo section that flags state.
  private var statedByFlags: [String] {
    [
      ("kpi", file != nil && kpi != nil), ("kpi_kind", kpiKind != nil),
      ("treated", !treated.isEmpty), ("excluded", !excluded.isEmpty), ("start", start != nil),
      ("end", end != nil), ("unit_effects", unitEffects), ("estimators", !estimators.isEmpty),
      ("level", options.level != nil), ("seed", options.seed != nil),
    ].filter(\.1).map(\.0)
  }

  private func project(_ file: String) throws -> Project {
    var geoOptions = GeoOptions(
      kpi: kpi ?? "",
      test: GeoTest(
        treated: ListOption.split(treated), excluded: ListOption.split(excluded),
        start: start ?? "", end: end))
    geoOptions.isMoney = kpiKind == .revenue
    geoOptions.spend = spend
    geoOptions.predictors = try PredictorOption.parse(predictors)
    geoOptions.estimators = GeoOptions.Estimator.applicable(to: geoOptions.predictors)
    geoOptions.design = design.map { DesignReference(path: $0) }
    geoOptions.cells = (try? cells()) ?? [:]
    let name = ((file as NSString).lastPathComponent as NSString).deletingPathExtension
    return Project(
      name: name, data: ["panel": .wide(WideSource(path: file, time: time ?? "", geo: geo))],
      geo: geoOptions)
  }

  /// The cells, by name.
  private func cells() throws -> [String: [String]] {
    var cells: [String: [String]] = [:]
    for text in cell {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, case let geos = ListOption.split([parts[1]]), !geos.isEmpty else {
        throw ValidationError(
          "--cell takes a name and geos, such as tv=Austin,Boston; found \"\(text)\".")
      }
      guard cells[parts[0]] == nil else {
        throw ValidationError("--cell: \"\(parts[0])\" is named twice; name each cell once.")
      }
      cells[parts[0]] = geos
    }
    return cells
  }
}
