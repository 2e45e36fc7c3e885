import Foundation

/// The uniform distribution on an interval.
public struct Uniform: UnivariateDistribution {
  /// The lower bound.
  public let lower: Double
  /// The upper bound.
  public let upper: Double

  /// Makes the distribution.
  ///
  /// - Throws: `invalidParameter` unless both bounds are finite and lower < upper.
  public init(lower: Double, upper: Double) throws(ProbabilityError) {
    let check = ParameterCheck(family: "uniform")
    try check.finite(lower, "lower")
    try check.finite(upper, "upper")
    try check.require(lower < upper, upper, "upper", "greater than lower, \(lower)")
    try check.require((upper - lower).isFinite, upper, "upper", "within double range of lower")
    self.lower = lower
    self.upper = upper
  }

  private var width: Double { upper - lower }

  /// The interval.
  public var support: Support { .interval(lower: lower, upper: upper) }

  /// The middle.
  public var mean: Double { lower + width / 2 }

  /// The width over √12.
  public var standardDeviation: Double { width / 12.0.squareRoot() }

  /// -log(upper - lower) inside.
  public func logDensity(_ x: Double) -> Double {
    support.contains(x) ? -log(width) : -.infinity
  }

  /// Zero.
  public func logDensityDerivative(_ x: Double) -> Double { 0 }

  /// (x - lower) / (upper - lower) inside.
  public func cdf(_ x: Double) -> Double { max(0, min(1, (x - lower) / width)) }

  /// lower + p (upper - lower).
  public func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    return p < 0.5 ? lower + p * width : upper - (1 - p) * width
  }
}
