import Budget
import Findings
import Foundation
import Interchange
import MediaMix
import Reports
import Runs
import Tables

/// The division of a budget, or the comparison of plans, by response curves that another tool fitted.
struct BudgetCurvesMethod: Method {
  let project: Project
  let choices: BudgetOptions
  let question: BudgetMethod.Question
  let path: String
  let options: JSONValue

  /// Takes the curves' file, and what the budget's section asks.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if a comparison names no plans, or options ask
  ///   for periods that curves do not have.
  init(
    _ project: Project, path: String, options choices: BudgetOptions,
    question: BudgetMethod.Question
  ) throws(LiftwerkError) {
    self.project = project
    self.choices = choices
    self.question = question
    self.path = path
    if question == .scenario && choices.plans == nil {
      throw LiftwerkError(.badProject, "budget.plans: no plans are named. Add plans: PLANS.csv.")
    }
    if choices.horizon != nil || choices.from != nil || choices.to != nil {
      throw LiftwerkError(
        .badProject,
        "budget.curves: curves bring their own periods. Leave out horizon, from and to.")
    }
    var canonical = choices
    // Where files lie changes no number; what they say enters the data's hash.
    (canonical.plans, canonical.curves) = (nil, nil)
    canonical.fixed.sort()
    do {
      options = .object([
        "question": .text(question.rawValue), "budget": try JSONValue(encoding: canonical),
      ])
    } catch {
      throw LiftwerkError(.badProject, "budget: \(error)")
    }
  }

  var name: String { "budget" }
  /// Nothing is drawn.
  var seed: UInt64 { 0 }
  var inputPaths: [String] {
    [path] + (question == .scenario ? [choices.plans].compactMap { $0 } : [])
  }

  func run(_ settings: MethodSettings) async throws -> MethodOutput {
    let clock = ContinuousClock()
    let start = clock.now
    let place = project.place(of: path, from: settings.directory)
    guard let contents = FileManager.default.contents(atPath: place) else {
      throw LiftwerkError(.inputOutput, "\(path): the file cannot be read.")
    }
    let model = MediaMixResponse(try CurveFile(contents, name: path))
    try choices.check(channels: model.channels)
    let plans =
      try question == .scenario
      ? PlanTable(
        project.read(choices.plans ?? "", nil, nil, settings.directory), channels: model.channels)
      : nil
    settings.progress(.step(plans == nil ? "Dividing the budget" : "Comparing plans"))
    let money = Unit.money(project.currency)
    let context = BudgetAnalysis.Context(
      money: money, outcome: model.outcomeValue == 1 ? money : Unit("outcome"),
      period: Period(from: model.periods[0], to: model.periods[model.periods.count - 1]))
    var output = MethodOutput(
      dataHash: ContentHash.hex(contents), findings: [], figures: [], sections: [])
    try await output.answer(
      model, choices, plans: plans, context: context, settings: settings)
    output.facts.append(
      .init(
        Phrase(en: "Response curves", de: "Wirkungskurven"),
        Phrase(
          en: "fitted elsewhere; whether that fit can be trusted was not checked here",
          de: "anderswo angepasst; ob dieser Anpassung zu trauen ist, wurde hier nicht geprüft")))
    output.seconds["budget"] = (clock.now - start) / .seconds(1)
    return output
  }
}
