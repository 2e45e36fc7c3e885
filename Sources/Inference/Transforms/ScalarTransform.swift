/// A smooth, increasing map from the real line onto the values a parameter may take.
///
/// A density over the constrained value becomes one over x by adding ``TransformedScalar/logJacobian``.
public protocol ScalarTransform: Sendable {
  /// Maps an unconstrained x, with everything a gradient needs.
  func constrain(_ x: Double) -> TransformedScalar

  /// The x that maps to a value; infinite at a bound, not a number outside.
  func unconstrain(_ value: Double) -> Double
}

/// A constrained value y(x) and the derivatives a gradient needs.
public struct TransformedScalar: Sendable, Equatable {
  /// y.
  public var value: Double
  /// dy/dx.
  public var derivative: Double
  /// log dy/dx; for a probit interval also exact far in the tails.
  public var logJacobian: Double
  /// The derivative of the log Jacobian by x.
  public var logJacobianDerivative: Double
}
