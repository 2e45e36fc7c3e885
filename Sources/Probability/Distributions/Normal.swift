import Foundation

/// The normal distribution.
public struct Normal: UnivariateDistribution {
  /// The mean.
  public let mean: Double
  /// The standard deviation.
  public let standardDeviation: Double
  private let logScale: Double

  /// Makes the distribution.
  ///
  /// - Throws: `invalidParameter` unless the mean is finite and the standard deviation positive.
  public init(mean: Double, standardDeviation: Double) throws(ProbabilityError) {
    let check = ParameterCheck(family: "normal")
    try check.finite(mean, "mean")
    try check.positive(standardDeviation, "standard deviation")
    self.mean = mean
    self.standardDeviation = standardDeviation
    logScale = log(standardDeviation)
  }

  /// All real numbers.
  public var support: Support { .real }

  private func standardised(_ x: Double) -> Double { (x - mean) / standardDeviation }

  /// -z²/2 - log(sd √(2π)), with z = (x - mean) / sd.
  public func logDensity(_ x: Double) -> Double {
    let z = standardised(x)
    return -0.5 * z * z - logScale - halfLogTwoPi
  }

  /// -z / sd.
  public func logDensityDerivative(_ x: Double) -> Double { -standardised(x) / standardDeviation }

  /// Φ(z).
  public func cdf(_ x: Double) -> Double { normalCDF(standardised(x)) }

  /// mean + sd Φ⁻¹(p).
  public func quantile(_ p: Double) -> Double { mean + standardDeviation * normalQuantile(p) }

  /// Draws one number by the polar method.
  public func sample(_ stream: inout RandomStream) -> Double {
    mean + standardDeviation * stream.standardNormal()
  }
}
