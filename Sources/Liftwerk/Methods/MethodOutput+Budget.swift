import Budget
import Findings
import Foundation
import Interchange
import Reports
import Runs

extension MethodOutput {
  /// Divides a budget by a model, or compares plans if there are any, and puts the answer before what
  /// the output has.
  ///
  /// - Throws: `BudgetError`; `CancellationError`.
  mutating func answer(
    _ model: any ResponseModel, _ options: BudgetOptions, plans: PlanTable?,
    context: BudgetAnalysis.Context, settings: MethodSettings
  ) async throws {
    if let plans {
      dataHash = ContentHash.hex(Data("\(dataHash) \(plans.contentText)".utf8))
      let answer = try await BudgetScenarios(
        model, plans: plans, options: options, context: context, threads: settings.threads)
      findings = answer.findings(language: settings.language)
      figures = answer.figures()
      sections = answer.sections() + sections
      subtitle = Phrase(en: "Plans compared", de: "Pläne im Vergleich")
    } else {
      let answer = try await BudgetAnalysis(
        model, options: options, context: context, threads: settings.threads)
      findings = answer.findings(language: settings.language)
      figures = answer.figures()
      sections = answer.sections() + sections
      subtitle = Phrase(en: "Budget report", de: "Budgetbericht")
      tiles = answer.headline.map { group in
        .init(group.label, entries: group.entries.map { .init($0.label, $0.finding) })
      }
    }
    facts.append(
      .init(
        Phrase(en: "Planned periods", de: "Geplante Perioden"),
        Phrase("\(context.period.from) – \(context.period.to)")))
  }
}

extension PlanTable {
  /// The plans as a text, for the hash of the data.
  fileprivate var contentText: String {
    plans.map { plan in
      let amounts = plan.amounts.map { $0.map { String($0) } ?? "-" }
      return "\(plan.name)\u{0}\(amounts.joined(separator: " "))"
    }.joined(separator: "\u{1}")
  }
}
