import Findings

/// Causal verbs need an experiment, or the words that a model estimates it.
enum CausalityCheck: StatementCheck {
  static let name = "causality"

  static func problem(
    _ sentence: SentenceReading, _ binding: NumberBinding, _ base: FactBase
  ) -> String? {
    let language = ReportLanguage.of(sentence.language)
    let words = Set(sentence.words.map(\.stem))
    guard !words.isDisjoint(with: language.causal) else { return nil }
    // An instruction to raise spend is no claim about what happened.
    let claims = binding.findings.filter { !$0.id.hasPrefix("budget.") }
    let isEstimate = sentence.contains(anyOf: estimating)
    let weak = claims.first { finding in
      switch finding.grade {
      case .experiment: false
      case .model: !isEstimate
      case .descriptive, .assumption: true
      }
    }
    return weak.map { "\($0.id) is \($0.grade.rawValue) evidence and bears no causal verb" }
  }

  private static let estimating: Set<String> = Set(
    ["estimates", "estimated", "estimate", "model", "schätzt", "Modell", "geschätzt"].map {
      WordRange.stem($0)
    })
}
