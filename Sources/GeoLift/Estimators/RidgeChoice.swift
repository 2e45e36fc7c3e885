import Foundation
import LinearAlgebra

/// How ridge's λ was chosen: the grid, the errors of periods left out, and the guard.
public struct RidgeChoice: Sendable, Equatable {
  /// One λ of the grid.
  public struct Candidate: Sendable, Equatable {
    /// The penalty.
    public let lambda: Double
    /// The mean squared error of predicting a period that was left out.
    public let error: Double
    /// The standard error of that mean.
    public let standardError: Double
    /// How many directions of the donors the ridge follows, Σ d² / (d² + λ).
    public let degreesOfFreedom: Double
  }

  /// The λ that is used.
  public let lambda: Double
  /// Whether a smaller λ did better at prediction but would interpolate.
  public let isGuarded: Bool
  /// The grid, the largest λ first.
  public let candidates: [Candidate]

  /// The ridge may follow at most this share of as many directions as there are periods.
  public static let largestShare = 0.5

  /// Leaves out the periods before the test one at a time, refits the weights on the simplex, and
  /// predicts the period with every λ of the grid.
  ///
  /// The grid goes from the largest squared singular value down eight powers of ten in twenty equal
  /// ratios, as that of the R package augsynth.
  ///
  /// - Complexity: O(*n*³ + *t n*² + *t* *k*³) for *n* donors, *t* periods and supports of *k*.
  init(_ problem: GeoProblem, _ centred: CentredDonors) throws(GeoLiftError) {
    let folds = try Folds(problem, centred)
    let largest = max(folds.values.last ?? 0, .leastNormalMagnitude)
    candidates = (0...20).map { step in
      let lambda = largest * pow(10, -0.4 * Double(step))
      let errors = folds.errors(lambda)
      let count = Double(errors.count)
      let mean = errors.reduce(0, +) / count
      let squares = errors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return Candidate(
        lambda: lambda, error: mean, standardError: (squares / (count - 1) / count).squareRoot(),
        degreesOfFreedom: folds.values.reduce(0) { $0 + max($1, 0) / (max($1, 0) + lambda) })
    }
    let best = candidates.min { $0.error < $1.error } ?? candidates[0]
    let bar = best.error + best.standardError
    let chosen = candidates.first { $0.error <= bar } ?? best
    let limit = Self.largestShare * Double(problem.before)
    let allowed = candidates.last { $0.degreesOfFreedom <= limit } ?? candidates[0]
    isGuarded = chosen.lambda < allowed.lambda
    lambda = max(chosen.lambda, allowed.lambda)
  }
}

/// The periods left out in turn, in the eigenvectors of X X', in which every λ is a division.
private struct Folds {
  /// The eigenvalues of X X', ascending.
  let values: [Double]
  /// For each period: its donors' values and ridge's right side, in eigenvectors, and the error that
  /// the weights on the simplex make there.
  private let folds: [(row: [Double], right: [Double], error: Double)]

  init(_ problem: GeoProblem, _ centred: CentredDonors) throws(GeoLiftError) {
    let target = centred.centred(problem.target, unitEffects: problem.unitEffects)
    let rows = centred.rows
    (values, folds) = try problem.solving("ridge-ascm") { () throws(LinearAlgebraError) in
      let eigen = try SymmetricEigen(centred.gram)
      let vectors = eigen.vectors.transposed
      let whole = try SimplexProblem(rows, target: target)
      let start = whole.solved().weights
      var folds: [(row: [Double], right: [Double], error: Double)] = []
      for t in 0..<rows.rows {
        let row = Array(rows.row(t))
        let weights = whole.without(row: row.map { $0 - target[t] }).solved(from: start).weights
        var left = centred.left(target, by: weights)
        let error = left[t]
        left[t] = 0
        folds.append((try vectors * row, try vectors * centred.pull(left), error))
      }
      return (eigen.values, folds)
    }
  }

  /// The squared error at each period.
  ///
  /// Taking a row x out of X X' + λ I divides x' (X X' + λ I)⁻¹ q by 1 - x' (X X' + λ I)⁻¹ x.
  func errors(_ lambda: Double) -> [Double] {
    folds.map { fold in
      var (product, leverage) = (0.0, 0.0)
      for j in values.indices {
        let scaled = fold.row[j] / (max(values[j], 0) + lambda)
        product += scaled * fold.right[j]
        leverage += scaled * fold.row[j]
      }
      let error = fold.error - product / max(1 - leverage, .ulpOfOne)
      return error * error
    }
  }
}
