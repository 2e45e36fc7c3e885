/// A distribution of one real number.
///
/// Densities include all constants. Outside the support the log density is minus infinity and its
/// derivative, which has no meaning there, is zero.
public protocol UnivariateDistribution: Sendable {
  /// Where the mass is.
  var support: Support { get }
  /// The natural logarithm of the density at a point.
  func logDensity(_ x: Double) -> Double
  /// The derivative of `logDensity` by the point.
  func logDensityDerivative(_ x: Double) -> Double
  /// The probability of at most x.
  func cdf(_ x: Double) -> Double
  /// The x with `cdf(x)` = p, for 0 <= p <= 1; NaN for other p.
  func quantile(_ p: Double) -> Double
  /// The mean, NaN where undefined.
  var mean: Double { get }
  /// The standard deviation, NaN where undefined or infinite.
  var standardDeviation: Double { get }
  /// Draws one number.
  func sample(_ stream: inout RandomStream) -> Double
}

extension UnivariateDistribution {
  /// Draws one number by inversion of the distribution function.
  public func sample(_ stream: inout RandomStream) -> Double {
    quantile(stream.uniform())
  }
}
