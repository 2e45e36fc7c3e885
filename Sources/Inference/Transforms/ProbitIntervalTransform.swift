import Foundation
import Probability

/// y = lower + (upper - lower) Phi(x), with Phi the standard normal distribution function.
///
/// A uniform prior on the interval is a standard normal prior on x, which the log Jacobian supplies.
public struct ProbitIntervalTransform: ScalarTransform {
  /// The lower bound.
  public let lower: Double
  /// The upper bound.
  public let upper: Double

  /// Makes the transform; `lower < upper` is the caller's to ensure.
  public init(lower: Double = 0, upper: Double = 1) {
    self.lower = lower
    self.upper = upper
  }

  /// Maps x; dy/dx = (upper - lower) phi(x).
  public func constrain(_ x: Double) -> TransformedScalar {
    let width = upper - lower
    let logDensity = -x * x / 2 - 0.5 * log(2 * Double.pi)
    let tail = normalCDF(-abs(x))
    return TransformedScalar(
      value: x < 0 ? lower + width * tail : upper - width * tail,
      derivative: width * exp(logDensity),
      logJacobian: log(width) + logDensity,
      logJacobianDerivative: -x)
  }

  /// The normal score of the value's place in the interval.
  public func unconstrain(_ value: Double) -> Double {
    let (below, above) = ((value - lower) / (upper - lower), (upper - value) / (upper - lower))
    return below <= above ? normalQuantile(below) : -normalQuantile(above)
  }
}
