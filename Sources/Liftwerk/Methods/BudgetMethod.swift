import Budget
import Findings
import Foundation
import Inference
import Interchange
import MediaMix
import Reports
import Runs
import Tables

/// The division of a budget, or the comparison of plans, on the project's media mix.
struct BudgetMethod: Method {
  /// What is asked.
  enum Question: String { case optimize, scenario }

  let fit: MediaMixMethod
  let choices: BudgetOptions
  let question: Question
  let options: JSONValue

  /// Takes the fit, and what the budget's section asks.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if an option contradicts another, or a
  ///   comparison names no plans.
  init(
    _ fit: MediaMixMethod, options choices: BudgetOptions, question: Question
  ) throws(LiftwerkError) {
    self.fit = fit
    self.choices = choices
    self.question = question
    if question == .scenario && choices.plans == nil {
      throw LiftwerkError(.badProject, "budget.plans: no plans are named. Add plans: PLANS.csv.")
    }
    var canonical = choices
    // Where plans lie changes no number; what they say enters the data's hash.
    canonical.plans = nil
    canonical.fixed.sort()
    do {
      options = .object([
        "question": .text(question.rawValue), "budget": try JSONValue(encoding: canonical),
        "media_mix": fit.options,
      ])
    } catch {
      throw LiftwerkError(.badProject, "budget: \(error)")
    }
  }

  var name: String { "budget" }
  var seed: UInt64 { fit.seed }
  var inputPaths: [String] {
    fit.inputPaths + (question == .scenario ? [choices.plans].compactMap { $0 } : [])
  }

  func run(_ settings: MethodSettings) async throws -> MethodOutput {
    // What does not fit is refused before the fit takes its time.
    let (data, _) = try fit.read(fit.choices, directory: settings.directory)
    let periods = try PlannedPeriods(
      data, horizon: choices.horizon, from: choices.from, to: choices.to)
    try choices.check(channels: data.channels)
    let plans = try question == .scenario ? plans(data, settings) : nil
    var (result, output) = try await fit.fitted(settings)
    let clock = ContinuousClock()
    let hasFitted = clock.now
    settings.progress(.step(plans == nil ? "Dividing the budget" : "Comparing plans"))
    let model = try await MediaMixResponse(
      result, periods: periods, averagesPrices: choices.flighting == .free,
      threads: settings.threads)
    let context = context(result, model, periods, settings)
    try await output.answer(
      model, choices, plans: plans, context: context, settings: settings)
    output.seconds["budget"] = (clock.now - hasFitted) / .seconds(1)
    return output
  }

  private func plans(_ data: MediaMixData, _ settings: MethodSettings) throws -> PlanTable {
    let (table, _) = try fit.project.planTable(
      fit.choices, path: choices.plans ?? "", directory: settings.directory)
    return try PlanTable(table, channels: data.channels)
  }

  private func context(
    _ result: MediaMixResult, _ model: MediaMixResponse, _ periods: PlannedPeriods,
    _ settings: MethodSettings
  ) -> BudgetAnalysis.Context {
    let units = result.budgetUnits
    return .init(
      money: units.money, outcome: units.outcome, period: periods.days(in: result.model.data),
      gate: result.verdict.passed ? nil : (result.gateReason, result.gateRemedy),
      isForced: settings.isForced)
  }
}
