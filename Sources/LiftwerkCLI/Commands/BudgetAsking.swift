import ArgumentParser
import Budget
import Foundation
import Liftwerk

/// A command that asks about a budget: of an earlier run, of the project file, or of a file and its
/// columns.
protocol BudgetAsking: MediaMixAsking {
  var earlierRun: String? { get }
  var curves: String? { get }
}

extension BudgetAsking {
  func checkSource() throws {
    try checkColumns()
    if curves != nil && (earlierRun != nil || file != nil) {
      throw ValidationError("--curves stands in the data's place; leave out the file and --run.")
    }
    if earlierRun != nil && (file != nil || options.project != nil) {
      throw ValidationError("--run brings its own project; leave out --project and the file.")
    }
  }

  /// The project asked about, with what the flags say of the model, and the folder its paths start
  /// from.
  func budgetQuestion() throws -> (project: Project, directory: String) {
    if let curves {
      let name = ((curves as NSString).lastPathComponent as NSString).deletingPathExtension
      var budget = BudgetOptions()
      budget.curves = curves
      return (Project(name: name, budget: budget), FileManager.default.currentDirectoryPath)
    }
    guard let earlierRun else {
      // A project may name curves, and then needs no media mix.
      if file == nil, let found = try? options.projectFile(), found.project.budget?.curves != nil {
        return (found.project, found.directory)
      }
      return try question()
    }
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
