import Foundation

/// The normal distribution within bounds, however far in the tail these lie.
///
/// Masses are integrals relative to the highest density between the bounds (`NormalInterval`), so
/// nothing underflows and narrow intervals do not cancel.
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
  public var untruncatedMean: Double { interval.mean }
  /// The standard deviation before truncation.
  public var untruncatedScale: Double { interval.deviation }

  private let interval: NormalInterval
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
    interval = NormalInterval(
      mean: mean, deviation: standardDeviation, lower: lower, upper: upper)
    logMass = interval.logMass(from: lower, to: upper)
    logScale = log(standardDeviation)
    (self.mean, self.standardDeviation) = interval.moments()
  }

  /// The interval, half-line or line.
  public var support: Support { Support(lower: lower, upper: upper) }

  /// The normal log density less the logarithm of the mass between the bounds.
  public func logDensity(_ x: Double) -> Double {
    guard x >= lower, x <= upper else { return -.infinity }
    return interval.logRelativeDensity(x) - logScale - logMass
  }

  /// -z / sd, with the mean and sd before truncation.
  public func logDensityDerivative(_ x: Double) -> Double {
    guard x >= lower, x <= upper else { return 0 }
    return -(x - interval.mean) / interval.deviation / interval.deviation
  }

  /// The share of the mass below x.
  public func cdf(_ x: Double) -> Double {
    if x <= lower { return 0 }
    if x >= upper { return 1 }
    return min(1, exp(interval.logMass(from: lower, to: x) - logMass))
  }

  /// The inverse of `cdf`, by Newton's method on the logarithm of the smaller side's mass.
  public func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p == 0 || p == 1 { return p == 0 ? lower : upper }
    let logTarget = (p <= 0.5 ? log(p) : log1p(-p)) + logMass
    let start = start(p, logTarget)
    // Then the quantile is nearer to its bound than the next number.
    if start == lower || start == upper { return start }
    return newtonRoot(from: start, in: lower...upper, largestStep: 40 * interval.deviation) { x in
      let mass =
        p <= 0.5 ? interval.logMass(from: lower, to: x) : interval.logMass(from: x, to: upper)
      let slope = exp(interval.logRelativeDensity(x) - mass) / interval.deviation
      return (p <= 0.5 ? mass - logTarget : logTarget - mass, slope)
    }
  }

  /// Where to start the inversion: inside the bounds, or on one if nothing lies between.
  ///
  /// When the global approximation cannot leave the bound, the quantile is so near to it that the
  /// density is constant up to there.
  private func start(_ p: Double, _ logTarget: Double) -> Double {
    let approximate = interval.approximateQuantile(p)
    if approximate > lower && approximate < upper { return approximate }
    let bound = p <= 0.5 ? lower : upper
    let distance = interval.deviation * exp(logTarget - interval.logRelativeDensity(bound))
    let middle = lower + (upper - lower) / 2
    return p <= 0.5 ? min(middle, lower + distance) : max(middle, upper - distance)
  }
}
