import Foundation

/// y = lower + exp(x), for a parameter above a bound.
public struct LowerBoundTransform: ScalarTransform {
  /// The bound, which is never reached.
  public let lower: Double

  /// Makes the transform.
  public init(lower: Double = 0) { self.lower = lower }

  /// Maps x; log dy/dx = x.
  public func constrain(_ x: Double) -> TransformedScalar {
    let growth = exp(x)
    return TransformedScalar(
      value: lower + growth, derivative: growth, logJacobian: x, logJacobianDerivative: 1)
  }

  /// log(value - lower).
  public func unconstrain(_ value: Double) -> Double { log(value - lower) }
}
