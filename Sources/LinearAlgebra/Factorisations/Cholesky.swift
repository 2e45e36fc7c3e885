import Foundation

/// The Cholesky factorisation A = L L' of a symmetric positive-definite matrix.
///
/// **Shape**: A and L are n x n; L is lower triangular with a positive diagonal.
public struct Cholesky: Sendable {
  /// The factor L, n x n, with zeros above its diagonal.
  public let factor: Matrix

  /// Factors a matrix, of which only the lower triangle is read.
  ///
  /// A pivot that keeps less than `tolerance` of its diagonal element is rounding, not information:
  /// its row is a combination of the rows before it.
  ///
  /// - Parameters:
  ///   - matrix: n x n, symmetric.
  ///   - tolerance: the smallest share of a diagonal element that its pivot must keep; by default
  ///     n times the unit roundoff of doubles.
  /// - Throws: `notSquare`, `notFinite`, `notPositiveDefinite`, or `rankDeficient` naming the pivot.
  /// - Complexity: O(*n*³).
  public init(_ matrix: Matrix, tolerance: Double? = nil) throws(LinearAlgebraError) {
    try matrix.requireSquare("Cholesky")
    try matrix.requireFinite("Cholesky")
    useOneThread()
    let n = matrix.rows
    var factor = matrix
    if let pivot = LAPACK.failedPivot(n, &factor.elements) {
      throw .notPositiveDefinite(pivot: pivot, size: n)
    }
    let share = tolerance ?? Double(n) * Double.ulpOfOne
    for i in 0..<n {
      if factor[i, i] * factor[i, i] <= share * matrix[i, i] {
        throw .rankDeficient(operation: "Cholesky", pivot: i, size: n)
      }
      for j in i + 1..<max(n, i + 1) { factor[i, j] = 0 }
    }
    self.factor = factor
  }

  /// The natural logarithm of A's determinant.
  public var logDeterminant: Double {
    2 * factor.diagonal.reduce(0) { $0 + log($1) }
  }

  /// Solves A x = b for one right side of n elements.
  ///
  /// - Throws: `shapeMismatch` if the right side has another length.
  public func solve(_ right: [Double]) throws(LinearAlgebraError) -> [Double] {
    guard right.count == factor.rows else {
      throw .shapeMismatch(
        operation: "Cholesky solve", left: factor.shape, right: .init(right.count, 1))
    }
    var solution = right
    BLAS.trsv(factor.rows, lower: factor.elements, &solution)
    BLAS.trsv(factor.rows, lower: factor.elements, &solution, transposed: true)
    return solution
  }

  /// Solves A X = B for m right sides: B and X are n x m.
  ///
  /// - Throws: `shapeMismatch` if B has another number of rows.
  public func solve(_ right: Matrix) throws(LinearAlgebraError) -> Matrix {
    guard right.rows == factor.rows else {
      throw .shapeMismatch(operation: "Cholesky solve", left: factor.shape, right: right.shape)
    }
    var solution = right
    let (n, m) = (right.rows, right.columns)
    BLAS.trsm(n: n, m: m, lower: factor.elements, &solution.elements)
    BLAS.trsm(n: n, m: m, lower: factor.elements, &solution.elements, transposed: true)
    return solution
  }

  /// The inverse of A, n x n.
  ///
  /// Prefer `solve` where the inverse itself is not the answer.
  public var inverse: Matrix {
    var inverse = factor
    LAPACK.invertFromCholesky(inverse.rows, &inverse.elements)
    return inverse
  }
}
