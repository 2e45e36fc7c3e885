import ArgumentParser

/// The command `liftwerk budget`.
struct BudgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "budget",
    abstract: "Budgets: where the money should go, and how sure that is.",
    subcommands: [BudgetOptimizeCommand.self, BudgetScenarioCommand.self])
}
