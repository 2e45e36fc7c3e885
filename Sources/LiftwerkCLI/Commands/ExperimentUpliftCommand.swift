import ArgumentParser
import Experiments
import Foundation
import Liftwerk

/// The command `liftwerk experiment uplift`.
struct ExperimentUpliftCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uplift",
    abstract: "Learn who is moved by a treatment, and judge it on people not learned from.",
    usage: "liftwerk experiment uplift [<file>] [<options>]",
    discussion: """
      Reads experiment.uplift of the project file, or a file and the columns named by flags. Features \
      must be known before the treatment; texts become a column of 0 and 1 for each value. Every unit is \
      scored by models that did not see it. Slices show, with group sizes, whether people are targeted \
      alike; too small ones are withheld.

      EXAMPLES
        liftwerk experiment uplift users.csv --arm segment --control 'No E-Mail' \\
          --treatment 'Mens E-Mail' --outcome visit --features recency,history,zip_code
        liftwerk experiment uplift users.csv --arm variant --control a --outcome revenue \\
          --features age,region --learners t,dr --slices gender,region --target 0.2
      """)

  @Argument(
    help: "A CSV file with a row for each unit.",
    completion: .file(extensions: ["csv", "tsv", "txt", "gz"]))
  var file: String?

  @Option(help: "The column of arms.")
  var arm: String?

  @Option(help: "The control arm.")
  var control: String?

  @Option(help: "The treated arm, where there are several.")
  var treatment: String?

  @Option(help: "The column of the outcome: a number, or 0 and 1.")
  var outcome: String?

  @Option(help: "Columns known before the treatment; repeat it or use commas.")
  var features: [String] = []

  @Option(
    help: ArgumentHelp("The learners: s, t, x, dr; all if not given.", valueName: "names"))
  var learners: [String] = []

  @Option(help: "How many groups of equal size units are cut into by score: 10 if not given.")
  var groups: Int?

  @Option(help: "Columns by whose values the effect is shown; repeat it or use commas.")
  var segments: [String] = []

  @Option(help: "Columns by whose values it is shown whether people are targeted alike.")
  var slices: [String] = []

  @Option(help: "The share of units that would be targeted: 0.3 if not given.")
  var target: Double?

  @Option(help: "The fewest units of a segment or slice that is shown: 100 if not given.")
  var smallestSlice: Int?

  @Option(help: "How many replicates the bootstrap of the areas has: 200 if not given.")
  var bootstrap: Int?

  @Option(
    help: ArgumentHelp(
      "The planned split, as in a=1,b=1; equal if not given.", valueName: "arm=share"))
  var shares: [String] = []

  @OptionGroup(title: "General") var options: GlobalOptions

  func validate() throws {
    for name in ListOption.split(learners) where UpliftLearner(rawValue: name) == nil {
      let known = UpliftLearner.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--learners: \"\(name)\" is not known. Known are: \(known).")
    }
    do { _ = try MetricOption.shares(shares) } catch { throw ValidationError(error.message) }
    guard file != nil else {
      if [arm, control, treatment, outcome].contains(where: { $0 != nil }) || !features.isEmpty {
        throw ValidationError(
          "Name the file whose columns the flags mean: liftwerk experiment uplift FILE …")
      }
      return
    }
    let missing =
      [("--arm", arm), ("--control", control), ("--outcome", outcome)]
      .filter { $0.1 == nil }.map(\.0) + (features.isEmpty ? ["--features"] : [])
    if !missing.isEmpty {
      throw ValidationError("With a file, \(missing.joined(separator: ", ")) must be given.")
    }
  }

  func run() async throws {
    var project: Project
    let directory: String
    if let file {
      let name = ((file as NSString).lastPathComponent as NSString).deletingPathExtension
      project = Project(
        name: name, data: ["users": .experiment(ExperimentSource(path: file))],
        experiment: ExperimentSection(
          uplift: UpliftOptions(
            arm: arm ?? "", control: control ?? "", treatment: treatment, outcome: outcome ?? "",
            features: ListOption.split(features))))
      directory = FileManager.default.currentDirectoryPath
    } else {
      let projectFile = try options.projectFile()
      project = projectFile.project
      directory = projectFile.directory
      guard project.experiment?.uplift != nil else {
        throw LiftwerkError(
          .badProject, "\(projectFile.path): there is no experiment.uplift. Add it.")
      }
    }
    try override(&project)
    if let problem = project.experiment?.uplift?.problem {
      throw LiftwerkError(file == nil ? .badProject : .usage, problem)
    }
    let request = options.request(
      project, directory: directory, command: Pipeline.experimentUpliftCommand)
    try await RunAnswer(options: options).answer(request)
  }

  private func override(_ project: inout Project) throws {
    guard var uplift = project.experiment?.uplift else { return }
    if !learners.isEmpty {
      uplift.learners = ListOption.split(learners).compactMap { UpliftLearner(rawValue: $0) }
    }
    if let groups { uplift.groups = groups }
    if !segments.isEmpty { uplift.segments = ListOption.split(segments) }
    if !slices.isEmpty { uplift.slices = ListOption.split(slices) }
    if let target { uplift.target = target }
    if let smallestSlice { uplift.smallestSlice = smallestSlice }
    if let bootstrap { uplift.bootstrap = bootstrap }
    if !shares.isEmpty { uplift.shares = try MetricOption.shares(shares) }
    if let level = options.level { uplift.level = level }
    if let seed = options.seed { uplift.seed = seed }
    project.experiment?.uplift = uplift
  }
}
