/// Weights on the simplex with the certificate of how near they are to the best ones.
public struct SimplexSolution: Sendable, Equatable {
  /// The n weights: none is negative, their sum is one.
  public let weights: [Double]
  /// |A w - b|² + η |w|², with the intercept taken out where one was asked for.
  public let objective: Double
  /// The duality gap 2 (w' G w - min G w), the most by which the objective may exceed the least.
  ///
  /// It vanishes exactly where the conditions of Karush, Kuhn and Tucker hold.
  public let dualityGap: Double
  /// The gap as a share of the objective, or of a 10,000th of the best single column's objective
  /// where that is more: the objective of a perfect fit is rounding.
  public let relativeGap: Double
  /// How many steps were taken.
  public let steps: Int

  /// The largest relative gap that counts as solved.
  public static let tolerance = 1e-10

  /// Whether the certificate holds.
  public var isCertified: Bool { relativeGap <= Self.tolerance }

  /// Certifies weights.
  package init(_ weights: [Double], of problem: SimplexProblem, steps: Int) {
    let gradient = problem.gradient(weights)
    let objective = zip(weights, gradient).reduce(0) { $0 + $1.0 * $1.1 }
    let gap = 2 * max(objective - (gradient.min() ?? objective), 0)
    let yardstick = max(objective, 1e-4 * (problem.gram.diagonal.min() ?? 0))
    self.weights = weights
    self.objective = max(objective, 0)
    dualityGap = gap
    relativeGap = gap == 0 ? 0 : gap / yardstick
    self.steps = steps
  }
}
