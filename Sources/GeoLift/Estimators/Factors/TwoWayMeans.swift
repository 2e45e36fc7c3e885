import LinearAlgebra

/// A table's effects of rows and columns: the means of both, and what is left after them.
struct TwoWayMeans {
  /// The means of the rows.
  let rows: [Double]
  /// The means of the columns.
  let columns: [Double]
  /// The mean of all.
  let all: Double
  /// The table less the means of its rows and columns plus that of all; its rows and columns sum to
  /// zero.
  let left: Matrix

  init(_ table: Matrix) {
    let (n, m) = (Double(table.rows), Double(table.columns))
    var rows = [Double](repeating: 0, count: table.rows)
    var columns = [Double](repeating: 0, count: table.columns)
    var left = table
    table.elements.withUnsafeBufferPointer { values in
      for i in 0..<table.rows {
        for t in 0..<table.columns {
          rows[i] += values[i * table.columns + t] / m
          columns[t] += values[i * table.columns + t] / n
        }
      }
    }
    let all = rows.reduce(0, +) / n
    for i in 0..<table.rows {
      for t in 0..<table.columns { left[i, t] -= rows[i] + columns[t] - all }
    }
    self.rows = rows
    self.columns = columns
    self.all = all
    self.left = left
  }
}
