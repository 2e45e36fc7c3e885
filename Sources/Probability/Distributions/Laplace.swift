import Foundation

/// The Laplace, or double exponential, distribution.
public struct Laplace: UnivariateDistribution {
  /// The location: mean, median and mode.
  public let location: Double
  /// The scale: the mean distance from the location.
  public let scale: Double

  /// Makes the distribution.
  ///
  /// - Throws: `invalidParameter` unless the location is finite and the scale positive.
  public init(location: Double, scale: Double) throws(ProbabilityError) {
    let check = ParameterCheck(family: "laplace")
    try check.finite(location, "location")
    try check.positive(scale, "scale")
    self.location = location
    self.scale = scale
  }

  /// All real numbers.
  public var support: Support { .real }

  /// The location.
  public var mean: Double { location }

  /// scale √2.
  public var standardDeviation: Double { scale * 2.0.squareRoot() }

  /// -|x - location| / scale - log(2 scale).
  public func logDensity(_ x: Double) -> Double {
    -abs(x - location) / scale - log(2 * scale)
  }

  /// -sign(x - location) / scale; zero at the kink.
  public func logDensityDerivative(_ x: Double) -> Double {
    x == location ? 0 : (x > location ? -1 : 1) / scale
  }

  /// exp(z) / 2 below the location, and 1 - exp(-z) / 2 above, with z = (x - location) / scale.
  public func cdf(_ x: Double) -> Double {
    let tail = 0.5 * exp(-abs(x - location) / scale)
    return x < location ? tail : 1 - tail
  }

  /// location ± scale log(2 min(p, 1 - p)).
  public func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    return p < 0.5 ? location + scale * log(2 * p) : location - scale * log(2 * (1 - p))
  }
}
