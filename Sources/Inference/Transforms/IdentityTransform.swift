/// y = x, for a parameter that may be any real number.
public struct IdentityTransform: ScalarTransform {
  /// Makes the transform.
  public init() {}

  /// The value itself; the Jacobian is 1.
  public func constrain(_ x: Double) -> TransformedScalar {
    TransformedScalar(value: x, derivative: 1, logJacobian: 0, logJacobianDerivative: 0)
  }

  /// The value itself.
  public func unconstrain(_ value: Double) -> Double { value }
}
