import LinearAlgebra

/// Difference in differences, `did`: all donors weigh alike, and what the treated geos lay above
/// them before the test, they would have gone on to lie above them.
public struct DifferenceInDifferences: GeoEstimator {
  /// `did`.
  public let name = "did"
  /// One.
  public let fewestDonors = 1
  /// One.
  public let fewestPeriods = 1

  /// Makes the estimator.
  public init() {}

  /// Fits the periods before the test; unit effects are part of the estimator.
  public func fit(_ problem: GeoProblem) throws(GeoLiftError) -> GeoFit {
    try requireEnough(problem)
    let count = problem.donors.columns
    let weights = [Double](repeating: 1 / Double(count), count: count)
    let periods = [Double](repeating: 1 / Double(problem.before), count: problem.before)
    var fit = GeoFit(
      weights: weights, counterfactual: problem.shifted(weights, periodWeights: periods))
    fit.periodWeights = periods
    return fit
  }

  /// The same with the means of all periods.
  public func nullModel(
    _ problem: GeoProblem, after fit: GeoFit
  ) throws(GeoLiftError) -> any GeoNullModel {
    FixedWeightsNull(sums: problem.weighted(fit.weights))
  }
}

extension GeoProblem {
  /// The donors' weighted sum, shifted to the target by the weighted gap before the test.
  func shifted(_ weights: [Double], periodWeights: [Double]) -> [Double] {
    let sums = weighted(weights)
    let shift = periodWeights.indices.reduce(0) {
      $0 + periodWeights[$1] * (target[$1] - sums[$1])
    }
    return sums.map { $0 + shift }
  }
}

/// Weights that do not depend on the target, and the mean gap of all periods.
struct FixedWeightsNull: GeoNullModel {
  let sums: [Double]

  func residuals(_ target: [Double]) -> [Double] {
    let gaps = zip(target, sums).map { $0 - $1 }
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    return gaps.map { $0 - mean }
  }
}
