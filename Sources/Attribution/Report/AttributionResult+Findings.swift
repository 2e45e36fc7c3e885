public import Findings

extension AttributionResult {
  /// The facts, totals before their breakdowns.
  ///
  /// - `attribution.journeys`, `.conversions`, `.value` with an empty subject: totals of the data.
  /// - `attribution.conversion_probability` {model}: of chains, that a journey converts.
  /// - `attribution.credit`, `.value`, `.share`, `.removal_effect`, `.worth` {channel, model}; where the
  ///   worth was sampled, `.worth_error` is its Monte Carlo standard error.
  /// - `attribution.rank` {channel, model, metric}: `probability_first`, of the largest credit, and
  ///   `probability_above_next`, of more credit than the channel that follows.
  /// - `attribution.cost_per_conversion`, `.roas` {} and {channel, model}.
  /// - `attribution.calibrated_credit`, `.calibration` (the multiplier) {channel, model}, and
  ///   `attribution.calibration` {model, metric: `unattributed`}: what calibrated credits leave.
  /// - `attribution.score` {model, metric}: `log_score`, `auc`.
  /// - `attribution.disagreement` {channel, metric: `share_range`}: the range of shares over models.
  /// - `attribution.check` {metric}: what was read and what was left out.
  ///
  /// - Parameters:
  ///   - language: the language of the texts.
  ///   - isForced: whether to show numbers that would be withheld.
  public func findings(language: Language, isForced: Bool = false) -> [Finding] {
    let writer = AttributionWriter(self, language: language, isForced: isForced)
    return writer.totals() + models.flatMap { writer.credits($0) }
      + models.flatMap { writer.ranks($0) } + writer.costs() + writer.calibration()
      + writer.scores() + writer.disagreements() + writer.checks()
  }
}
