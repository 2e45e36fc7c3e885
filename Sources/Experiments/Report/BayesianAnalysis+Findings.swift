public import Findings

extension BayesianAnalysis {
  /// What the posteriors say.
  ///
  /// - `experiment.probability_more`, `.probability_most` {arm, metric}: of more than control, and of
  ///   the most of all arms.
  /// - `experiment.posterior_effect` {arm, metric}: the mean difference with its credible interval.
  /// - `experiment.expected_loss` {arm, metric}: what choosing the arm loses on average if more is
  ///   better.
  ///
  /// - Parameter language: the language of the texts.
  public func findings(language: Language) -> [Finding] {
    comparisons.flatMap { findings($0, NumberStyle(language)) }
  }

  private func findings(_ comparison: Comparison, _ style: NumberStyle) -> [Finding] {
    let (arm, metric) = (comparison.arm, comparison.metric)
    func finding(
      _ name: String, _ value: Double, _ text: Phrase, _ interval: Interval? = nil
    ) -> Finding {
      Finding(
        id: "experiment.\(name)", subject: ["arm": arm, "metric": metric], value: value,
        interval: interval, unit: .one, grade: .experiment, text: text[style.language])
    }
    let more = style.quantity(comparison.probabilityMore, as: .share)
    let most = style.quantity(comparison.probabilityMost, as: .share)
    let effect = style.quantity(comparison.difference, as: .plain)
    let loss = style.quantity(comparison.expectedLoss, as: .plain)
    let limits = comparison.differenceLimits
    return [
      finding(
        "probability_more", comparison.probabilityMore,
        Phrase(
          en: "\(arm) has more \(metric) than control with a probability of \(more).",
          de:
            "\(arm) hat mit einer Wahrscheinlichkeit von \(more) mehr \(metric) als die Kontrolle.")
      ),
      finding(
        "probability_most", comparison.probabilityMost,
        Phrase(
          en: "\(arm) has the most \(metric) of all arms with a probability of \(most).",
          de: "\(arm) hat mit einer Wahrscheinlichkeit von \(most) am meisten \(metric).")),
      finding(
        "posterior_effect", comparison.difference,
        Phrase(
          en: "\(arm) is expected to differ in \(metric) by \(effect).",
          de: "\(arm) weicht bei \(metric) voraussichtlich um \(effect) ab."),
        Interval(lower: limits.lower, upper: limits.upper, level: level, kind: .credible)),
      finding(
        "expected_loss", comparison.expectedLoss,
        Phrase(
          en: "Choosing \(arm) loses \(loss) \(metric) on average if more is better.",
          de: "Die Wahl von \(arm) kostet im Mittel \(loss) \(metric), wenn mehr besser ist.")),
    ]
  }
}
