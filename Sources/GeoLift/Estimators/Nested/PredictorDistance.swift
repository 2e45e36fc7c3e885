import Foundation
import LinearAlgebra

/// The lower and the upper problem of nested weights: donors' weights for predictors' weights, and how
/// well they fit the outcome.
///
/// Predictors are divided by their standard deviation over the treated mean and the donors. Predictors'
/// weights V are told by their logarithms; only differences between them matter, and no weight is less
/// than a millionth of the largest, below which the distance cannot be told from rounding.
struct PredictorDistance {
  /// The logarithm of the smallest share of the largest weight.
  static let lowest = -6 * 2.302585092994046

  /// Scaled predictors less the target's, predictors x donors.
  let gaps: Matrix
  /// Outcomes before the test less the target's, periods x donors.
  let outcomes: Matrix
  /// Mean products of the outcomes' gaps, donors x donors: w' E w is the error.
  private let errors: Matrix
  private var last: [Double]?

  init(_ problem: GeoProblem, _ predictors: ProblemPredictors) {
    let (k, n) = (predictors.donors.rows, predictors.donors.columns)
    var gaps = Matrix(rows: k, columns: n, repeating: 0)
    for l in 0..<k {
      let row = Array(predictors.donors.row(l))
      let all = row + [predictors.target[l]]
      let mean = all.reduce(0, +) / Double(n + 1)
      let squares = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let scale = (squares / Double(n)).squareRoot()
      for j in 0..<n { gaps[l, j] = scale > 0 ? (row[j] - predictors.target[l]) / scale : 0 }
    }
    self.gaps = gaps
    var outcomes = Matrix(rows: problem.before, columns: n) {
      problem.donors[$0, $1] - problem.target[$0]
    }
    if problem.unitEffects { outcomes.centreColumns() }
    self.outcomes = outcomes
    errors =
      SimplexProblem(
        gaps: outcomes,
        rowWeights: [Double](repeating: 1 / Double(problem.before), count: problem.before)
      ).gram
  }

  /// V with the largest weight one.
  static func weights(_ logarithms: [Double]) -> [Double] {
    let largest = logarithms.max() ?? 0
    return logarithms.map { exp(max($0 - largest, lowest)) }
  }

  /// The error of the weights for a V; each search starts where the last one ended.
  mutating func error(_ logarithms: [Double]) -> Double {
    let solution = SimplexProblem(gaps: gaps, rowWeights: Self.weights(logarithms))
      .solved(from: last)
    last = solution.weights
    return error(ofWeights: solution.weights)
  }

  /// w' E w.
  func error(ofWeights weights: [Double]) -> Double {
    let support = weights.indices.filter { weights[$0] > 0 }
    var sum = 0.0
    for i in support {
      var product = 0.0
      for j in support { product += errors[i, j] * weights[j] }
      sum += weights[i] * product
    }
    return sum
  }

  /// The optimum at a V, solved anew.
  func optimum(_ logarithms: [Double]) -> NestedOptimum {
    let weights = Self.weights(logarithms)
    let solution = SimplexProblem(gaps: gaps, rowWeights: weights).solved()
    let sum = weights.reduce(0, +)
    return NestedOptimum(
      error: error(ofWeights: solution.weights), predictorWeights: weights.map { $0 / sum },
      certificate: solution, searches: 1)
  }
}
