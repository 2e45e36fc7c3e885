import Foundation

/// y = lower + (upper - lower) / (1 + exp(-x)), for a parameter between two bounds.
public struct LogitIntervalTransform: ScalarTransform {
  /// The lower bound.
  public let lower: Double
  /// The upper bound.
  public let upper: Double

  /// Makes the transform; `lower < upper` is the caller's to ensure.
  public init(lower: Double = 0, upper: Double = 1) {
    self.lower = lower
    self.upper = upper
  }

  /// Maps x; with s the logistic function, dy/dx = (upper - lower) s (1 - s).
  ///
  /// Works on exp(-|x|), so neither s nor 1 - s loses digits.
  public func constrain(_ x: Double) -> TransformedScalar {
    let width = upper - lower
    let decay = exp(-abs(x))
    let (small, large) = (decay / (1 + decay), 1 / (1 + decay))
    let share = x < 0 ? small : large
    return TransformedScalar(
      value: x < 0 ? lower + width * share : upper - width * small,
      derivative: width * small * large,
      logJacobian: log(width) - abs(x) - 2 * log1p(decay),
      logJacobianDerivative: x < 0 ? large - small : small - large)
  }

  /// The log odds of the value's place in the interval.
  public func unconstrain(_ value: Double) -> Double { log((value - lower) / (upper - value)) }
}
