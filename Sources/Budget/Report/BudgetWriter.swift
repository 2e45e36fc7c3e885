import Findings

/// Builds the findings of a budget with their sentences.
struct BudgetWriter {
  let context: BudgetAnalysis.Context
  let language: Language
  let style: NumberStyle

  init(_ context: BudgetAnalysis.Context, _ language: Language) {
    self.context = context
    self.language = language
    style = NumberStyle(language)
  }

  /// A finding with its sentence; withheld, or marked as forced, where the model failed its gate.
  func finding(
    _ id: String, _ subject: [String: String] = [:], value: Double, interval: Interval? = nil,
    _ unit: Unit, grade: EvidenceGrade = .model, text: (String) -> Phrase
  ) -> Finding {
    let form = NumberForm(unit, name: "\(id) \(subject["metric"] ?? "")")
    var sentence = text(style.quantity(value, as: form))[language]
    if let interval {
      let to = Phrase(en: "to", de: "bis")[language]
      sentence +=
        " (\(style.intervalName(interval.level)) \(style.quantity(interval.lower, as: form)) \(to) "
        + "\(style.quantity(interval.upper, as: form)))"
    }
    let finding = Finding(
      id: id, subject: subject, period: context.period, value: value, interval: interval,
      unit: unit, grade: grade, text: sentence + ".")
    guard let gate = context.gate, grade == .model else { return finding }
    let (reason, remedy) = (gate.reason[language], gate.remedy[language])
    if context.isForced { return finding.forced(reason: reason, remedy: remedy) }
    return finding.withheld(
      reason: reason, remedy: remedy,
      text: Phrase(
        en: "This number is withheld: \(gate.reason.en).",
        de: "Diese Zahl wird zurückgehalten: \(gate.reason.de).")[language])
  }

  /// The key of a finding of this budget.
  func key(_ id: String, _ subject: [String: String] = [:]) -> FindingKey {
    FindingKey(id: id, subject: subject, period: context.period)
  }
}
