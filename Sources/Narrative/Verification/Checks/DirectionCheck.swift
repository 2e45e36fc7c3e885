import Findings

/// Up and down: a word of direction agrees with the sign of what is stated, or with the move from today's
/// plan to the recommended one.
enum DirectionCheck: StatementCheck {
  static let name = "direction"

  /// Findings whose sign says whether something rose or fell.
  static let signed: Set<String> = [
    "geo.incremental", "geo.att", "geo.lift", "experiment.effect", "experiment.lift",
    "budget.outcome_change", "mmm.forecast_change",
  ]

  static func problem(
    _ sentence: SentenceReading, _ binding: NumberBinding, _ base: FactBase
  ) -> String? {
    let language = ReportLanguage.of(sentence.language)
    let words = Set(sentence.words.map(\.stem))
    let isUp = !words.isDisjoint(with: language.up)
    let isDown = !words.isDisjoint(with: language.down)
    guard isUp != isDown, !binding.findings.isEmpty else { return nil }
    let said = isUp ? "up" : "down"
    let findings = binding.findings
    for plan in findings where plan.id == "budget.recommended" {
      guard
        let today = findings.first(where: {
          $0.id == "budget.current" && $0.subject == plan.subject
        })
      else { continue }
      let move = (plan.value ?? 0) - (today.value ?? 0)
      if (move > 0) != isUp { return "the plan does not go \(said)" }
      return nil
    }
    let changes = findings.filter { signed.contains($0.id) }
    guard !changes.isEmpty else { return "no finding here says that anything went \(said)" }
    let against = changes.first { (($0.value ?? 0) > 0) != isUp }
    return against.map { "\($0.id) does not go \(said)" }
  }
}
