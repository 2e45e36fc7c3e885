import Findings

/// Whether data drawn from the fitted model add up to what was observed: a two-sided posterior
/// predictive p-value of the total outcome of the fitted periods.
///
/// The total is fitted, so in a right model the value stays near 1 (Meng 1994, doi:10.1214/aos/1176325622, on the conservatism
/// of such values): 0.05 is far out already and fails, as in Meridian; 0.2 deserves a look.
enum OutcomePrediction: HealthCheck {
  static let review = 0.2
  static let fail = 0.05

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    let span = evidence.fitted
    guard let count = span.predicted.first?.count, count > 0 else { return nil }
    let total = span.observed.reduce(0, +)
    let above = (0..<count).count { draw in
      span.predicted.reduce(0) { $0 + $1[draw] } >= total
    }
    let upper = Double(above) / Double(count)
    let value = min(1, 2 * min(upper, 1 - upper))
    let status: HealthStatus = value <= fail ? .fail : value <= review ? .review : .good
    let measure = HealthMeasure(
      metric: "outcome_tail_probability", value: value, isRemarkable: status != .good,
      text: ReadinessText.phrase { language, style in
        let number = ReadinessText.share(value, style)
        return language == .de
          ? "Ein so entferntes Gesamtergebnis erzeugt das Modell mit Wahrscheinlichkeit \(number)"
          : "The model makes a total outcome at least as far off with probability \(number)"
      })
    return HealthOutcome(
      check: "outcome_prediction",
      title: Phrase(en: "Total outcome reproduced", de: "Gesamtergebnis getroffen"),
      status: status, shown: measure.key,
      meaning: status == .good
        ? Phrase(
          en: "Data drawn from the model add up to what was observed.",
          de: "Daten aus dem Modell ergeben in der Summe das Beobachtete.")
        : Phrase(
          en: "Data drawn from the model add up to another total than the observed one.",
          de: "Daten aus dem Modell ergeben eine andere Summe als die beobachtete."),
      remedy: status == .good
        ? nil
        : Phrase(
          en: "Look for outliers and level shifts in the outcome; give the baseline more knots.",
          de: "Ausreißer und Niveausprünge im Ergebnis suchen; dem Grundniveau mehr Knoten geben."),
      measures: [measure])
  }
}
