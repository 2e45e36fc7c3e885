import LinearAlgebra

/// Generalised synthetic control, `gsc`: the courses that donors share are told as effects of geos and
/// periods and a few factors; the treated geos' loadings on the factors come from the periods before
/// the test.
///
/// The number of factors is the one that predicts best a period before the test that was left out of the
/// loadings; a further factor must lower the error by a hundredth. At most five are tried, no more than
/// half as many as donors, and so few that loadings and constant are at most half as many as periods
/// before the test: more would repeat the noise. Without a factor it is `did`. Unit effects are part of
/// the estimator. Weights of donors are those the factors imply; they sum to one and may be negative.
/// Xu 2017, doi:10.1017/pan.2016.2.
public struct GeneralisedSyntheticControl: GeoEstimator {
  /// `gsc`.
  public let name = "gsc"
  /// Three: two have no course beside their mean and difference.
  public let fewestDonors = 3
  /// Four.
  public let fewestPeriods = 4
  /// The most factors that are tried.
  public static let mostFactors = 5
  private let factorCount: Int?

  /// Makes the estimator.
  ///
  /// - Parameter factors: the number of factors; nil chooses it.
  /// - Throws: `badOptions` for a negative number.
  public init(factors: Int? = nil) throws(GeoLiftError) {
    if let factors, factors < 0 {
      throw .badOptions("\(factors) factors make no sense for gsc; give 0 or more.")
    }
    factorCount = factors
  }

  /// Fits the periods before the test.
  public func fit(_ problem: GeoProblem) throws(GeoLiftError) -> GeoFit {
    try requireEnough(problem)
    let most = min(
      factorCount ?? Self.mostFactors, problem.donors.columns / 2, problem.before / 2 - 1)
    let found = try DonorFactors(problem, most: most)
    let course = zip(problem.target, found.means).map { $0 - $1 }
    let choice = FactorChoice(found, course, before: problem.before)
    let count = factorCount == nil ? choice.count : found.factors.count
    guard let coefficients = found.fit(course, over: Array(0..<problem.before), count: count)
    else {
      throw .tooLittle(
        "gsc cannot tell the treated geos' loadings on \(count) factors, which do not differ before "
          + "the test; choose did.")
    }
    var weights = [Double](
      repeating: 1 / Double(problem.donors.columns), count: problem.donors.columns)
    for r in 0..<count {
      for j in weights.indices { weights[j] += coefficients[r + 1] * found.loadings[r][j] }
    }
    var fit = GeoFit(
      weights: weights,
      counterfactual: (0..<problem.periods).map {
        found.means[$0] + found.value(coefficients, $0)
      })
    fit.factors = .init(count: count, errors: choice.errors)
    return fit
  }

  /// With as many factors as were chosen.
  public func tuned(by fit: GeoFit) throws(GeoLiftError) -> any GeoEstimator {
    try GeneralisedSyntheticControl(factors: fit.factors?.count ?? factorCount)
  }

  /// As many factors, with loadings from all periods.
  public func nullModel(
    _ problem: GeoProblem, after fit: GeoFit
  ) throws(GeoLiftError) -> any GeoNullModel {
    FactorNull(found: try DonorFactors(problem, most: fit.factors?.count ?? 0))
  }
}

/// How many factors predict best.
private struct FactorChoice {
  /// The number.
  let count: Int
  /// The mean squared error of periods left out, for no factor, one, and so on.
  let errors: [Double]

  init(_ found: DonorFactors, _ course: [Double], before: Int) {
    let errors = (0...found.factors.count).map { count -> Double in
      var sum = 0.0
      for left in 0..<before {
        let periods = (0..<before).filter { $0 != left }
        guard let coefficients = found.fit(course, over: periods, count: count) else {
          return .infinity
        }
        let gap = course[left] - found.value(coefficients, left)
        sum += gap * gap
      }
      return sum / Double(before)
    }
    var best = 0
    for count in errors.indices where errors[count] < 0.99 * errors[best] { best = count }
    self.errors = errors
    count = best
  }
}

/// A constant and the factors, which are orthogonal over all periods, so that loadings are products.
private struct FactorNull: GeoNullModel {
  let found: DonorFactors

  func residuals(_ target: [Double]) -> [Double] {
    var left = zip(target, found.means).map { $0 - $1 }
    let mean = left.reduce(0, +) / Double(left.count)
    for t in left.indices { left[t] -= mean }
    for factor in found.factors {
      let loading = zip(left, factor).reduce(0) { $0 + $1.0 * $1.1 }
      for t in left.indices { left[t] -= loading * factor[t] }
    }
    return left
  }
}
