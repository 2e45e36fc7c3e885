/// A differentiable, unnormalised log density on R^n.
///
/// One value is shared by all chains; what a chain needs to write to is in its own `Scratch`.
public protocol LogDensity: Sendable {
  /// Buffers that one chain reuses from call to call.
  associatedtype Scratch

  /// The number of coordinates, n.
  var dimension: Int { get }

  /// Makes the buffers for one chain; called once a chain and phase, never in the hot
  /// loop.
  func makeScratch() -> Scratch

  /// Evaluates the log density and its gradient, without allocating.
  ///
  /// - Parameters:
  ///   - position: n coordinates.
  ///   - gradient: receives the n partial derivatives.
  ///   - scratch: this chain's buffers.
  /// - Returns: the log density. Any value that is not finite rejects the position; the gradient
  ///   is then ignored.
  func evaluate(
    at position: UnsafeBufferPointer<Double>, gradient: UnsafeMutableBufferPointer<Double>,
    scratch: inout Scratch
  ) -> Double
}
