import Budget
import Findings
import Foundation
import MediaMix
import Reports
import Runs

extension MethodOutput {
  /// Divides a budget by a model, or compares plans if there are any, and puts the answer before what
  /// the output has.
  ///
  /// - Throws: `BudgetError`; `CancellationError`.
  mutating func answer(
    _ model: MediaMixResponse, _ options: BudgetOptions, plans: PlanTable?,
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
      let (planned, frequencies) = try Self.choosingFrequencies(model, options)
      let answer = try await BudgetAnalysis(
        planned, baseline: frequencies.isEmpty ? nil : model, frequencies: frequencies,
        options: options, context: context, threads: settings.threads)
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

extension MethodOutput {
  /// The response at the best frequencies within the options' bounds.
  ///
  /// - Throws: `BudgetError.badOptions` where a channel has no frequency.
  private static func choosingFrequencies(
    _ model: MediaMixResponse, _ options: BudgetOptions
  ) throws(BudgetError) -> (MediaMixResponse, [BudgetAnalysis.Frequency]) {
    guard !options.frequency.isEmpty else { return (model, []) }
    let repeated = model.repeatedChannels
    for name in options.frequency.keys.sorted()
    where name == BudgetOptions.others ? repeated.isEmpty : !repeated.contains(name) {
      throw .badOptions(
        "budget.frequency: \(name == BudgetOptions.others ? "no channel has" : "\(name) has no") reach and"
          + " frequency in the model. "
          + (repeated.isEmpty
            ? "Leave this out." : "Those that have: \(repeated.joined(separator: ", ")).")
      )
    }
    let bounds = Dictionary(
      uniqueKeysWithValues: repeated.compactMap { name in
        (options.frequency[name] ?? options.frequency[BudgetOptions.others]).map {
          (name, $0[0]...$0[1])
        }
      })
    let (planned, chosen) = model.choosingFrequencies(bounds)
    return (
      planned,
      chosen.map {
        .init(channel: $0.channel, today: $0.today, chosen: $0.chosen, gap: $0.gap)
      }
    )
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
