import Foundation

/// The exponential of a normal variable.
public struct LogNormal: UnivariateDistribution {
  /// The mean of the logarithm.
  public let mu: Double
  /// The standard deviation of the logarithm.
  public let sigma: Double
  private let logarithm: Normal

  /// Makes the distribution.
  ///
  /// - Throws: `invalidParameter` unless mu is finite and sigma positive and finite.
  public init(mu: Double, sigma: Double) throws(ProbabilityError) {
    let check = ParameterCheck(family: "lognormal")
    try check.finite(mu, "mu")
    try check.positive(sigma, "sigma")
    self.mu = mu
    self.sigma = sigma
    logarithm = try Normal(mean: mu, standardDeviation: sigma)
  }

  /// The positive numbers.
  public var support: Support { .positive }

  /// exp(mu + sigma² / 2).
  public var mean: Double { exp(mu + 0.5 * sigma * sigma) }

  /// The mean times √(exp(sigma²) - 1).
  public var standardDeviation: Double { mean * expm1(sigma * sigma).squareRoot() }

  /// The normal log density of log x, less log x.
  public func logDensity(_ x: Double) -> Double {
    guard x > 0 else { return -.infinity }
    let logX = log(x)
    return logarithm.logDensity(logX) - logX
  }

  /// -(1 + (log x - mu) / sigma²) / x.
  public func logDensityDerivative(_ x: Double) -> Double {
    x > 0 ? (logarithm.logDensityDerivative(log(x)) - 1) / x : 0
  }

  /// Φ((log x - mu) / sigma).
  public func cdf(_ x: Double) -> Double { x > 0 ? logarithm.cdf(log(x)) : 0 }

  /// exp(mu + sigma Φ⁻¹(p)).
  public func quantile(_ p: Double) -> Double { exp(logarithm.quantile(p)) }

  /// The exponential of a normal draw.
  public func sample(_ stream: inout RandomStream) -> Double { exp(logarithm.sample(&stream)) }
}
