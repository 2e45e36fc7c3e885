extension SimplexProblem {
  /// A problem whose rows count differently: minimise Σ v (D w)² over the simplex, G = D' diag(v) D.
  ///
  /// It is made for searches over the weights of few rows, so it neither checks nor calls a library.
  ///
  /// - Parameters:
  ///   - gaps: D, m x n: the columns less the target, finite.
  ///   - rowWeights: v, m numbers, none negative.
  /// - Complexity: O(*m n*²).
  package init(gaps: Matrix, rowWeights: [Double]) {
    let n = gaps.columns
    var gram = Matrix(rows: n, columns: n, repeating: 0)
    gaps.elements.withUnsafeBufferPointer { gaps in
      gram.elements.withUnsafeMutableBufferPointer { gram in
        for (k, weight) in rowWeights.enumerated() where weight > 0 {
          for i in 0..<n {
            let factor = weight * gaps[k * n + i]
            for j in 0...i { gram[i * n + j] += factor * gaps[k * n + j] }
          }
        }
        for i in 0..<n {
          for j in 0..<i { gram[j * n + i] = gram[i * n + j] }
        }
      }
    }
    self.init(gram: gram)
  }
}
