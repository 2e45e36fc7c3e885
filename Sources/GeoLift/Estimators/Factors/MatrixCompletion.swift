import LinearAlgebra
import Probability

/// Matrix completion, `mc`: what the treated geos would have done are empty cells of a table, filled in
/// by effects of geos and periods and a rest of small nuclear norm.
///
/// With O the cells that are known, the table L and the effects minimise
/// Σ_O (Y - L - γ - δ)² / 2 + τ |L|_*; the published λ is 2 τ / |O|. τ is the one of a grid that predicts best
/// cells held out in five parts: from the size at which L vanishes and `did` is left, down by
/// the fifth part of a power of ten until it has stopped to improve.
/// Unit effects are part of the estimator, which has no weights of donors.
/// Athey, Bayati, Doudchenko, Imbens and Khosravi 2021, doi:10.1080/01621459.2021.1891924.
public struct MatrixCompletion: GeoEstimator {
  /// `mc`.
  public let name = "mc"
  /// Three.
  public let fewestDonors = 3
  /// Five: each of five parts holds periods of its own.
  public let fewestPeriods = 5
  /// Yes: a fit chooses its penalty on a path of completions.
  public let isSlow = true
  private let penalty: Double?
  private let seed: UInt64

  /// Makes the estimator.
  ///
  /// - Parameters:
  ///   - penalty: τ; nil chooses it by cells held out.
  ///   - seed: which cells are held out together.
  /// - Throws: `badOptions` unless τ is positive and finite.
  public init(penalty: Double? = nil, seed: UInt64 = 1) throws(GeoLiftError) {
    if let penalty, !(penalty > 0 && penalty.isFinite) {
      throw .badOptions("The penalty of mc is \(penalty); give a positive number.")
    }
    self.penalty = penalty
    self.seed = seed
  }

  /// Fits the periods before the test.
  public func fit(_ problem: GeoProblem) throws(GeoLiftError) -> GeoFit {
    try requireEnough(problem)
    let table = Self.table(problem, problem.target)
    let known = (0..<table.elements.count).map {
      $0 / table.columns > 0 || problem.window.contains($0 % table.columns) == false
    }
    var tau = penalty ?? 0
    if penalty == nil {
      tau = try problem.solving(name) { () throws(LinearAlgebraError) in
        try PenaltyPath(table, known: known, seed: seed).best
      }
    }
    let fitted = try problem.solving(name) { () throws(LinearAlgebraError) in
      try NuclearCompletion(table, known: known).completed(penalty: tau)
    }
    var fit = GeoFit(weights: [], counterfactual: Array(fitted.row(0)))
    fit.penalty = tau
    return fit
  }

  /// With the τ that was chosen.
  public func tuned(by fit: GeoFit) throws(GeoLiftError) -> any GeoEstimator {
    try MatrixCompletion(penalty: fit.penalty ?? penalty, seed: seed)
  }

  /// The same τ with all cells known.
  public func nullModel(
    _ problem: GeoProblem, after fit: GeoFit
  ) throws(GeoLiftError) -> any GeoNullModel {
    CompletionNull(problem: problem, penalty: fit.penalty ?? 0)
  }

  /// The treated geos' mean above the donors.
  fileprivate static func table(_ problem: GeoProblem, _ target: [Double]) -> Matrix {
    Matrix(rows: problem.donors.columns + 1, columns: target.count) {
      $0 == 0 ? target[$1] : problem.donors[$1, $0 - 1]
    }
  }
}

private struct CompletionNull: GeoNullModel {
  let problem: GeoProblem
  let penalty: Double

  func residuals(_ target: [Double]) throws(GeoLiftError) -> [Double] {
    let table = MatrixCompletion.table(problem, target)
    let fitted = try problem.solving("mc") { () throws(LinearAlgebraError) in
      try NuclearCompletion.shrunk(table, penalty: penalty)
    }
    return zip(target, fitted.row(0)).map { $0 - $1 }
  }
}
