import COpenBLAS

/// The answer of a least-squares problem.
public struct LeastSquares: Sendable, Equatable {
  /// The n coefficients.
  public let coefficients: [Double]
  /// The m residuals, observed minus fitted.
  public let residuals: [Double]

  /// The sum of squared residuals.
  public var residualSumOfSquares: Double { residuals.reduce(0) { $0 + $1 * $1 } }
}

extension QR {
  /// The coefficients that minimise |y - A b|, and the residuals.
  ///
  /// - Parameter right: y, m elements.
  /// - Throws: `shapeMismatch` if y has another length, `rankDeficient` naming the first dependent
  ///   column, or `notFinite` if y holds a number that is not finite.
  public func leastSquares(_ right: [Double]) throws(LinearAlgebraError) -> LeastSquares {
    guard right.count == rows else {
      throw .shapeMismatch(
        operation: "Least squares", left: .init(rows, columns), right: .init(right.count, 1))
    }
    if let row = right.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(operation: "Least squares, right side", row: row, column: 0)
    }
    try requireFullRank()
    var rotated = right
    applyQ(&rotated, transposed: true)
    var coefficients = Array(rotated[..<columns])
    cblas_dtrsv(
      CblasColMajor, CblasUpper, CblasNoTrans, CblasNonUnit, Int32(columns), packed,
      BLAS.stride(rows), &coefficients, 1)
    for i in 0..<columns { rotated[i] = 0 }
    applyQ(&rotated, transposed: false)
    return LeastSquares(coefficients: coefficients, residuals: rotated)
  }

  /// The inverse of A'A, n x n: times the residual variance, the coefficients' covariance.
  ///
  /// - Throws: `rankDeficient` naming the first dependent column.
  public func gramInverse() throws(LinearAlgebraError) -> Matrix {
    try requireFullRank()
    var inverse = r.transposed
    // LAPACK's Cholesky inverse needs R' only up to the signs of its columns.
    LAPACK.invertFromCholesky(columns, &inverse.elements)
    return inverse
  }

  private func requireFullRank() throws(LinearAlgebraError) {
    if let column = firstDependentColumn {
      throw .rankDeficient(operation: "Least squares", pivot: column, size: columns)
    }
  }

  /// Replaces m elements by Q times them, or Q' times them, for the full m x m Q.
  private func applyQ(_ vector: inout [Double], transposed: Bool) {
    _ = LAPACKE_dormqr(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "L")), CChar(UInt8(ascii: transposed ? "T" : "N")),
      Int32(rows), 1, Int32(columns), packed, BLAS.stride(rows), reflectorScales, &vector,
      BLAS.stride(rows))
  }
}
