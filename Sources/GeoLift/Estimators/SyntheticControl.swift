import LinearAlgebra

/// Synthetic control on outcomes, `scm`: the weights on the simplex with which the donors come
/// nearest to the treated geos before the test, solved to a certificate.
///
/// Abadie, Diamond and Hainmueller 2010, doi:10.1198/jasa.2009.ap08746; with unit effects as Doudchenko
/// and Imbens 2016.
public struct SyntheticControl: GeoEstimator {
  /// `scm`.
  public let name = "scm"
  /// Two: the weight of a single donor is one, whatever it does.
  public let fewestDonors = 2
  /// Two.
  public let fewestPeriods = 2

  /// Makes the estimator.
  public init() {}

  /// Fits the periods before the test.
  public func fit(_ problem: GeoProblem) throws(GeoLiftError) -> GeoFit {
    try fit(problem, from: nil)
  }

  /// Fits the periods before the test, from weights of a similar problem.
  public func fit(
    _ problem: GeoProblem, from start: [Double]?
  ) throws(GeoLiftError) -> GeoFit {
    try requireEnough(problem)
    let solution = try Self.solve(problem, from: start)
    var fit = GeoFit(
      weights: solution.weights, counterfactual: problem.combined(solution.weights))
    fit.certificate = solution
    return fit
  }

  /// The best weights for the periods before a problem's test.
  static func solve(
    _ problem: GeoProblem, from start: [Double]?
  ) throws(GeoLiftError) -> SimplexSolution {
    try problem.solving("scm") { () throws(LinearAlgebraError) in
      try SimplexProblem(
        problem.donors(first: problem.before), target: Array(problem.target[..<problem.before]),
        intercept: problem.unitEffects
      ).solved(from: start)
    }
  }

  /// The same weights, chosen over all periods.
  public func nullModel(
    _ problem: GeoProblem, after fit: GeoFit
  ) throws(GeoLiftError) -> any GeoNullModel {
    SimplexNull(problem: GeoProblem(nullOf: problem), start: fit.weights)
  }
}

/// Weights on the simplex over all periods; each search starts where the last one ended.
struct SimplexNull: GeoNullModel {
  var problem: GeoProblem
  var start: [Double]?

  mutating func residuals(_ target: [Double]) throws(GeoLiftError) -> [Double] {
    problem.target = target
    let weights = try SyntheticControl.solve(problem, from: start).weights
    start = weights
    return zip(target, problem.combined(weights)).map { $0 - $1 }
  }
}
