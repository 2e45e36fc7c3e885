import ArgumentParser
import Budget
import Liftwerk

/// The command `liftwerk budget optimize`.
struct BudgetOptimizeCommand: BudgetAsking {
  static let configuration = CommandConfiguration(
    commandName: "optimize",
    abstract: "How to divide the money, and how sure that is.",
    usage: "liftwerk budget optimize [<file>] [<options>]",
    discussion: """
      Fits the media mix, or takes the same fit from an earlier run, and finds the best plan under \
      the conditions of the project's budget section and of the flags. The plan comes with a \
      certified gap to the optimum, the probability of being better than today's, the expected \
      regret, and the worth of knowing more.

      EXAMPLES
        liftwerk budget optimize
        liftwerk budget optimize --run runs/20260105T101500Z-mmm-fit-3f9a2c1d
        liftwerk budget optimize --total 500000 --bounds default=0.5:2 --fix tv
        liftwerk budget optimize --group 'social=facebook+instagram<=0.3' --objective cvar:0.1
        liftwerk budget optimize weekly.csv --time week --kpi revenue \\
          --media tv=tv_spend:tv_impressions --media search=search_spend --total free
      """)

  @Argument(
    help: "A CSV file with a row for each period, or geo and period.",
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var file: String?

  @Option(
    name: .customLong("run"),
    help: "The run folder of an earlier fit, whose question is taken.", completion: .directory)
  var earlierRun: String?

  @Option(
    help: "Response curves that another tool fitted, a JSON file, in the data's place.",
    completion: .file(extensions: ["json"]))
  var curves: String?

  @OptionGroup(title: "Periods") var periods: BudgetPeriodOptions
  @OptionGroup(title: "Conditions") var conditions: BudgetConditionOptions
  @OptionGroup(title: "Columns of the file") var columns: MediaMixColumns
  @OptionGroup(title: "Model") var model: MediaMixModelOptions
  @OptionGroup(title: "General") var options: GlobalOptions

  func validate() throws { try checkSource() }

  func run() async throws {
    var (project, directory) = try budgetQuestion()
    var budget = overriding(project.budget)
    periods.override(&budget)
    try conditions.override(&budget)
    project.budget = budget
    try await RunAnswer(options: options).answer(
      options.request(project, directory: directory, command: Pipeline.budgetCommand))
  }
}
