import Findings

/// Whether predictive intervals hold as many of the fitted outcomes as they claim.
///
/// The number of misses is held against its binomial distribution: review where chance makes so many
/// less often than once in 100 fits, fail less often than once in 10,000. Too few misses are no
/// fault: the model has seen these outcomes.
enum IntervalCoverage: HealthCheck {
  static let review = 0.01
  static let fail = 0.0001

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    outcome(
      evidence.fitted, evidence.level, check: "coverage", id: "mmm.fit",
      title: Phrase(en: "Intervals hold the data", de: "Intervalle halten, was sie sagen"),
      good: Phrase(
        en: "At least about as many outcomes lie in their interval as should.",
        de: "Mindestens etwa so viele Ergebnisse wie verlangt liegen in ihrem Intervall."))
  }

  static func outcome(
    _ span: HealthEvidence.Span, _ level: Double, check: String, id: String, title: Phrase,
    good: Phrase
  ) -> HealthOutcome? {
    let count = span.observed.count
    guard count > 0, let period = span.period else { return nil }
    let tail = BinomialTail.atMost(span.covered, trials: count, probability: level)
    let status: HealthStatus = tail < fail ? .fail : tail < review ? .review : .good
    let missed = count - span.covered
    return HealthOutcome(
      check: check, title: title, status: status,
      shown: FindingKey(id: id, subject: ["metric": "coverage"], period: period),
      meaning: status == .good
        ? good
        : ReadinessText.phrase { language, style in
          let level = style.level(level)
          return language == .de
            ? "\(missed) von \(count) Ergebnissen liegen außerhalb ihres Intervalls von \(level):"
              + " Die Unsicherheit ist zu klein angegeben."
            : "\(missed) of \(count) outcomes lie outside their \(level) interval:"
              + " the uncertainty is understated."
        },
      remedy: status == .good
        ? nil
        : Phrase(
          en: "Find the periods outside the band in the figure and add what made them as controls.",
          de: "Die Perioden außerhalb des Bandes suchen und ihre Ursache als Kontrollgröße"
            + " ergänzen."))
  }
}
