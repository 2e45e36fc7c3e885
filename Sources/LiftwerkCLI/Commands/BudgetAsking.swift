import ArgumentParser
import Budget
import Foundation
import Liftwerk

/// A command that asks about a budget: of an earlier run, of the project file, or of a file and its
/// columns.
protocol BudgetAsking: MediaMixAsking {
  var earlierRun: String? { get }
}

extension BudgetAsking {
  func checkSource() throws {
    try checkColumns()
    if earlierRun != nil && (file != nil || options.project != nil) {
      throw ValidationError("--run brings its own project; leave out --project and the file.")
    }
  }

  /// The project asked about, with what the flags say of the model, and the folder its paths start
  /// from.
  func budgetQuestion() throws -> (project: Project, directory: String) {
    guard let earlierRun else { return try question() }
    var (project, directory) = try Project.ofRun(earlierRun)
    if let mediaMix = project.mediaMix { project.mediaMix = try model.overriding(mediaMix) }
    return (project, directory)
  }

  /// The options of the command line that every question of a budget has.
  func overriding(_ budget: BudgetOptions?) -> BudgetOptions {
    var budget = budget ?? .init()
    if let level = options.level { budget.level = level }
    return budget
  }
}
