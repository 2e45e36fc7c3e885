import ArgumentParser
import Budget
import Foundation
import Liftwerk

/// The command `liftwerk budget scenario`.
struct BudgetScenarioCommand: BudgetAsking {
  static let configuration = CommandConfiguration(
    commandName: "scenario",
    abstract: "What plans bring, compared with today's.",
    usage: "liftwerk budget scenario <plans> [<options>]",
    discussion: """
      Reads plans, a row each: a column named plan, and for each channel a column with its money over \
      the planned periods; channels without a column keep today's spend. Each plan is told with its \
      outcome, its return, and the probability of being better than today's.

      EXAMPLES
        liftwerk budget scenario plans.csv
        liftwerk budget scenario plans.csv --horizon 26
        liftwerk budget scenario plans.csv --data weekly.csv --time week \\
          --kpi revenue --media tv=tv_spend:tv_impressions
      """)

  @Argument(
    help: "The plans: a row for each.", completion: .file(extensions: ["csv", "tsv", "txt"]))
  var plans: String?

  @Option(
    name: .customLong("data"),
    help: "The data: a CSV file with a row for each period, or geo and period.",
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

  @Option(help: "The share of outcome money that is profit.")
  var margin: Double?

  @OptionGroup(title: "Periods") var periods: BudgetPeriodOptions
  @OptionGroup(title: "Columns of the data") var columns: MediaMixColumns
  @OptionGroup(title: "Model") var model: MediaMixModelOptions
  @OptionGroup(title: "General") var options: GlobalOptions

  func validate() throws { try checkSource() }

  func run() async throws {
    var (project, directory) = try budgetQuestion()
    var budget = overriding(project.budget)
    periods.override(&budget)
    if let margin { budget.margin = margin }
    if let plans {
      let here = FileManager.default.currentDirectoryPath
      let isHere = URL(fileURLWithPath: directory).standardizedFileURL.path == here
      // A project's paths start from its own folder, an argument's from here.
      budget.plans = isHere || plans.hasPrefix("/") ? plans : "\(here)/\(plans)"
    }
    project.budget = budget
    try await RunAnswer(options: options).answer(
      options.request(project, directory: directory, command: Pipeline.scenarioCommand))
  }
}
