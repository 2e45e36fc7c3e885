import LinearAlgebra

extension GeoProblem {
  /// The same geos in some of the periods.
  ///
  /// - Parameters:
  ///   - rows: the periods to keep, in the order they are to have.
  ///   - before: how many of them lie before the test.
  package func keeping(_ rows: [Int], before: Int) -> GeoProblem {
    var problem = self
    problem.target = rows.map { target[$0] }
    problem.donors = Matrix(rows: rows.count, columns: donors.columns) { donors[rows[$0], $1] }
    problem.before = before
    return problem
  }

  /// The same test, without the first periods.
  package func dropping(first count: Int) -> GeoProblem {
    keeping(Array(count..<periods), before: before - count)
  }

  /// The same test as though it had ended after some periods.
  package func ending(after count: Int) -> GeoProblem {
    keeping(Array(0..<before + count), before: before)
  }

  /// A test of as many periods as this one has that would have begun earlier; nothing happened in it.
  package func placebo(start: Int) -> GeoProblem {
    keeping(Array(0..<start + window.count), before: start)
  }
}
