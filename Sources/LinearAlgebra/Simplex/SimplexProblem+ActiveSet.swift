extension SimplexProblem {
  /// The best weights, by the active-set algorithm of the shortest vector.
  ///
  /// From a vertex, or from the support of known weights, the column whose gradient is lowest joins
  /// the support; the shortest vector of the support's affine hull follows, and columns that would
  /// turn negative leave it on the way. A column that joins lowers the objective, so it lies outside
  /// the hull and the support's equations stay regular, also with more columns than rows.
  /// Wolfe 1976, "Finding the nearest point in a polytope", doi:10.1007/BF01580381.
  ///
  /// - Parameter start: weights to start from, such as those of a similar problem; only their
  ///   support matters. Ignored if of another length or not on the simplex.
  /// - Complexity: O(*k*³) a step for a support of *k* columns, about as many steps.
  public func solved(from start: [Double]? = nil) -> SimplexSolution {
    useOneThread()
    var search = SimplexSearch(self, start)
    let warm = search.run()
    guard start != nil, !warm.isCertified else { return warm }
    // A poor start can be degenerate; the vertex is not.
    search = SimplexSearch(self, nil)
    let cold = search.run()
    return cold.relativeGap < warm.relativeGap ? cold : warm
  }
}

/// The state of one search.
private struct SimplexSearch {
  private let problem: SimplexProblem
  private var weights: [Double]
  /// The columns with weight, in ascending order.
  private var support: [Int]
  private var steps = 0

  init(_ problem: SimplexProblem, _ start: [Double]?) {
    self.problem = problem
    let diagonal = problem.gram.diagonal
    weights = [Double](repeating: 0, count: problem.count)
    let best = diagonal.indices.min { diagonal[$0] < diagonal[$1] } ?? 0
    weights[best] = 1
    support = [best]
    guard let start, start.count == problem.count,
      start.allSatisfy({ $0 >= 0 && $0.isFinite }), start.contains(where: { $0 > 0 })
    else { return }
    let sum = start.reduce(0, +)
    weights = start.map { $0 / sum }
    support = weights.indices.filter { weights[$0] > 0 }
  }

  mutating func run() -> SimplexSolution {
    guard descend() else { return SimplexSolution(weights, of: problem, steps: steps) }
    var best = SimplexSolution(weights, of: problem, steps: steps)
    while steps < 20 * problem.count + 50 {
      let gradient = problem.gradient(weights)
      guard best.relativeGap > 1e-2 * SimplexSolution.tolerance,
        let next = gradient.indices.filter({ weights[$0] == 0 }).min(by: {
          gradient[$0] < gradient[$1]
        })
      else { break }
      support.append(next)
      support.sort()
      guard descend() else { break }
      let solution = SimplexSolution(weights, of: problem, steps: steps)
      guard solution.objective < best.objective || solution.relativeGap < best.relativeGap else {
        break
      }
      best = solution
    }
    return best
  }

  /// Moves to the shortest vector of the support's hull, dropping columns that leave the simplex.
  ///
  /// - Returns: false where the support's equations are singular to rounding.
  private mutating func descend() -> Bool {
    while true {
      steps += 1
      guard let target = hullMinimum() else { return false }
      var share = 1.0
      for (place, j) in support.enumerated() where target[place] <= 0 {
        share = min(share, weights[j] / (weights[j] - target[place]))
      }
      guard share < 1 || target.contains(where: { $0 <= 0 }) else {
        for (place, j) in support.enumerated() { weights[j] = target[place] }
        return true
      }
      for (place, j) in support.enumerated() {
        let moved = weights[j] + share * (target[place] - weights[j])
        let leaves = target[place] <= 0 && moved <= 1e-15
        weights[j] = leaves ? 0 : max(moved, 0)
      }
      let left = support.filter { weights[$0] > 0 }
      guard left.count < support.count, !left.isEmpty else { return false }
      support = left
      let sum = support.reduce(0) { $0 + weights[$1] }
      for j in support { weights[j] /= sum }
    }
  }

  /// The weights of the support's affine hull that make the shortest vector: proportional to the
  /// solution v of (G + σ 1 1') v = 1, in which any σ > 0 gives the same direction.
  private func hullMinimum() -> [Double]? {
    let k = support.count
    let n = problem.count
    var system = [Double](repeating: 0, count: k * k)
    var right = [Double](repeating: 1, count: k)
    return problem.gram.elements.withUnsafeBufferPointer { gram in
      var shift = 0.0
      for j in support { shift = max(shift, gram[j * n + j]) }
      if shift == 0 { shift = 1 }
      for (a, i) in support.enumerated() {
        for b in 0...a { system[a * k + b] = gram[i * n + support[b]] + shift }
      }
      guard SmallCholesky.factor(k, &system) else { return nil }
      SmallCholesky.solveForward(k, system, &right)
      SmallCholesky.solveBackward(k, system, &right)
      let sum = right.reduce(0, +)
      guard sum > 0, sum.isFinite else { return nil }
      return right.map { $0 / sum }
    }
  }
}
