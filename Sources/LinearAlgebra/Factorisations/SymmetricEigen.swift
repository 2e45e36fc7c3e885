import COpenBLAS

/// The eigenvalues and eigenvectors of a symmetric matrix, A = V diag(λ) V'.
public struct SymmetricEigen: Sendable {
  /// The n eigenvalues, in ascending order.
  public let values: [Double]
  /// The eigenvectors, n x n: column j belongs to value j; columns are orthonormal.
  public let vectors: Matrix

  /// Decomposes a symmetric matrix, of which only the lower triangle is read.
  ///
  /// - Throws: `notSquare`, `notFinite`, or `noConvergence`.
  /// - Complexity: O(*n*³), by `dsyevd`.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try matrix.requireSquare("Eigenvalues")
    try matrix.requireFinite("Eigenvalues")
    useOneThread()
    let n = matrix.rows
    var work = matrix.elements
    var values = Array(repeating: 0.0, count: n)
    let info = LAPACKE_dsyevd(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "U")), Int32(n), &work,
      BLAS.stride(n), &values)
    guard info == 0 else { throw .noConvergence(operation: "Eigenvalues", code: Int(info)) }
    self.values = values
    // LAPACK's columns are our rows.
    vectors = Matrix(unchecked: n, n, work).transposed
  }
}
