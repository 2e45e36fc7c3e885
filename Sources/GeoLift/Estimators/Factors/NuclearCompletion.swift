package import LinearAlgebra

/// A table some of whose cells are unknown, completed under a penalty of its nuclear norm.
///
/// Unknown cells are filled in with what the last round says; the full table has its optimum in closed
/// form: two-way means, and singular values of the rest lowered by τ. Rounds lower the penalised error
/// and end where filled-in cells move by less than a millionth of the spread of the table.
/// Mazumder, Hastie and Tibshirani 2010, "Spectral regularization algorithms for learning large
/// incomplete matrices".
package struct NuclearCompletion {
  private static let rounds = 500
  private let table: Matrix
  private let unknown: [Int]
  private let spread: Double

  package init(_ table: Matrix, known: [Bool]) {
    self.table = table
    unknown = known.indices.filter { !known[$0] }
    let left = TwoWayMeans(table).left.elements
    spread = (left.reduce(0) { $0 + $1 * $1 } / Double(left.count)).squareRoot()
  }

  /// Completes the table.
  ///
  /// - Parameter start: values for the unknown cells, such as those of a similar penalty.
  func completed(
    penalty: Double, from start: Matrix? = nil
  ) throws(LinearAlgebraError) -> Matrix {
    var filled = table
    let first = start ?? Self.effects(table, unknown: unknown)
    for cell in unknown { filled.set(cell, first) }
    var completed = try Self.shrunk(filled, penalty: penalty)
    for _ in 1..<Self.rounds {
      var largest = 0.0
      for cell in unknown {
        largest = max(largest, abs(completed.elements[cell] - filled.elements[cell]))
        filled.set(cell, completed)
      }
      guard largest > 1e-6 * spread else { break }
      completed = try Self.shrunk(filled, penalty: penalty)
    }
    return completed
  }

  /// The optimum of a table without unknown cells.
  static func shrunk(
    _ table: Matrix, penalty: Double
  ) throws(LinearAlgebraError) -> Matrix {
    let means = TwoWayMeans(table)
    // Eigenvectors of the smaller product give the projection without both sets of vectors.
    let isWide = table.rows <= table.columns
    let short = isWide ? means.left : means.left.transposed
    let eigen = try SymmetricEigen(try short * short.transposed)
    var kept: [(vector: [Double], share: Double)] = []
    for (place, value) in eigen.values.enumerated() {
      let singular = max(value, 0).squareRoot()
      guard singular > penalty else { continue }
      kept.append((eigen.vectors.column(place), 1 - penalty / singular))
    }
    let fitted = Matrix(rows: table.rows, columns: table.columns) {
      means.rows[$0] + means.columns[$1] - means.all
    }
    guard !kept.isEmpty else { return fitted }
    let vectors = Matrix(rows: kept.count, columns: short.rows) { kept[$0].vector[$1] }
    let scaled = Matrix(rows: short.rows, columns: kept.count) {
      kept[$1].vector[$0] * kept[$1].share
    }
    let low = try scaled * (try vectors * short)
    return try fitted + (isWide ? low : low.transposed)
  }

  /// Effects of rows and columns from the known cells alone.
  static func effects(_ table: Matrix, unknown: [Int]) -> Matrix {
    var isKnown = [Bool](repeating: true, count: table.elements.count)
    for cell in unknown { isKnown[cell] = false }
    var rows = [Double](repeating: 0, count: table.rows)
    var columns = [Double](repeating: 0, count: table.columns)
    for _ in 0..<100 {
      let before = rows
      for t in 0..<table.columns {
        var (sum, count) = (0.0, 0.0)
        for i in 0..<table.rows where isKnown[i * table.columns + t] {
          sum += table[i, t] - rows[i]
          count += 1
        }
        columns[t] = count > 0 ? sum / count : 0
      }
      for i in 0..<table.rows {
        var (sum, count) = (0.0, 0.0)
        for t in 0..<table.columns where isKnown[i * table.columns + t] {
          sum += table[i, t] - columns[t]
          count += 1
        }
        rows[i] = count > 0 ? sum / count : 0
      }
      let move = zip(rows, before).reduce(0) { max($0, abs($1.0 - $1.1)) }
      let size = rows.reduce(0) { max($0, abs($1)) }
      if move <= 1e-12 * size { break }
    }
    return Matrix(rows: table.rows, columns: table.columns) { rows[$0] + columns[$1] }
  }

  /// The largest singular value of the known cells less their effects, unknown ones counting zero: above
  /// it nothing is left but effects.
  package func largestPenalty() throws(LinearAlgebraError) -> Double {
    let effects = Self.effects(table, unknown: unknown)
    var left = try table - effects
    let zero = Matrix(rows: table.rows, columns: table.columns, repeating: 0)
    for cell in unknown { left.set(cell, zero) }
    let short = left.rows <= left.columns ? left : left.transposed
    return max(
      try SymmetricEigen(try short * short.transposed).values.last ?? 0, 0
    ).squareRoot()
  }
}

extension Matrix {
  /// Takes one cell, counted row by row, from a matrix of the same shape.
  fileprivate mutating func set(_ cell: Int, _ other: Matrix) {
    self[cell / columns, cell % columns] = other.elements[cell]
  }
}
