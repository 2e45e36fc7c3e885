import Probability

/// A metric's value in one arm, and how exactly it is known.
struct ArmEstimate {
  let value: Double
  /// The variance of the value, not of a unit.
  let variance: Double
  let count: Int
  /// Whether limits are those of a share of `count` units.
  let isShare: Bool

  var degreesOfFreedom: Double { Double(count - 1) }

  /// Both limits, `critical` standard errors off: Wilson's (1927) for a share, which keep within 0
  /// and 1, else the value plus and minus.
  func limits(_ critical: Double) -> (lower: Double, upper: Double) {
    guard isShare else {
      let half = critical * variance.squareRoot()
      return (value - half, value + half)
    }
    let (n, square) = (Double(count), critical * critical)
    let centre = (value + square / (2 * n)) / (1 + square / n)
    let half =
      critical / (1 + square / n) * (value * (1 - value) / n + square / (4 * n * n)).squareRoot()
    return (min(value, max(0, centre - half)), max(value, min(1, centre + half)))
  }
}

/// The values of a metric in all arms, adjusted by its covariate if there is one.
///
/// With a covariate x a unit's value u becomes u - θ (x - mean x over all arms), with
/// θ = Σ cov(u, x) / Σ var(x), the (co)variances pooled within arms, so that an effect of the arms
/// does not enter (CUPED; Deng et al. 2013). A ratio is linearised: u = (value - R denominator) /
/// mean denominator (delta method).
struct MetricEstimate {
  let arms: [ArmEstimate]
  /// θ, nil without covariate.
  let theta: Double?
  /// The share of variance that the covariate explains, nil without covariate.
  let varianceReduction: Double?

  init(_ metric: ExperimentData.Metric) {
    let linear = metric.moments.map { Linearised($0, isRatio: metric.kind == .ratio) }
    let freedom = metric.moments.map { Double($0.count - 1) }
    func pooled(_ part: (Linearised) -> Double) -> Double {
      zip(linear, freedom).reduce(0) { $0 + part($1.0) * $1.1 }
    }
    let spread = pooled { $0.covariateVariance }
    guard metric.covariate != nil, spread > 0 else {
      (theta, varianceReduction) = metric.covariate == nil ? (nil, nil) : (0, 0)
      arms = zip(linear, metric.moments).map { part, moments in
        let isShare = metric.kind == .proportion
        let variance =
          isShare
          ? part.value * (1 - part.value) / Double(moments.count)
          : part.variance / Double(moments.count)
        return ArmEstimate(
          value: part.value, variance: variance, count: moments.count, isShare: isShare)
      }
      return
    }
    let slope = pooled { $0.covariance } / spread
    let total = metric.moments.reduce(0.0) { $0 + Double($1.count) }
    let centre = metric.moments.reduce(0.0) { $0 + $1.mean.z * Double($1.count) } / total
    theta = slope
    varianceReduction = slope * pooled { $0.covariance } / pooled { $0.variance }
    arms = zip(linear, metric.moments).map { part, moments in
      let variance =
        part.variance - 2 * slope * part.covariance + slope * slope * part.covariateVariance
      return ArmEstimate(
        value: part.value - slope * (moments.mean.z - centre),
        variance: max(0, variance) / Double(moments.count), count: moments.count, isShare: false)
    }
  }
}

/// A metric of an arm as a mean of one number a unit.
private struct Linearised {
  let value: Double
  let variance: Double
  /// With the covariate.
  let covariance: Double
  let covariateVariance: Double

  init(_ moments: ArmMoments, isRatio: Bool) {
    covariateVariance = moments.variance.z
    guard isRatio else {
      value = moments.mean.x
      variance = moments.variance.x
      covariance = moments.covariance.y
      return
    }
    let (ratio, base) = (moments.mean.x / moments.mean.y, moments.mean.y)
    let spread =
      moments.variance.x - 2 * ratio * moments.covariance.x + ratio * ratio * moments.variance.y
    value = ratio
    variance = max(0, spread) / (base * base)
    covariance = (moments.covariance.y - ratio * moments.covariance.z) / base
  }
}
