import COpenBLAS

/// The thin singular value decomposition A = U diag(s) V'.
///
/// **Shape**: A is m x n, and k = min(m, n).
public struct SVD: Sendable {
  /// The left singular vectors U, m x k, in columns.
  public let left: Matrix
  /// The k singular values, in descending order.
  public let values: [Double]
  /// The right singular vectors V', k x n, in rows.
  public let rightTransposed: Matrix

  /// Decomposes a matrix.
  ///
  /// - Throws: `notFinite`, or `noConvergence`.
  /// - Complexity: O(*m n k*), by `dgesdd`.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try matrix.requireFinite("Singular values")
    useOneThread()
    let (m, n) = (matrix.rows, matrix.columns)
    let k = min(m, n)
    var work = matrix.elements
    var values = Array(repeating: 0.0, count: k)
    var left = Matrix(rows: m, columns: k, repeating: 0)
    var right = Matrix(rows: k, columns: n, repeating: 0)
    // Read by columns, our A is A' = V diag(s) U': asking LAPACK for that one's factors, with the
    // two sets of vectors exchanged, spares all transposes.
    let info = LAPACKE_dgesdd(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "S")), Int32(n), Int32(m), &work, BLAS.stride(n),
      &values, &right.elements, BLAS.stride(n), &left.elements, BLAS.stride(k))
    guard info == 0 else { throw .noConvergence(operation: "Singular values", code: Int(info)) }
    self.left = left
    self.values = values
    rightTransposed = right
  }

  /// The ratio of the largest to the smallest singular value; infinite if the smallest is zero, and
  /// 1 for a matrix without elements.
  public var conditionNumber: Double {
    guard let largest = values.first, let smallest = values.last else { return 1 }
    return smallest > 0 ? largest / smallest : .infinity
  }

  /// The number of singular values above a share of the largest.
  ///
  /// - Parameter tolerance: the share; by default max(m, n) times the unit roundoff, as in numpy.
  public func rank(tolerance: Double? = nil) -> Int {
    let share = tolerance ?? Double(max(left.rows, rightTransposed.columns)) * Double.ulpOfOne
    let threshold = share * (values.first ?? 0)
    return values.count { $0 > threshold }
  }
}
