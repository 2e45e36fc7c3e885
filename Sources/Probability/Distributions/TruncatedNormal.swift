import Foundation

/// The normal distribution within bounds, however far in the tail these lie.
///
/// The mass of an interval is the density at its highest point times an integral of at most one
/// standard width (`NormalInterval`), so nothing underflows and narrow intervals do not cancel.
public struct TruncatedNormal: UnivariateDistribution {
  /// The lower bound; may be minus infinity.
  public let lower: Double
  /// The upper bound; may be infinity.
  public let upper: Double
  /// The mean, after truncation.
  public let mean: Double
  /// The standard deviation, after truncation.
  public let standardDeviation: Double

  /// The mean before truncation.
  public var untruncatedMean: Double { parent.mean }
  /// The standard deviation before truncation.
  public var untruncatedScale: Double { parent.deviation }

  private let parent: NormalInterval
  private let logMass: Double
  private let logScale: Double

  /// Makes the distribution.
  ///
  /// - Parameters:
  ///   - mean: the mean before truncation.
  ///   - standardDeviation: the standard deviation before truncation.
  ///   - lower: the lower bound, or minus infinity.
  ///   - upper: the upper bound, or infinity.
  /// - Throws: `invalidParameter` unless the mean is finite, the standard deviation positive, and
  ///   lower < upper, within 1e6 standard deviations of the mean.
  public init(
    mean: Double, standardDeviation: Double, lower: Double, upper: Double
  ) throws(ProbabilityError) {
    let check = ParameterCheck(family: "truncatednormal")
    try check.finite(mean, "mean")
    try check.positive(standardDeviation, "standard deviation")
    try check.require(lower < .infinity, lower, "lower", "a number below infinity")
    try check.require(lower < upper, upper, "upper", "greater than lower, \(lower)")
    let near = "within a million standard deviations of the mean"
    try check.require((lower - mean) / standardDeviation < 1e6, lower, "lower", near)
    try check.require((mean - upper) / standardDeviation < 1e6, upper, "upper", near)
    self.lower = lower
    self.upper = upper
    parent = NormalInterval(mean: mean, deviation: standardDeviation)
    logMass = parent.logMass(lower, upper)
    logScale = log(standardDeviation)
    (self.mean, self.standardDeviation) = parent.moments(lower, upper)
  }

  /// The interval, half-line or line.
  public var support: Support { Support(lower: lower, upper: upper) }

  /// The normal log density less the logarithm of the mass between the bounds.
  public func logDensity(_ x: Double) -> Double {
    guard x >= lower, x <= upper else { return -.infinity }
    let z = (x - parent.mean) / parent.deviation
    return -0.5 * z * z - logScale - logMass
  }

  /// -z / sd, with the mean and sd before truncation.
  public func logDensityDerivative(_ x: Double) -> Double {
    guard x >= lower, x <= upper else { return 0 }
    return -(x - parent.mean) / parent.deviation / parent.deviation
  }

  /// The share of the mass below x.
  public func cdf(_ x: Double) -> Double {
    if x <= lower { return 0 }
    if x >= upper { return 1 }
    return min(1, exp(parent.logMass(lower, x) - logMass))
  }

  /// The inverse of `cdf`, by Newton's method on the logarithm of the smaller side's mass.
  public func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p == 0 || p == 1 { return p == 0 ? lower : upper }
    let logTarget = (p <= 0.5 ? log(p) : log1p(-p)) + logMass
    let deviation = parent.deviation
    return newtonRoot(
      from: parent.approximateQuantile(p, lower, upper), in: lower...upper,
      scale: min(deviation, upper - lower), largestStep: 4 * deviation
    ) { x in
      let mass = p <= 0.5 ? parent.logMass(lower, x) : parent.logMass(x, upper)
      let z = (x - parent.mean) / deviation
      let slope = exp(-0.5 * z * z - mass) / deviation
      return (p <= 0.5 ? mass - logTarget : logTarget - mass, slope)
    }
  }
}
