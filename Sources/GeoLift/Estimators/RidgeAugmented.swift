import LinearAlgebra

/// Ridge-augmented synthetic control, `ridge-ascm`: a ridge regression takes out what the weights on
/// the simplex leave of the treated geos' course before the test.
///
/// With X the donors' periods less the donors' mean of each period, w the weights on the simplex and r
/// what they leave, the weights are w + X (X'X + λ I)⁻¹ r; they may be negative and still sum to one.
/// λ is the largest whose error of prediction of periods left out one at a time is within one standard
/// error of the least. A λ under which ridge would follow more than half as many directions as there
/// are periods interpolates noise; it is raised and marked.
/// Ben-Michael, Feller and Rothstein 2021, doi:10.1080/01621459.2021.1929245.
public struct RidgeAugmented: GeoEstimator {
  /// `ridge-ascm`.
  public let name = "ridge-ascm"
  /// Two.
  public let fewestDonors = 2
  /// Four: λ is chosen by leaving periods out.
  public let fewestPeriods = 4
  private let penalty: Double?

  /// Makes the estimator.
  ///
  /// - Parameter penalty: λ; nil chooses it from the periods before the test.
  /// - Throws: `badOptions` unless λ is positive and finite.
  public init(penalty: Double? = nil) throws(GeoLiftError) {
    if let penalty, !(penalty > 0 && penalty.isFinite) {
      throw .badOptions("The penalty of ridge-ascm is \(penalty); give a positive number.")
    }
    self.penalty = penalty
  }

  /// Fits the periods before the test.
  public func fit(_ problem: GeoProblem) throws(GeoLiftError) -> GeoFit {
    try requireEnough(problem)
    let centred = try CentredDonors(problem)
    let choice = try penalty == nil ? RidgeChoice(problem, centred) : nil
    let lambda = penalty ?? choice?.lambda ?? 0
    let (solution, weights) = try centred.weights(
      problem, lambda: lambda, target: problem.target, start: nil)
    var fit = GeoFit(weights: weights, counterfactual: problem.combined(weights))
    fit.certificate = solution
    fit.penalty = lambda
    fit.ridge = choice
    return fit
  }

  /// The same λ.
  public func tuned(by fit: GeoFit) throws(GeoLiftError) -> any GeoEstimator {
    try RidgeAugmented(penalty: fit.penalty)
  }

  /// The same λ over all periods.
  public func nullModel(
    _ problem: GeoProblem, after fit: GeoFit
  ) throws(GeoLiftError) -> any GeoNullModel {
    let null = GeoProblem(nullOf: problem)
    return RidgeNull(
      problem: null, centred: try CentredDonors(null), lambda: fit.penalty ?? 0,
      start: fit.certificate?.weights)
  }
}

/// The donors before a test, less their means of periods and, with unit effects, of geos.
struct CentredDonors {
  /// Periods x donors, without the periods' means.
  let rows: Matrix
  /// What was taken out of each period.
  let means: [Double]
  /// X X', donors x donors.
  let gram: Matrix

  init(_ problem: GeoProblem) throws(GeoLiftError) {
    var rows = problem.donors(first: problem.before)
    if problem.unitEffects { rows.centreColumns() }
    let count = Double(rows.columns)
    let means = (0..<rows.rows).map { [rows] in rows.row($0).reduce(0, +) / count }
    for t in 0..<rows.rows {
      for j in 0..<rows.columns { rows[t, j] -= means[t] }
    }
    self.rows = rows
    self.means = means
    gram = rows.gram()
    guard gram.diagonal.contains(where: { $0 > 0 }) else {
      throw .tooLittle(
        "ridge-ascm needs donors that differ before the test, and these are all alike; choose did.")
    }
  }

  /// A target before the test on the donors' scale.
  func centred(_ target: [Double], unitEffects: Bool) -> [Double] {
    let before = target[..<rows.rows]
    let level = unitEffects ? before.reduce(0, +) / Double(rows.rows) : 0
    return zip(before, means).map { $0 - level - $1 }
  }

  /// The weights on the simplex, and these with ridge's correction.
  func weights(
    _ problem: GeoProblem, lambda: Double, target: [Double], start: [Double]?
  ) throws(GeoLiftError) -> (SimplexSolution, [Double]) {
    let target = centred(target, unitEffects: problem.unitEffects)
    return try problem.solving("ridge-ascm") { () throws(LinearAlgebraError) in
      let solution = try SimplexProblem(rows, target: target).solved(from: start)
      var system = gram
      for j in 0..<system.rows { system[j, j] += lambda }
      let correction = try Cholesky(system).solve(
        pull(left(target, by: solution.weights)))
      return (solution, zip(solution.weights, correction).map { $0 + $1 })
    }
  }

  /// What weights leave of a target on the donors' scale, a number a period.
  func left(_ target: [Double], by weights: [Double]) -> [Double] {
    (0..<rows.rows).map { t in
      weights.indices.reduce(target[t]) { $0 - weights[$1] * rows[t, $1] }
    }
  }

  /// X times numbers of periods: a number a donor.
  func pull(_ residuals: [Double]) -> [Double] {
    (0..<rows.columns).map { j in
      residuals.indices.reduce(0) { $0 + rows[$1, j] * residuals[$1] }
    }
  }
}

private struct RidgeNull: GeoNullModel {
  let problem: GeoProblem
  let centred: CentredDonors
  let lambda: Double
  var start: [Double]?

  mutating func residuals(_ target: [Double]) throws(GeoLiftError) -> [Double] {
    let (solution, weights) = try centred.weights(
      problem, lambda: lambda, target: target, start: start)
    start = solution.weights
    var shifted = problem
    shifted.target = target
    return zip(target, shifted.combined(weights)).map { $0 - $1 }
  }
}
