import Findings

/// How much of the outcome's variation the model follows: for context, never a pass mark.
///
/// A model that follows every wiggle can be wrong about every channel.
enum ClosenessOfFit: HealthCheck {
  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    guard evidence.fitted.rSquared != nil, let period = evidence.fitted.period else { return nil }
    return HealthOutcome(
      check: "closeness", title: Phrase(en: "Closeness (R²)", de: "Güte (R²)"), status: .context,
      shown: FindingKey(id: "mmm.fit", subject: ["metric": "r2"], period: period),
      meaning: Phrase(
        en: "A close fit does not prove that channels are told apart rightly.",
        de: "Eine gute Anpassung beweist nicht, dass Kanäle richtig getrennt sind."))
  }
}
