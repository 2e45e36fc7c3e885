public import ArgumentParser
public import Experiments
import Foundation
import Liftwerk

extension ExperimentOptions.Method: ExpressibleByArgument {}
extension ExperimentOptions.Alternative: ExpressibleByArgument {}
extension ExperimentOptions.Correction: ExpressibleByArgument {}
extension ExperimentOptions.DuplicateRule: ExpressibleByArgument {}

/// The command `liftwerk experiment analyze`.
struct ExperimentAnalyzeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Compare the arms of an A/B test and write its report.",
    usage: "liftwerk experiment analyze [<file>] [<options>]",
    discussion: """
      Reads experiment.analyze of the project file, or a file and the columns named by flags: a row for \
      each unit, or with --users sums over the units of an arm. Where the arms do not have the numbers \
      of units they should, every effect is withheld (exit 3); --force shows them, marked.

      A metric is a column, or NUMERATOR/DENOMINATOR; kinds are mean, proportion and ratio, told from the \
      data if left out. Sums need their squares: NAME:mean:SQUARES. A guardrail is \
      NAME:increase|decrease:MARGIN, the margin 5% of control if left out.

      EXAMPLES
        liftwerk experiment analyze users.csv --arm segment --control 'No E-Mail' \\
          --metric visit --metric spend --covariate history
        liftwerk experiment analyze users.csv --arm variant --control a --metric revenue/orders \\
          --guardrail unsubscribed:increase:10% --shares a=9,b=1
        liftwerk experiment analyze users.csv --arm variant --control a --metric signed_up \\
          --method sequential --time day
        liftwerk experiment analyze sums.csv --arm variant --control a --users users \\
          --metric signed_up:proportion --metric revenue:mean:revenue_squares
      """)

  @Argument(
    help: "A CSV file with a row for each unit, or of sums.",
    completion: .file(extensions: ["csv", "tsv", "txt", "gz"]))
  var file: String?

  @Option(help: "The column of arms.")
  var arm: String?

  @Option(help: "The control arm.")
  var control: String?

  @Option(
    help: ArgumentHelp(
      "A goal: NAME, NAME:KIND or A/B; repeat it or use commas.", valueName: "metric"))
  var metric: [String] = []

  @Option(
    help: ArgumentHelp(
      "What must not get worse: NAME, NAME:increase or NAME:increase:MARGIN.", valueName: "metric"))
  var guardrail: [String] = []

  @Option(help: "The column from before the experiment that sharpens the metrics.")
  var covariate: String?

  @Option(help: "The column of numbers of units, if rows are sums.")
  var users: String?

  @Option(help: "The column that names the unit of a row, to find units with several rows.")
  var unit: String?

  @Option(help: "What happens to units with several rows.")
  var duplicates: ExperimentOptions.DuplicateRule?

  @Option(
    help: ArgumentHelp(
      "The planned split, as in a=1,b=1; equal if not given.", valueName: "arm=share"))
  var shares: [String] = []

  @Option(help: "How goals are judged.")
  var method: ExperimentOptions.Method?

  @Option(help: "The column that tells when a row came; it cuts the data into looks.")
  var time: String?

  @Option(help: "The probability of a false alarm that is put up with: 0.05 if not given.")
  var alpha: Double?

  @Option(help: "What the tests look for.")
  var alternative: ExperimentOptions.Alternative?

  @Option(help: "What is done about several goals and arms.")
  var correction: ExperimentOptions.Correction?

  @OptionGroup(title: "Looks before the end") var sequential: SequentialFlags
  @OptionGroup(title: "Way back to the media mix") var liftTest: LiftTestFlags
  @OptionGroup(title: "General") var options: GlobalOptions

  func validate() throws {
    if let alpha, !(alpha > 0 && alpha < 0.5) {
      throw ValidationError("--alpha takes a number between 0 and 0.5, such as 0.05.")
    }
    if alpha != nil, options.level != nil {
      throw ValidationError("--alpha and --level say the same; give one of them.")
    }
    if let level = options.level, level <= 0.5 {
      throw ValidationError("--level takes a number above 0.5 here, such as 0.95.")
    }
    do {
      _ = try MetricOption.metrics(metric, guardrails: guardrail)
      _ = try MetricOption.shares(shares)
    } catch {
      throw ValidationError(error.message)
    }
    guard file != nil else {
      let isGiven =
        [arm, control, covariate, users, unit].contains { $0 != nil } || !metric.isEmpty
        || !guardrail.isEmpty
      if isGiven {
        throw ValidationError(
          "Name the file whose columns the flags mean: liftwerk experiment analyze FILE …")
      }
      return
    }
    let missing =
      [("--arm", arm), ("--control", control)].filter { $0.1 == nil }.map(\.0)
      + (metric.isEmpty && guardrail.isEmpty ? ["--metric"] : [])
    if !missing.isEmpty {
      throw ValidationError("With a file, \(missing.joined(separator: ", ")) must be given.")
    }
    if liftTest.addToProject, liftTest.options == nil {
      throw ValidationError("--add-to-project needs --channels, --from and --to.")
    }
  }

  func run() async throws {
    let (project, directory) = try asked()
    let request = options.request(
      project, directory: directory, command: Pipeline.experimentAnalysisCommand)
    let answer = RunAnswer(options: options)
    guard liftTest.addToProject else {
      try await answer.answer(request)
      return
    }
    guard let test = project.experiment?.analyze?.liftTest else {
      throw LiftwerkError(
        .usage,
        "--add-to-project needs --channels, --from and --to, or lift_test in the project file.")
    }
    // Whatever is wrong with the project is told before anything is computed.
    let target = try options.projectFile()
    try target.check(channels: test.channels)
    try target.add(try await answer.answer(request).liftTests)
  }

  private func asked() throws -> (Project, String) {
    var project: Project
    let directory: String
    if let file {
      project = try self.project(file)
      directory = FileManager.default.currentDirectoryPath
    } else {
      let projectFile = try options.projectFile()
      project = projectFile.project
      directory = projectFile.directory
      guard project.experiment?.analyze != nil else {
        throw LiftwerkError(
          .badProject, "\(projectFile.path): there is no experiment.analyze. Add it.")
      }
    }
    try override(&project)
    if let problem = project.experiment?.analyze?.problem {
      throw LiftwerkError(file == nil ? .badProject : .usage, problem)
    }
    return (project, directory)
  }

  private func override(_ project: inout Project) throws {
    guard var analysis = project.experiment?.analyze else { return }
    if let method { analysis.method = method }
    if let alternative { analysis.alternative = alternative }
    if let correction { analysis.correction = correction }
    if let duplicates { analysis.duplicates = duplicates }
    if let time { analysis.time = time }
    if let looks = sequential.looks { analysis.looks = looks }
    if let rule = sequential.options { analysis.sequential = rule }
    if !shares.isEmpty { analysis.shares = try MetricOption.shares(shares) }
    if let test = liftTest.options { analysis.liftTest = test }
    // Flags about looks mean the method that has them.
    if method == nil, time != nil || sequential.isGiven { analysis.method = .sequential }
    if let level = options.level {
      analysis.alpha = analysis.alternative == .twoSided ? 1 - level : (1 - level) / 2
    }
    if let alpha { analysis.alpha = alpha }
    project.experiment?.analyze = analysis
  }

  private func project(_ file: String) throws -> Project {
    var analysis = ExperimentOptions(
      arm: arm ?? "", control: control ?? "",
      metrics: try MetricOption.metrics(metric, guardrails: guardrail))
    (analysis.covariate, analysis.users, analysis.unit) = (covariate, users, unit)
    let name = ((file as NSString).lastPathComponent as NSString).deletingPathExtension
    return Project(
      name: name, data: ["users": .experiment(ExperimentSource(path: file))],
      experiment: ExperimentSection(analyze: analysis))
  }
}
