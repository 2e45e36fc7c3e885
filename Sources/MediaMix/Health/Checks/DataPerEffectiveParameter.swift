import Findings

/// Observations for each parameter that the data really had to pay for.
///
/// The effective number is the sum over cells of posterior variance of the mean over variance of the
/// noise: in a linear normal model the trace of the hat matrix (Hastie and Tibshirani 1990). Priors
/// that hold parameters in place keep it small. Review below 4, as before the fit; fail below 2,
/// where half the data go into the fit itself.
enum DataPerEffectiveParameter: HealthCheck {
  static let review = 4.0
  static let fail = 2.0

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    let effective = evidence.effectiveParameters
    guard effective > 0, effective.isFinite, evidence.observations > 0 else { return nil }
    let ratio = Double(evidence.observations) / effective
    let status: HealthStatus = ratio < fail ? .fail : ratio < review ? .review : .good
    let perParameter = HealthMeasure(
      metric: "observations_per_effective_parameter", value: ratio, isRemarkable: status != .good,
      text: ReadinessText.phrase { language, style in
        let number = style.number(ratio, decimals: 1)
        return language == .de
          ? "Auf jeden wirksamen Parameter kommen \(number) Beobachtungen"
          : "There are \(number) observations for each effective parameter"
      })
    let count = HealthMeasure(
      metric: "effective_parameters", value: effective,
      text: ReadinessText.phrase { language, style in
        let number = style.number(effective, decimals: 1)
        return language == .de
          ? "Das Modell nutzte \(number) wirksame Parameter"
          : "The model used \(number) effective parameters"
      })
    return HealthOutcome(
      check: "data_per_parameter",
      title: Phrase(en: "Enough data for the model", de: "Genug Daten für das Modell"),
      status: status, shown: perParameter.key,
      meaning: status == .good
        ? Phrase(
          en: "Observations for each effective parameter: the model is not too rich.",
          de: "Beobachtungen je wirksamem Parameter: Das Modell ist nicht zu reich.")
        : Phrase(
          en: "Few observations for each effective parameter: the model can follow noise.",
          de: "Wenige Beobachtungen je wirksamem Parameter: Das Modell kann Rauschen folgen."),
      remedy: status == .good
        ? nil
        : Phrase(
          en:
            "Give more periods or data by region, merge channels, or use fewer knots and controls.",
          de: "Mehr Perioden oder regionale Daten, Kanäle zusammenlegen oder weniger Knoten und"
            + " Kontrollgrößen."), measures: [perParameter, count])
  }
}
