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
    try SimplexNull(GeoProblem(nullOf: problem), start: fit.weights)
  }
}

/// Weights on the simplex over all periods; each search starts where the last one ended.
///
/// Only the target differs from fit to fit, so the donors' products are computed once. What all donors
/// have in common in a period cancels on the simplex; it is taken out first, which spares rounding.
struct SimplexNull: GeoNullModel {
  private var problem: GeoProblem
  private var start: [Double]?
  /// Periods x donors, without the donors' common course and, with unit effects, their means.
  private let rows: Matrix
  /// The common course, a number a period.
  private let common: [Double]
  /// The products of the columns of `rows`.
  private let products: Matrix

  init(_ problem: GeoProblem, start: [Double]?) throws(GeoLiftError) {
    self.problem = problem
    self.start = start
    let count = Double(problem.donors.columns)
    let common = (0..<problem.periods).map { problem.donors.row($0).reduce(0, +) / count }
    var rows = Matrix(rows: problem.periods, columns: problem.donors.columns) {
      problem.donors[$0, $1] - common[$0]
    }
    if problem.unitEffects { rows.centreColumns() }
    self.rows = rows
    self.common = common
    products = rows.gram()
  }

  mutating func residuals(_ target: [Double]) throws(GeoLiftError) -> [Double] {
    problem.target = target
    let weights = try simplex(target).solved(from: start).weights
    start = weights
    return zip(target, problem.combined(weights)).map { $0 - $1 }
  }

  private func simplex(_ target: [Double]) throws(GeoLiftError) -> SimplexProblem {
    var aim = zip(target, common).map { $0 - $1 }
    if problem.unitEffects {
      let mean = aim.reduce(0, +) / Double(aim.count)
      for t in aim.indices { aim[t] -= mean }
    }
    let count = rows.columns
    var cross = [Double](repeating: 0, count: count)
    rows.elements.withUnsafeBufferPointer { rows in
      for t in aim.indices {
        for j in 0..<count { cross[j] += aim[t] * rows[t * count + j] }
      }
    }
    let own = aim.reduce(0) { $0 + $1 * $1 }
    guard own.isFinite, products.diagonal.allSatisfy(\.isFinite) else {
      throw .tooLittle(
        "scm cannot be computed: the values' squares are too large; change the unit.")
    }
    return SimplexProblem(
      gram: Matrix(rows: count, columns: count) { i, j in
        products[i, j] - cross[i] - cross[j] + own
      })
  }
}
