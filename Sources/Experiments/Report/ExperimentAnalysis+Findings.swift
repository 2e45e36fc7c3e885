public import Findings

extension ExperimentAnalysis {
  /// The facts, totals before their breakdowns.
  ///
  /// - `experiment.units` {} and {arm}: how many units were compared.
  /// - `experiment.srm` {}: the p-value of the sample-ratio test; below `SampleRatio.threshold` all
  ///   that follows is withheld.
  /// - `experiment.check` {metric: `repeated_units` or `crossed_units`}: where there are any.
  /// - `experiment.value` {arm, metric}: the metric of an arm, adjusted if it has a covariate.
  /// - `experiment.variance_share` {metric}: the share of variance a covariate takes away.
  /// - `experiment.effect`, `.lift` {arm, metric}: the arm less control, and as a fraction of it, with
  ///   the interval of the method: of the end, of all looks together, or of the posterior.
  /// - `experiment.p_value` {arm, metric}, and {arm, metric, parameter: `adjusted`}: of goals; of
  ///   always-valid looks the smallest so far.
  /// - `experiment.statistic`, `.boundary` {arm, metric}: how many standard errors the estimate of the
  ///   last look is off zero, and must be.
  /// - `experiment.probability_more`, `.probability_most` {arm, metric}: of more than control, and of
  ///   the most of all arms; `.expected_loss` {arm, metric}: what choosing the arm loses on average if
  ///   more is better.
  /// - `experiment.guardrail` {arm, metric}: the p-value of the test that the margin is kept.
  ///
  /// - Parameters:
  ///   - language: the language of the texts.
  ///   - isForced: whether to show numbers that would be withheld.
  public func findings(language: Language, isForced: Bool = false) -> [Finding] {
    let writer = ExperimentWriter(self, language: language, isForced: isForced)
    return writer.units() + writer.checks() + result.metrics.flatMap { writer.metric($0) }
  }

  /// Why numbers are withheld; empty if they are not.
  public var gateReasons: [Phrase] {
    guard result.sampleRatio.isMismatch else { return [] }
    return [ExperimentWriter.objection(result.sampleRatio).reason]
  }
}
