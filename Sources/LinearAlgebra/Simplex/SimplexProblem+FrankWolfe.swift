extension SimplexProblem {
  /// Weights by Frank and Wolfe's steps with an exact line search, ended early.
  ///
  /// The end is part of the answer: estimators that were published with a rule of stopping are
  /// reproduced only with that rule, and nearly flat problems are still far from their optimum when
  /// it holds. The certificate says how far. Where the optimum is wanted, use `solved`.
  ///
  /// - Parameters:
  ///   - start: the first weights, on the simplex; by default all equal.
  ///   - decrease: the search ends at a step that lowers the objective by no more.
  ///   - steps: the largest number of steps.
  /// - Complexity: O(*n*) a step.
  public func frankWolfe(
    from start: [Double]? = nil, decrease: Double, steps limit: Int
  ) -> SimplexSolution {
    let n = count
    var weights = start ?? [Double](repeating: 1 / Double(n), count: n)
    var gradient = gradient(weights)
    var steps = 0
    var last = Double.infinity
    gram.elements.withUnsafeBufferPointer { gram in
      var value = Self.dot(weights, gradient)
      while steps < limit, steps < 2 || last - value > decrease {
        steps += 1
        last = value
        let vertex = gradient.indices.min { gradient[$0] < gradient[$1] } ?? 0
        let slope = gradient[vertex] - value
        let curvature = gram[vertex * n + vertex] - 2 * gradient[vertex] + value
        let length = curvature > 0 ? min(1, max(0, -slope / curvature)) : 0
        for j in 0..<n {
          weights[j] *= 1 - length
          gradient[j] += length * (gram[vertex * n + j] - gradient[j])
        }
        weights[vertex] += length
        value = Self.dot(weights, gradient)
      }
    }
    return SimplexSolution(weights, of: self, steps: steps)
  }

  private static func dot(_ x: [Double], _ y: [Double]) -> Double {
    var sum = 0.0
    for j in x.indices { sum += x[j] * y[j] }
    return sum
  }
}
