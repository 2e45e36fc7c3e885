/// What can go wrong in this room.
///
/// Columns, rows and pivots are counted from zero in the cases and
/// from one in the text.
public enum LinearAlgebraError: Error, Equatable, Sendable {
  /// Two shapes that the operation needs to fit do not.
  case shapeMismatch(operation: String, left: Shape, right: Shape)
  /// A matrix was built from the wrong number of elements, or from a negative size.
  case elementCount(shape: Shape, count: Int)
  /// A square matrix was needed.
  case notSquare(operation: String, shape: Shape)
  /// A least-squares problem has fewer rows than columns.
  case tooFewRows(shape: Shape)
  /// A number is NaN or infinite.
  case notFinite(operation: String, row: Int, column: Int)
  /// The pivot of a Cholesky factorisation is not positive.
  case notPositiveDefinite(pivot: Int, size: Int)
  /// A pivot vanishes to rounding: its column is a combination of those before it.
  case rankDeficient(operation: String, pivot: Int, size: Int)
  /// An iterative algorithm of LAPACK gave up.
  case noConvergence(operation: String, code: Int)

  /// Rows and columns, as in errors.
  public struct Shape: Equatable, Sendable, CustomStringConvertible {
    /// The number of rows.
    public var rows: Int
    /// The number of columns.
    public var columns: Int

    /// Makes a shape.
    public init(_ rows: Int, _ columns: Int) {
      self.rows = rows
      self.columns = columns
    }

    /// The shape as people write it: `3 x 2`.
    public var description: String { "\(rows) x \(columns)" }
  }
}

extension LinearAlgebraError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .shapeMismatch(let operation, let left, let right):
      "\(operation): shapes \(left) and \(right) do not fit; check rows and columns of both."
    case .elementCount(let shape, let count):
      "A \(shape) matrix cannot hold \(count) elements; give rows times columns numbers."
    case .notSquare(let operation, let shape):
      "\(operation) needs a square matrix, and this one is \(shape)."
    case .tooFewRows(let shape):
      "Least squares with \(shape.rows) rows cannot determine \(shape.columns) columns; "
        + "add observations or drop columns."
    case .notFinite(let operation, let row, let column):
      "\(operation): the element in row \(row + 1), column \(column + 1) is not a finite number; "
        + "check the data for gaps, overflow or division by zero."
    case .notPositiveDefinite(let pivot, let size):
      "Cholesky: pivot \(pivot + 1) of \(size) is not positive, so the matrix is not positive "
        + "definite; check that it is a covariance or precision matrix, or add a small diagonal."
    case .rankDeficient(let operation, let pivot, let size):
      "\(operation): column \(pivot + 1) of \(size) is, to rounding, a combination of the columns "
        + "before it; drop or merge collinear columns."
    case .noConvergence(let operation, let code):
      "\(operation): LAPACK did not converge (code \(code)); check the scale of the columns."
    }
  }
}
