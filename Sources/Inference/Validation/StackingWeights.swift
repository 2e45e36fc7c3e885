import Foundation

/// Weights of models whose mixture predicts best.
///
/// Yao, Vehtari, Simpson and Gelman 2018, "Using stacking to average Bayesian predictive
/// distributions", doi:10.1214/17-BA1091: maximises the sum over observations of
/// log sum_k w_k exp(elpd_ik) over the simplex.
public enum StackingWeights {
  /// The most by which the mean log score may fall short of its maximum.
  static let tolerance = 1e-7
  private static let limit = 50_000

  /// Finds the weights; the problem is concave, so there is one maximum.
  ///
  /// Each step is the expectation-maximisation step of a mixture with known components, which never
  /// lowers the score. At any weights, the maximum is at most the score plus the logarithm of the
  /// largest mean ratio of a model's density to the mixture's; that bound ends the search.
  ///
  /// - Parameter models: the same observations under each model, at least one model.
  /// - Returns: one weight a model, which sum to 1.
  public static func weights(_ models: [LeaveOneOut]) -> [Double] {
    let count = models.count
    guard count > 1, let observations = models.map(\.points.count).min(), observations > 0 else {
      return [Double](repeating: 1 / Double(max(1, count)), count: count)
    }
    // Densities relative to the best model at each observation.
    let density = (0..<observations).map { i in
      let logs = models.map { $0.points[i].elpd }
      let largest = logs.max() ?? 0
      return logs.map { exp($0 - largest) }
    }
    var weights = [Double](repeating: 1 / Double(count), count: count)
    for _ in 0..<limit {
      var ratios = [Double](repeating: 0, count: count)
      for row in density {
        var mixture = 0.0
        for k in 0..<count { mixture += weights[k] * row[k] }
        for k in 0..<count { ratios[k] += row[k] / mixture }
      }
      for k in 0..<count { ratios[k] /= Double(observations) }
      if log(ratios.max() ?? 1) < tolerance { break }
      for k in 0..<count { weights[k] *= ratios[k] }
    }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }
}
