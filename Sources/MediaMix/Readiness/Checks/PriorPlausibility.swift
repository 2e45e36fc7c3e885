import Findings

/// What the priors say all media together made, as a share of the outcome, before the data speak.
///
/// A prior on ROI near 1 cannot fit where the KPI is 17,000 times the spend, say because the two are
/// in different units.
enum PriorPlausibility: ReadinessCheck {
  /// The least share of the outcome that the upper end of the priors' 90 % range may be.
  static let smallest = 0.001
  /// The largest share of the outcome that the priors' median may be.
  static let largest = 1.0

  static func items(_ view: ReadinessView) -> [ReadinessItem] {
    guard let share = PriorPredictiveReport.spread(view.predictive.mediaShare) else { return [] }
    let (low, median, high) = share
    let total = abs(view.data.totalOutcome)

    func range(_ style: NumberStyle) -> (String, String) {
      (ReadinessText.share(low, style), ReadinessText.share(high, style))
    }
    var item = ReadinessItem(
      metric: "prior_media_share", value: median,
      interval: Interval(lower: low, upper: high, level: 0.9, kind: .credible),
      text: ReadinessText.phrase { language, style in
        let (low, high) = range(style)
        return language == .de
          ? "Nach den Priors bewirken alle Medien zusammen \(low) bis \(high) des Ergebnisses"
          : "By the priors, all media together make \(low) to \(high) of the outcome"
      })
    guard median > largest || high < smallest else { return [item] }
    let spend = view.data.channels.indices.reduce(0.0) { $0 + view.data.totalSpend($1) }
    item.warning = .init(
      what: ReadinessText.phrase { language, style in
        let (low, high) = range(style)
        let ratio = style.number(total / max(spend, 1e-300), significant: 3)
        return language == .de
          ? "der Prior passt nicht zu den Daten: Medien bewirkten danach \(low) bis \(high) des"
            + " Ergebnisses, das das \(ratio)-Fache der Ausgaben ist"
          : "the prior cannot fit the data: by it, media make \(low) to \(high) of an outcome that"
            + " is \(ratio) times the spend"
      }, location: "media_mix.channels: prior",
      remedy: median > largest
        ? Phrase(
          en: "Check that outcome and spend are in the same currency, or give priors with smaller "
            + "returns, such as contribution: {beta: [1, 9]}.",
          de: "Prüfen, ob Ergebnis und Ausgaben dieselbe Währung haben, oder Priors mit kleineren "
            + "Erträgen angeben, etwa contribution: {beta: [1, 9]}.")
        : Phrase(
          en:
            "Check the units of outcome and spend, or state priors as shares of the outcome, such "
            + "as contribution: {beta: [1, 9]}.",
          de: "Einheiten von Ergebnis und Ausgaben prüfen oder Priors als Anteile am Ergebnis "
            + "angeben, etwa contribution: {beta: [1, 9]}."))
    return [item]
  }
}
