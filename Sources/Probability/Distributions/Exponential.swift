import Foundation

/// The exponential distribution.
public struct Exponential: UnivariateDistribution {
  /// The rate, one over the mean.
  public let rate: Double

  /// Makes the distribution.
  ///
  /// - Throws: `invalidParameter` unless the rate is positive and finite.
  public init(rate: Double) throws(ProbabilityError) {
    try ParameterCheck(family: "exponential").positive(rate, "rate")
    self.rate = rate
  }

  /// The positive numbers.
  public var support: Support { .positive }

  /// 1 / rate.
  public var mean: Double { 1 / rate }

  /// 1 / rate.
  public var standardDeviation: Double { 1 / rate }

  /// log rate - rate x.
  public func logDensity(_ x: Double) -> Double { x >= 0 ? log(rate) - rate * x : -.infinity }

  /// -rate.
  public func logDensityDerivative(_ x: Double) -> Double { x >= 0 ? -rate : 0 }

  /// 1 - exp(-rate x).
  public func cdf(_ x: Double) -> Double { x > 0 ? -expm1(-rate * x) : 0 }

  /// -log(1 - p) / rate.
  public func quantile(_ p: Double) -> Double { p >= 0 && p <= 1 ? -log1p(-p) / rate : .nan }
}
