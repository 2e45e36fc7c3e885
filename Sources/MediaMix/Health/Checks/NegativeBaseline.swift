import Findings

/// Whether media were given more than there was: what is left without them is then below zero.
///
/// Two numbers: the posterior probability that the baseline of the whole window is negative, which
/// decides as in Meridian (review above 0.2, fail above 0.8), and the share of periods whose mean
/// baseline is. A few such periods can be noise around a low season, hence review only above 5 %.
enum NegativeBaseline: HealthCheck {
  static let review = 0.2
  static let fail = 0.8
  static let periodShare = 0.05

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    guard !evidence.isSigned, evidence.outcome > 0, !evidence.mediaDraws.isEmpty else { return nil }
    let negative = evidence.mediaDraws.count { $0 > evidence.outcome }
    let probability = Double(negative) / Double(evidence.mediaDraws.count)
    let below = evidence.baseline.count { $0 < 0 }
    let share = Double(below) / Double(max(1, evidence.baseline.count))
    let status: HealthStatus =
      probability > fail ? .fail : probability > review || share > periodShare ? .review : .good
    let whole = HealthMeasure(
      metric: "negative_baseline_probability", value: probability,
      isRemarkable: probability > review,
      text: ReadinessText.phrase { language, style in
        let number = ReadinessText.share(probability, style)
        return language == .de
          ? "Die Wahrscheinlichkeit, dass das Grundniveau im Ganzen negativ ist, beträgt \(number)"
          : "The probability that the baseline of the whole window is negative is \(number)"
      })
    let periods = HealthMeasure(
      metric: "negative_baseline_period_share", value: share, isRemarkable: share > periodShare,
      text: ReadinessText.phrase { language, style in
        let number = ReadinessText.share(share, style)
        return language == .de
          ? "In \(number) der Perioden ist das mittlere Grundniveau negativ"
          : "In \(number) of the periods the mean baseline is negative"
      })
    return HealthOutcome(
      check: "negative_baseline",
      title: Phrase(en: "Baseline above zero", de: "Grundniveau über null"), status: status,
      shown: probability > review || share <= periodShare ? whole.key : periods.key,
      meaning: meaning(probability: probability, share: share),
      remedy: status == .good
        ? nil
        : Phrase(
          en: "Give priors with smaller returns, or add the control that explains the low periods.",
          de: "Priors mit kleineren Renditen angeben oder die Kontrollgröße ergänzen, die die"
            + " schwachen Perioden erklärt."), measures: [whole, periods])
  }

  private static func meaning(probability: Double, share: Double) -> Phrase {
    if probability > review {
      return Phrase(
        en: "Media may have been credited with more than all that was sold.",
        de: "Den Medien wird womöglich mehr zugerechnet, als überhaupt verkauft wurde.")
    }
    if share > periodShare {
      return Phrase(
        en: "In some periods media are credited with more than all that was sold.",
        de: "In manchen Perioden wird den Medien mehr zugerechnet, als verkauft wurde.")
    }
    return Phrase(
      en: "Without media, something would still have been sold (probability of less shown).",
      de: "Ohne Medien wäre noch etwas verkauft worden (Wahrscheinlichkeit für weniger).")
  }
}
