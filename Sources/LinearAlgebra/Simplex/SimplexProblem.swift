/// Least squares over the simplex: minimise |A w - b|² + η |w|², w >= 0, Σ w = 1.
///
/// On the simplex A w - b is D w with D = A - b 1', so the problem is one of the shortest vector,
/// w' G w with G = D'D + η I. Working with D spares the cancellation between large levels of A
/// and b.
public struct SimplexProblem: Sendable {
  /// G, n x n.
  package let gram: Matrix

  /// How many weights there are.
  public var count: Int { gram.rows }

  /// Makes a problem.
  ///
  /// - Parameters:
  ///   - matrix: A, m x n: a column a weight.
  ///   - target: b, m elements.
  ///   - ridge: η >= 0, the price of |w|².
  ///   - intercept: whether a free constant is added to A w, so that only the courses matter.
  /// - Throws: `shapeMismatch` if b has another length or A has no column, `notFinite` for numbers
  ///   that are not finite, an η below zero among them.
  /// - Complexity: O(*m n*²).
  public init(
    _ matrix: Matrix, target: [Double], ridge: Double = 0, intercept: Bool = false
  ) throws(LinearAlgebraError) {
    guard target.count == matrix.rows, matrix.columns > 0 else {
      throw .shapeMismatch(
        operation: "Simplex least squares", left: matrix.shape, right: .init(target.count, 1))
    }
    var gaps = Matrix(rows: matrix.rows, columns: matrix.columns) { matrix[$0, $1] - target[$0] }
    try gaps.requireFinite("Simplex least squares")
    guard ridge >= 0, ridge.isFinite else {
      throw .notFinite(operation: "Simplex least squares, ridge", row: 0, column: 0)
    }
    if intercept { gaps.centreColumns() }
    var gram = gaps.gram()
    try gram.requireFinite("Simplex least squares, squares of the gaps")
    for i in 0..<gram.rows { gram[i, i] += ridge }
    self.gram = gram
  }

  /// The problem without one of its rows.
  ///
  /// - Parameter gaps: the row of D, n elements; of a problem without an intercept.
  package func without(row gaps: [Double]) -> SimplexProblem {
    SimplexProblem(
      gram: Matrix(rows: count, columns: count) { gram[$0, $1] - gaps[$0] * gaps[$1] })
  }

  /// Makes a problem from G itself, which the caller made of finite numbers.
  package init(gram: Matrix) { self.gram = gram }

  /// G w for weights w.
  ///
  /// Sums in a fixed order: those of `dgemv` depend on where in memory its arguments lie, and where
  /// many weights are equally good, rounding decides.
  package func gradient(_ weights: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: count)
    gram.elements.withUnsafeBufferPointer { gram in
      for (j, weight) in weights.enumerated() where weight != 0 {
        let start = j * count
        for i in 0..<count { product[i] += weight * gram[start + i] }
      }
    }
    return product
  }
}

extension Matrix {
  /// Takes its mean from every column.
  package mutating func centreColumns() {
    guard rows > 0 else { return }
    for j in 0..<columns {
      var sum = 0.0
      for i in 0..<rows { sum += self[i, j] }
      let mean = sum / Double(rows)
      for i in 0..<rows { self[i, j] -= mean }
    }
  }
}
