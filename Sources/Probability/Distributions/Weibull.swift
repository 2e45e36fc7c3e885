import Foundation

/// The Weibull distribution.
public struct Weibull: UnivariateDistribution {
  /// The shape.
  public let shape: Double
  /// The scale, which a variable exceeds with probability 1/e.
  public let scale: Double

  /// Makes the distribution.
  ///
  /// - Throws: `invalidParameter` unless shape and scale are positive and finite.
  public init(shape: Double, scale: Double) throws(ProbabilityError) {
    let check = ParameterCheck(family: "weibull")
    try check.positive(shape, "shape")
    try check.positive(scale, "scale")
    self.shape = shape
    self.scale = scale
  }

  /// The positive numbers.
  public var support: Support { .positive }

  /// scale Γ(1 + 1/shape).
  public var mean: Double { scale * exp(logGamma(1 + 1 / shape)) }

  /// The mean times √(Γ(1 + 2/shape) / Γ(1 + 1/shape)² - 1).
  public var standardDeviation: Double {
    mean * expm1(logGamma(1 + 2 / shape) - 2 * logGamma(1 + 1 / shape)).squareRoot()
  }

  /// log(shape / scale) + (shape - 1) log z - z^shape, with z = x / scale.
  public func logDensity(_ x: Double) -> Double {
    guard x >= 0 else { return -.infinity }
    let z = x / scale
    return log(shape / scale) + timesLog(shape - 1, z) - pow(z, shape)
  }

  /// (shape - 1 - shape z^shape) / x.
  public func logDensityDerivative(_ x: Double) -> Double {
    x > 0 ? (shape - 1 - shape * pow(x / scale, shape)) / x : 0
  }

  /// 1 - exp(-z^shape).
  public func cdf(_ x: Double) -> Double { x > 0 ? -expm1(-pow(x / scale, shape)) : 0 }

  /// scale (-log(1 - p))^(1/shape).
  public func quantile(_ p: Double) -> Double {
    p >= 0 && p <= 1 ? scale * pow(-log1p(-p), 1 / shape) : .nan
  }
}
