import Probability

/// What the data say under weak priors: probabilities to be better, and what a choice may cost.
///
/// Shares have a uniform prior and a Beta posterior. Means, ratios and adjusted metrics have a normal
/// prior with the information of a single unit, at the mean and with the variance of all units, and
/// a normal posterior. No probability is corrected for the number of metrics, arms or looks.
public struct BayesianAnalysis: Sendable, Equatable {
  /// An arm compared with control.
  public struct Comparison: Sendable, Equatable {
    /// The metric's name.
    public let metric: String
    /// The arm.
    public let arm: String
    /// The probability that the arm has more than control.
    public let probabilityMore: Double
    /// The probability that the arm has the most of all arms, control among them.
    public let probabilityMost: Double
    /// The mean of the difference.
    public let difference: Double
    /// The equal-tailed credible interval of the difference.
    public let differenceLimits: ExperimentResult.Limits
    /// The ratio of the arms' means less 1; nil unless control is surely positive.
    public let lift: Double?
    /// The equal-tailed credible interval of the lift; nil unless control is surely positive.
    public let liftLimits: ExperimentResult.Limits?
    /// What choosing the arm loses on average if more is better, in the metric's unit.
    public let expectedLoss: Double
    /// What keeping control loses on average if more is better, in the metric's unit.
    public let expectedLossOfControl: Double
    /// Points of the density of the difference.
    public let density: [Point]
  }

  /// A point of a density.
  public struct Point: Sendable, Equatable {
    /// The difference.
    public let difference: Double
    /// The density there.
    public let density: Double
  }

  /// The comparisons, metric by metric.
  public let comparisons: [Comparison]
  /// The level of the intervals.
  public let level: Double

  /// Analyses an experiment.
  public init(_ data: ExperimentData, level: Double) {
    self.level = level
    comparisons = data.metrics.flatMap { metric in
      let estimate = MetricEstimate(metric)
      let name = metric.metric.name
      guard estimate.arms[0].isShare else {
        return Self.compared(Self.normals(estimate.arms), name, data.arms, level)
      }
      return Self.compared(Self.betas(estimate.arms), name, data.arms, level)
    }
  }

  private static func betas(_ arms: [ArmEstimate]) -> [Beta] {
    arms.compactMap { arm in
      let successes = (arm.value * Double(arm.count)).rounded()
      return try? Beta(a: 1 + successes, b: 1 + Double(arm.count) - successes)
    }
  }

  private static func normals(_ arms: [ArmEstimate]) -> [Normal] {
    let total = arms.reduce(0.0) { $0 + Double($1.count) }
    let mean = arms.reduce(0.0) { $0 + $1.value * Double($1.count) } / total
    let variance =
      arms.reduce(0.0) { $0 + $1.variance * Double($1.count) * Double($1.count) } / total
    return arms.compactMap { arm in
      // An arm without any spread keeps a trace of the pooled one.
      let own = max(arm.variance, 1e-12 * variance / Double(arm.count))
      let precision = 1 / own + 1 / variance
      return try? Normal(
        mean: (arm.value / own + mean / variance) / precision,
        standardDeviation: 1 / precision.squareRoot())
    }
  }

  private static func compared<Posterior: UnivariateDistribution>(
    _ posteriors: [Posterior], _ metric: String, _ arms: [String], _ level: Double
  ) -> [Comparison] {
    guard posteriors.count == arms.count else { return [] }
    let most = PosteriorComparison.probabilitiesBest(posteriors)
    return arms.indices.dropFirst().map { arm in
      let pair = PosteriorComparison(posteriors[arm], posteriors[0])
      let liftLimits = pair.liftLimits(level)
      return Comparison(
        metric: metric, arm: arms[arm], probabilityMore: pair.probability,
        probabilityMost: most[arm], difference: posteriors[arm].mean - posteriors[0].mean,
        differenceLimits: pair.differenceLimits(level),
        lift: liftLimits.map { _ in posteriors[arm].mean / posteriors[0].mean - 1 },
        liftLimits: liftLimits, expectedLoss: pair.lossOfTreatment,
        expectedLossOfControl: pair.lossOfControl, density: pair.differenceDensity())
    }
  }
}
