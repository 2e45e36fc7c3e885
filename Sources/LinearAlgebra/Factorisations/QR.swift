import COpenBLAS

/// The QR factorisation A = Q R of a matrix with at least as many rows as columns.
///
/// Columns are taken in their order, so that a column that is a combination of others can be named:
/// it is the one whose R diagonal vanishes.
///
/// **Shape**: A is m x n with m >= n; R is n x n, upper triangular; Q is m x n, orthonormal columns.
public struct QR: Sendable {
  /// The number of rows, m.
  public let rows: Int
  /// The number of columns, n.
  public let columns: Int
  /// The index from zero of the first column that depends on the columns before it, if any.
  public let firstDependentColumn: Int?

  /// LAPACK's packed reflectors and R, by columns (m x n).
  let packed: [Double]
  /// The reflectors' scalars (n).
  let reflectorScales: [Double]

  /// Factors a matrix.
  ///
  /// - Parameters:
  ///   - matrix: m x n with m >= n.
  ///   - tolerance: the share of a column's length that must be left after removing what the columns
  ///     before it explain; below, the column counts as dependent.
  /// - Throws: `tooFewRows` or `notFinite`. A dependent column is not an error until a problem is
  ///   solved.
  /// - Complexity: O(*m n²*), by `dgeqrf`.
  public init(_ matrix: Matrix, tolerance: Double = 1e-10) throws(LinearAlgebraError) {
    guard matrix.rows >= matrix.columns else { throw .tooFewRows(shape: matrix.shape) }
    try matrix.requireFinite("QR")
    useOneThread()
    let (m, n) = (matrix.rows, matrix.columns)
    var work = matrix.transposed.elements
    var scales = Array(repeating: 0.0, count: n)
    let lengths = (0..<n).map { j in
      work.withUnsafeBufferPointer { cblas_dnrm2(Int32(m), $0.baseAddress.map { $0 + j * m }, 1) }
    }
    let info = LAPACKE_dgeqrf(
      LAPACK_COL_MAJOR, Int32(m), Int32(n), &work, BLAS.stride(m), &scales)
    guard info == 0 else { throw .noConvergence(operation: "QR", code: Int(info)) }
    rows = m
    columns = n
    firstDependentColumn = (0..<n).first { !(abs(work[$0 * m + $0]) > tolerance * lengths[$0]) }
    packed = work
    reflectorScales = scales
  }

  /// The diagonal of R, n elements; signs are LAPACK's.
  public var rDiagonal: [Double] { (0..<columns).map { packed[$0 * rows + $0] } }

  /// R, n x n, upper triangular.
  public var r: Matrix {
    Matrix(rows: columns, columns: columns) { $0 <= $1 ? packed[$1 * rows + $0] : 0 }
  }

  /// Q, m x n, with orthonormal columns.
  public var q: Matrix {
    var byColumns = packed
    _ = LAPACKE_dorgqr(
      LAPACK_COL_MAJOR, Int32(rows), Int32(columns), Int32(columns), &byColumns,
      BLAS.stride(rows), reflectorScales)
    return Matrix(unchecked: columns, rows, byColumns).transposed
  }
}
