import Findings

/// Whether regions err together more than the model knows: a week that is odd everywhere counts once,
/// not once a region.
///
/// The measure is the variance of the summed errors over what the model expects of it: the sum of the
/// regions' variances, and what shared shocks add to that where the model has them. It is 1 where the
/// model is right. Honest intervals are wider by about its root, so the thresholds are those of
/// `ResidualDependence`: review above 1.5 (a fifth wider), fail above 4 (twice as wide).
enum RegionDependence: HealthCheck {
  static let review = 1.5
  static let fail = 4.0

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    guard evidence.residuals.count > 1, evidence.nationalResiduals.count > 2 else { return nil }
    let apart = evidence.residuals.reduce(0.0) { $0 + variance($1.values) }
    guard apart > 0 else { return nil }
    let ratio = variance(evidence.nationalResiduals) / (apart + evidence.sharedCovariance)
    let status: HealthStatus = ratio > fail ? .fail : ratio > review ? .review : .good
    let measure = HealthMeasure(
      metric: "region_dependence", value: ratio, isRemarkable: status != .good,
      text: ReadinessText.phrase { language, style in
        let number = style.number(ratio, significant: 3)
        return language == .de
          ? "Die Fehler aller Regionen zusammen schwanken mit dem \(number)-Fachen der Varianz, die das"
            + " Modell erwartet"
          : "Errors of all regions together vary with \(number) times the variance that the model"
            + " expects"
      })
    return HealthOutcome(
      check: "region_dependence",
      title: Phrase(en: "Regions err apart", de: "Regionen irren getrennt"), status: status,
      shown: measure.key,
      meaning: status == .good
        ? Phrase(
          en: "What regions err together is what the model expects (variance ratio near 1).",
          de: "Gemeinsame Fehler der Regionen sind so groß, wie das Modell erwartet"
            + " (Varianzverhältnis nahe 1)."
        )
        : Phrase(
          en: "All regions share shocks that the model takes for independent: intervals are too"
            + " narrow.",
          de: "Alle Regionen teilen Schocks, die das Modell für unabhängig hält: Intervalle sind zu"
            + " eng."),
      remedy: status == .good
        ? nil
        : Phrase(
          en: "Let regions share shocks (baseline: period_effects: true), or add the control behind"
            + " them.",
          de:
            "Regionen Schocks teilen lassen (baseline: period_effects: true) oder die Kontrollgröße"
            + " dahinter ergänzen."), measures: [measure])
  }

  private static func variance(_ values: [Double]) -> Double {
    let mean = Series.mean(values)
    return Series.squares(values.map { $0 - mean }) / Double(max(1, values.count - 1))
  }
}
