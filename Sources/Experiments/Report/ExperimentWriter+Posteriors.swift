import Findings

extension ExperimentWriter {
  /// What the posteriors say of a goal in every arm.
  func posteriors(_ bayesian: BayesianAnalysis, _ name: String, _ unit: Unit) -> [Finding] {
    bayesian.comparisons.filter { $0.metric == name }.flatMap { posterior($0, unit) }
  }

  private func posterior(_ found: BayesianAnalysis.Comparison, _ unit: Unit) -> [Finding] {
    let (arm, name) = (found.arm, found.metric)
    let subject = ["arm": arm, "metric": name]
    let effects = comparison(
      arm, name, unit,
      Comparison(
        difference: found.difference, limits: found.differenceLimits, lift: found.lift,
        liftLimits: found.liftLimits, kind: .credible))
    return effects + [
      finding("experiment.probability_more", subject, found.probabilityMore, .one) {
        Phrase(
          en: "\(arm) has more \(name) than \(control) with a probability of \($0)",
          de: "\(arm) hat mit einer Wahrscheinlichkeit von \($0) mehr \(name) als \(control)")
      },
      finding("experiment.probability_most", subject, found.probabilityMost, .one) {
        Phrase(
          en: "\(arm) has the most \(name) of all arms with a probability of \($0)",
          de: "\(arm) hat mit einer Wahrscheinlichkeit von \($0) am meisten \(name)")
      },
      finding("experiment.expected_loss", subject, found.expectedLoss, unit) {
        Phrase(
          en: "choosing \(arm) loses \($0) of \(name) on average if more is better",
          de: "die Wahl von \(arm) kostet im Mittel \($0) an \(name), wenn mehr besser ist")
      },
    ]
  }
}
