import COpenBLAS

/// The factorisation P A = L U of a square matrix, with row exchanges.
///
/// **Shape**: A is n x n. LAPACK is handed the transpose (row-major storage read column by column), so
/// the exchanges follow the largest elements of A's rows: a matrix whose diagonal dominates its rows
/// is factored without any.
public struct LU: Sendable {
  /// The number of rows and columns.
  public let size: Int
  /// The factors of the transpose, column by column.
  private let factors: [Double]
  private let exchanges: [Int32]

  /// Factors a matrix.
  ///
  /// - Throws: `notSquare`, `notFinite`, or `rankDeficient` naming the first pivot that is zero.
  /// - Complexity: O(*n*³).
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try matrix.requireSquare("LU")
    try matrix.requireFinite("LU")
    useOneThread()
    size = matrix.rows
    var factors = matrix.elements
    var exchanges = [Int32](repeating: 0, count: size)
    let info = LAPACKE_dgetrf(
      LAPACK_COL_MAJOR, Int32(size), Int32(size), &factors, BLAS.stride(size), &exchanges)
    if info > 0 { throw .rankDeficient(operation: "LU", pivot: Int(info) - 1, size: size) }
    self.factors = factors
    self.exchanges = exchanges
  }

  /// Solves A x = b, or A' x = b, for one right side of n elements.
  ///
  /// - Throws: `shapeMismatch` if the right side has another length.
  public func solve(
    _ right: [Double], transposed: Bool = false
  ) throws(LinearAlgebraError) -> [Double] {
    guard right.count == size else {
      throw .shapeMismatch(
        operation: "LU solve", left: .init(size, size), right: .init(right.count, 1))
    }
    var solution = right
    _ = LAPACKE_dgetrs(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: transposed ? "N" : "T")), Int32(size), 1, factors,
      BLAS.stride(size), exchanges, &solution, BLAS.stride(size))
    return solution
  }

  /// The inverse of A, n x n.
  ///
  /// Prefer `solve` where the inverse itself is not the answer.
  public var inverse: Matrix {
    var elements = factors
    _ = LAPACKE_dgetri(LAPACK_COL_MAJOR, Int32(size), &elements, BLAS.stride(size), exchanges)
    return Matrix(unchecked: size, size, elements)
  }
}
