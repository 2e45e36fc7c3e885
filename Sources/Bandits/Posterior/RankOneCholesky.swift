public import LinearAlgebra

/// The lower Cholesky factor of a precision matrix that grows by one observation at a time.
///
/// **Shape**: n x n.
public struct RankOneCholesky: Sendable, Equatable {
  /// The factor L of the precision L L'.
  public private(set) var factor: Matrix

  /// Starts from a multiple of the identity.
  public init(size: Int, precision: Double) {
    factor = precision.squareRoot() * Matrix.identity(size)
  }

  /// Adds `weight` x x' to the precision.
  ///
  /// Givens rotations column by column (Gill, Golub, Murray and Saunders 1974, method C1,
  /// doi:10.1090/S0025-5718-1974-0343558-6).
  /// - Complexity: O(*n*²).
  public mutating func add(_ x: [Double], weight: Double) {
    let n = factor.rows
    var rest = x.map { $0 * weight.squareRoot() }
    for k in 0..<n {
      let old = factor[k, k]
      let new = (old * old + rest[k] * rest[k]).squareRoot()
      let (c, s) = (new / old, rest[k] / old)
      factor[k, k] = new
      for i in k + 1..<max(n, k + 1) {
        factor[i, k] = (factor[i, k] + s * rest[i]) / c
        rest[i] = c * rest[i] - s * factor[i, k]
      }
    }
  }

  /// Solves L y = x.
  public func forward(_ x: [Double]) -> [Double] {
    var y = x
    for i in 0..<factor.rows {
      for j in 0..<i { y[i] -= factor[i, j] * y[j] }
      y[i] /= factor[i, i]
    }
    return y
  }

  /// Solves L L' y = x.
  public func solve(_ x: [Double]) -> [Double] {
    var y = forward(x)
    for i in (0..<factor.rows).reversed() {
      for j in i + 1..<max(factor.rows, i + 1) { y[i] -= factor[j, i] * y[j] }
      y[i] /= factor[i, i]
    }
    return y
  }

  /// x' (L L')⁻¹ x.
  public func inverseForm(_ x: [Double]) -> Double {
    forward(x).reduce(0) { $0 + $1 * $1 }
  }
}
