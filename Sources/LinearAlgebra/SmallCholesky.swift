/// Cholesky steps for matrices of a few rows, where a library call costs more than the arithmetic.
///
/// Row-major, lower triangle; the upper triangle is neither read nor written.
package enum SmallCholesky {
  /// Replaces the lower triangle of A by L with A = L L'.
  ///
  /// - Returns: false if A is not positive definite.
  /// - Complexity: O(n^3).
  package static func factor(_ n: Int, _ a: UnsafeMutablePointer<Double>) -> Bool {
    for i in 0..<n {
      for j in 0...i {
        var sum = a[i * n + j]
        for k in 0..<j { sum -= a[i * n + k] * a[j * n + k] }
        if i == j {
          guard sum > 0 else { return false }
          a[i * n + i] = sum.squareRoot()
        } else {
          a[i * n + j] = sum / a[j * n + j]
        }
      }
    }
    return true
  }

  /// x <- L^-1 x for `columns` right-hand sides, x being n x columns, row-major.
  package static func solveForward(
    _ n: Int, _ l: UnsafePointer<Double>, _ x: UnsafeMutablePointer<Double>, columns: Int = 1
  ) {
    for i in 0..<n {
      for k in 0..<i {
        let factor = l[i * n + k]
        for c in 0..<columns { x[i * columns + c] -= factor * x[k * columns + c] }
      }
      let inverse = 1 / l[i * n + i]
      for c in 0..<columns { x[i * columns + c] *= inverse }
    }
  }

  /// x <- L^-T x for `columns` right-hand sides, x being n x columns, row-major.
  package static func solveBackward(
    _ n: Int, _ l: UnsafePointer<Double>, _ x: UnsafeMutablePointer<Double>, columns: Int = 1
  ) {
    for i in stride(from: n - 1, through: 0, by: -1) {
      for k in (i + 1)..<max(n, i + 1) {
        let factor = l[k * n + i]
        for c in 0..<columns { x[i * columns + c] -= factor * x[k * columns + c] }
      }
      let inverse = 1 / l[i * n + i]
      for c in 0..<columns { x[i * columns + c] *= inverse }
    }
  }
}
