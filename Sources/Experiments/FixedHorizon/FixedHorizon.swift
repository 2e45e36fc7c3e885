/// The analysis of an experiment that is looked at once, when its time is over.
public enum FixedHorizon {
  /// Compares every arm with control on every metric.
  ///
  /// The sample-ratio test comes with the result; where it fires, findings withhold the effects.
  public static func analyse(_ data: ExperimentData, _ options: ExperimentOptions)
    -> ExperimentResult
  {
    let shares = data.arms.map { options.shares[$0] ?? 1 }
    return ExperimentResult(
      arms: data.arms, counts: data.counts, intake: data.intake,
      sampleRatio: SampleRatio(counts: data.counts, shares: shares),
      metrics: corrected(data.metrics.map { metric($0, data.arms, options) }, options),
      options: options)
  }

  private static func metric(
    _ metric: ExperimentData.Metric, _ arms: [String], _ options: ExperimentOptions
  ) -> ExperimentResult.Metric {
    let estimate = MetricEstimate(metric)
    let control = estimate.arms[0]
    let effects = arms.indices.dropFirst().map { arm in
      effect(Contrast(estimate.arms[arm], control), arms[arm], metric.metric, options)
    }
    return ExperimentResult.Metric(
      metric: metric.metric, kind: metric.kind, covariate: metric.covariate,
      values: estimate.arms.map(\.value),
      standardErrors: estimate.arms.map { $0.variance.squareRoot() }, theta: estimate.theta,
      varianceReduction: estimate.varianceReduction, effects: effects)
  }

  private static func effect(
    _ contrast: Contrast, _ arm: String, _ metric: ExperimentMetric, _ options: ExperimentOptions
  ) -> ExperimentResult.Effect {
    let critical = contrast.law.critical((1 - options.level) / 2)
    let limits = contrast.limits(critical)
    let liftLimits = contrast.liftLimits(critical)
    let pValue = contrast.pValue(options.alternative)
    var freedom: Double?
    if case .studentT(let degrees) = contrast.law { freedom = degrees }
    return ExperimentResult.Effect(
      arm: arm, difference: contrast.difference, standardError: contrast.standardError,
      differenceLimits: .init(lower: limits.lower, upper: limits.upper), lift: contrast.lift,
      liftError: contrast.liftError,
      liftLimits: liftLimits.map { .init(lower: $0.lower, upper: $0.upper) }, pValue: pValue,
      adjustedPValue: pValue, degreesOfFreedom: freedom,
      guardrail: metric.guardrail.map { GuardrailTest(contrast, $0, alpha: options.alpha) })
  }

  /// Adjusts the p-values of goals for their number over metrics and arms.
  private static func corrected(
    _ metrics: [ExperimentResult.Metric], _ options: ExperimentOptions
  ) -> [ExperimentResult.Metric] {
    let places = metrics.indices.filter { metrics[$0].metric.guardrail == nil }
      .flatMap { metric in metrics[metric].effects.indices.map { (metric, $0) } }
    let adjusted = options.correction.adjusted(
      places.map { metrics[$0.0].effects[$0.1].pValue })
    var result = metrics
    for (place, pValue) in zip(places, adjusted) {
      result[place.0].effects[place.1].adjustedPValue = pValue
    }
    return result
  }
}
