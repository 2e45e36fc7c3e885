extension Matrix {
  /// The sum of two matrices of one shape.
  ///
  /// - Throws: `shapeMismatch` if the shapes differ.
  public static func + (left: Matrix, right: Matrix) throws(LinearAlgebraError) -> Matrix {
    try left.combined(with: right, "Matrix sum", +)
  }

  /// The difference of two matrices of one shape.
  ///
  /// - Throws: `shapeMismatch` if the shapes differ.
  public static func - (left: Matrix, right: Matrix) throws(LinearAlgebraError) -> Matrix {
    try left.combined(with: right, "Matrix difference", -)
  }

  /// The matrix with every element multiplied by a number.
  public static func * (factor: Double, matrix: Matrix) -> Matrix {
    Matrix(unchecked: matrix.rows, matrix.columns, matrix.elements.map { factor * $0 })
  }

  /// The matrix product: left is m x k, right is k x n, the result is m x n.
  ///
  /// - Throws: `shapeMismatch` unless left has as many columns as right has rows.
  /// - Complexity: O(*m n k*), by `dgemm`.
  public static func * (left: Matrix, right: Matrix) throws(LinearAlgebraError) -> Matrix {
    guard left.columns == right.rows else {
      throw .shapeMismatch(operation: "Matrix product", left: left.shape, right: right.shape)
    }
    useOneThread()
    var product = Matrix(rows: left.rows, columns: right.columns, repeating: 0)
    BLAS.gemm(
      m: left.rows, n: right.columns, k: left.columns, left.elements, right.elements,
      &product.elements)
    return product
  }

  /// The product of a matrix (m x n) and a vector (n elements): m elements.
  ///
  /// - Throws: `shapeMismatch` unless the vector has as many elements as the matrix has columns.
  /// - Complexity: O(*m n*), by `dgemv`.
  public static func * (matrix: Matrix, vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    guard matrix.columns == vector.count else {
      throw .shapeMismatch(
        operation: "Matrix times vector", left: matrix.shape, right: .init(vector.count, 1))
    }
    useOneThread()
    var product = Array(repeating: 0.0, count: matrix.rows)
    BLAS.gemv(rows: matrix.rows, columns: matrix.columns, matrix.elements, vector, &product)
    return product
  }

  /// The symmetric product X'X of this matrix (n x p) with itself: p x p.
  ///
  /// - Complexity: O(*n p²*), by `dsyrk`.
  public func gram() -> Matrix {
    useOneThread()
    var product = Matrix(rows: columns, columns: columns, repeating: 0)
    BLAS.syrk(n: columns, k: rows, elements, transposed: true, lower: &product.elements)
    product.mirrorLowerTriangle()
    return product
  }

  /// Copies the lower triangle onto the upper one.
  mutating func mirrorLowerTriangle() {
    for i in 0..<rows {
      for j in 0..<i { self[j, i] = self[i, j] }
    }
  }

  private func combined(
    with other: Matrix, _ operation: String, _ combine: (Double, Double) -> Double
  ) throws(LinearAlgebraError) -> Matrix {
    guard rows == other.rows, columns == other.columns else {
      throw .shapeMismatch(operation: operation, left: shape, right: other.shape)
    }
    return Matrix(unchecked: rows, columns, zip(elements, other.elements).map(combine))
  }
}
