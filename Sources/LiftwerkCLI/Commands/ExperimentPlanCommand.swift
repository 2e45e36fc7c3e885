public import ArgumentParser
import Experiments
import Foundation
import Liftwerk

extension ExperimentMetric.Kind: ExpressibleByArgument {}

/// The command `liftwerk experiment plan`.
struct ExperimentPlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Tell how many units an A/B test needs, and how long it runs.",
    usage: "liftwerk experiment plan [<history>] [<options>]",
    discussion: """
      Reads experiment.plan of the project file, or flags. A share needs --baseline alone, a mean its \
      standard deviation too; both can be taken from a history with a row a unit (--metric COLUMN). Of \
      --lift, --units and --power two are given, and the third is planned.

      EXAMPLES
        liftwerk experiment plan --baseline 0.05 --lift 0.1 --units-per-day 4000
        liftwerk experiment plan --kind mean --baseline 32 --deviation 80 --lift 0.05 \\
          --arm-shares 1,1,1
        liftwerk experiment plan users.csv --metric spend --lift 0.05 --units-per-day 900
        liftwerk experiment plan --baseline 0.05 --lift 0.1 --boundary obrien-fleming --looks 5
      """)

  @Argument(
    help: "A CSV file with a row for each unit of the past.",
    completion: .file(extensions: ["csv", "tsv", "txt", "gz"]))
  var history: String?

  @Option(help: "The column of the history to plan for; A/B for a ratio.")
  var metric: String?

  @Option(help: "What the metric is; a proportion if not given.")
  var kind: ExperimentMetric.Kind?

  @Option(help: "The control arm's value.")
  var baseline: Double?

  @Option(help: "The standard deviation of a unit's value.")
  var deviation: Double?

  @Option(help: "The lift to be found, as a fraction of the baseline.")
  var lift: Double?

  @Option(help: "The units of all arms.")
  var units: Int?

  @Option(help: "The probability of finding the lift: 0.8 if not given.")
  var power: Double?

  @Option(help: "The probability of a false alarm that is put up with: 0.05 if not given.")
  var alpha: Double?

  @Option(help: "What the tests look for.")
  var alternative: ExperimentOptions.Alternative?

  @Option(
    help: ArgumentHelp(
      "The shares of units by arm, control first: 1,1 if not given.", valueName: "shares"))
  var armShares: [String] = []

  @Option(help: "How many goals are tested: 1 if not given.")
  var goals: Int?

  @Option(help: "What is done about several goals and arms.")
  var correction: ExperimentOptions.Correction?

  @Option(help: "The correlation of the metric with its covariate: 0 if not given.")
  var correlation: Double?

  @Option(help: "The units of all arms that arrive a day.")
  var unitsPerDay: Double?

  @OptionGroup(title: "Looks before the end") var sequential: SequentialFlags
  @OptionGroup(title: "General") var options: GlobalOptions

  private var isAsked: Bool {
    metric != nil || baseline != nil || lift != nil || units != nil || history != nil
  }

  func validate() throws {
    if history != nil, metric == nil {
      throw ValidationError("With a history, --metric must name the column to plan for.")
    }
    if metric != nil, history == nil {
      throw ValidationError("--metric is a column of a history: liftwerk experiment plan FILE …")
    }
    if sequential.plannedUnits != nil {
      throw ValidationError("--planned-units is what a plan tells; leave it out.")
    }
    if sequential.looks != nil, sequential.boundary == nil {
      throw ValidationError("--looks needs --boundary, such as obrien-fleming.")
    }
    for share in ListOption.split(armShares) where Double(share).map({ $0 > 0 }) != true {
      throw ValidationError("--arm-shares takes positive numbers, as in 1,1; not \"\(share)\".")
    }
    guard isAsked else { return }
    if history == nil, baseline == nil {
      throw ValidationError("Give --baseline, or a history and --metric.")
    }
    if let problem = plan.problem { throw ValidationError(problem) }
  }

  func run() async throws {
    let project: Project
    let directory: String
    if isAsked {
      project = Project(
        name: metric ?? "experiment",
        data: history.map { ["history": .experiment(ExperimentSource(path: $0))] } ?? [:],
        experiment: ExperimentSection(plan: plan))
      directory = FileManager.default.currentDirectoryPath
    } else {
      let projectFile = try options.projectFile()
      project = projectFile.project
      directory = projectFile.directory
      guard project.experiment?.plan != nil else {
        throw LiftwerkError(
          .badProject, "\(projectFile.path): there is no experiment.plan. Add it.")
      }
    }
    let request = options.request(
      project, directory: directory, command: Pipeline.experimentPlanCommand)
    try await RunAnswer(options: options).answer(request)
  }

  /// The plan that the flags ask for.
  private var plan: PlanOptions {
    var plan = PlanOptions(
      kind ?? .proportion, baseline: baseline ?? 0, standardDeviation: deviation)
    let columns = (metric ?? "").split(separator: "/").map(String.init)
    plan.metric = metric == nil ? nil : columns.first ?? ""
    if columns.count == 2 { plan.denominator = columns[1] }
    (plan.lift, plan.units, plan.unitsPerDay) = (lift, units, unitsPerDay)
    if let power { plan.power = power }
    if let level = options.level { plan.alpha = 1 - level }
    if let alpha { plan.alpha = alpha }
    if let alternative { plan.alternative = alternative }
    if !armShares.isEmpty { plan.shares = ListOption.split(armShares).compactMap { Double($0) } }
    if let goals { plan.goals = goals }
    if let correction { plan.correction = correction }
    if let correlation { plan.correlation = correlation }
    plan.sequential = sequential.options
    return plan
  }
}
