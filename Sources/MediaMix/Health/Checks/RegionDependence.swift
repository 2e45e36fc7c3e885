import Findings

/// Whether regions err together: a week that is odd everywhere counts once, not once a region.
///
/// The measure is the variance of the summed errors over the sum of their variances: 1 where regions
/// err apart. Honest intervals are wider by about its root, so the thresholds are those of
/// `ResidualDependence`: review above 1.5 (a fifth wider), fail above 4 (twice as wide).
enum RegionDependence: HealthCheck {
  static let review = 1.5
  static let fail = 4.0

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    guard evidence.residuals.count > 1, evidence.nationalResiduals.count > 2 else { return nil }
    let apart = evidence.residuals.reduce(0.0) { $0 + variance($1.values) }
    guard apart > 0 else { return nil }
    let ratio = variance(evidence.nationalResiduals) / apart
    let status: HealthStatus = ratio > fail ? .fail : ratio > review ? .review : .good
    let measure = HealthMeasure(
      metric: "region_dependence", value: ratio, isRemarkable: status != .good,
      text: ReadinessText.phrase { language, style in
        let number = style.number(ratio, significant: 3)
        return language == .de
          ? "Die Fehler aller Regionen zusammen schwanken mit dem \(number)-Fachen der Varianz, die"
            + " unabhängige Fehler hätten"
          : "Errors of all regions together vary with \(number) times the variance that independent"
            + " errors would have"
      })
    return HealthOutcome(
      check: "region_dependence",
      title: Phrase(en: "Regions err apart", de: "Regionen irren getrennt"), status: status,
      shown: measure.key,
      meaning: status == .good
        ? Phrase(
          en: "A region's error says little about another's (variance ratio at most about 1).",
          de:
            "Der Fehler einer Region sagt wenig über den anderer (Varianzverhältnis höchstens etwa 1)."
        )
        : Phrase(
          en: "All regions share shocks that the model takes for independent: intervals are too"
            + " narrow.",
          de: "Alle Regionen teilen Schocks, die das Modell für unabhängig hält: Intervalle sind zu"
            + " eng."),
      remedy: status == .good
        ? nil
        : Phrase(
          en: "Give the baseline a knot in every period (baseline: knots), which regional data can"
            + " afford, or add the control behind the shocks.",
          de: "Dem Grundniveau einen Knoten je Periode geben (baseline: knots), was regionale Daten"
            + " tragen, oder die Kontrollgröße hinter den Schocks ergänzen."), measures: [measure])
  }

  private static func variance(_ values: [Double]) -> Double {
    let mean = Series.mean(values)
    return Series.squares(values.map { $0 - mean }) / Double(max(1, values.count - 1))
  }
}
