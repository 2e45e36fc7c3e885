import ArgumentParser
import Budget

/// Which periods a budget is for, as flags.
struct BudgetPeriodOptions: ParsableArguments {
  @Option(help: "How many coming periods; a year if not given.")
  var horizon: Int?

  @Option(help: "The first of the data's periods, to plan those anew instead of coming ones.")
  var from: String?

  @Option(help: "The last of them.")
  var to: String?

  func validate() throws {
    if let horizon, horizon < 1 {
      throw ValidationError("--horizon takes a number of periods, at least 1.")
    }
    if horizon != nil && (from != nil || to != nil) {
      throw ValidationError("Give either --horizon, or --from and --to.")
    }
  }

  func override(_ budget: inout BudgetOptions) {
    if let horizon { (budget.horizon, budget.from, budget.to) = (horizon, nil, nil) }
    if from != nil || to != nil { (budget.horizon, budget.from, budget.to) = (nil, from, to) }
  }
}
