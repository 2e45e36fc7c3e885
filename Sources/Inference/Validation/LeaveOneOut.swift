import Foundation

/// The expected log predictive density of new data, estimated by leaving out one observation at a time
/// without refitting: PSIS-LOO.
///
/// Vehtari, Gelman and Gabry 2017, "Practical Bayesian model evaluation using leave-one-out
/// cross-validation and WAIC", doi:10.1007/s11222-016-9696-4. Standard errors are sqrt(n) times the
/// sample standard deviation (divisor n - 1) of pointwise values, as there.
public struct LeaveOneOut: Sendable, Equatable {
  /// One observation, left out.
  public struct Point: Sendable, Equatable {
    /// Its log predictive density given all others.
    public var elpd: Double
    /// Its log predictive density given all, itself included.
    public var logPredictiveDensity: Double
    /// The shape of the tail of its weights.
    public var paretoShape: Double

    /// States what is known of an observation.
    public init(elpd: Double, logPredictiveDensity: Double, paretoShape: Double) {
      self.elpd = elpd
      self.logPredictiveDensity = logPredictiveDensity
      self.paretoShape = paretoShape
    }

    /// Leaves one observation out.
    ///
    /// - Parameters:
    ///   - logLikelihood: its log likelihood under each draw, S finite numbers.
    ///   - relativeEfficiency: effective draws per draw.
    /// - Returns: the point, and the logarithms of the draws' weights, which sum to 1.
    public static func leavingOut(
      _ logLikelihood: [Double], relativeEfficiency: Double = 1
    ) -> (point: Point, logWeights: [Double]) {
      let smoothed = ParetoSmoothing(
        logLikelihood.map { -$0 }, relativeEfficiency: relativeEfficiency)
      var weighted = smoothed.logWeights
      for draw in weighted.indices { weighted[draw] += logLikelihood[draw] }
      let point = Point(
        elpd: logSumOfExponentials(weighted),
        logPredictiveDensity: logSumOfExponentials(logLikelihood)
          - log(Double(logLikelihood.count)),
        paretoShape: smoothed.shape)
      return (point, smoothed.logWeights)
    }
  }

  /// The observations, in the caller's order.
  public var points: [Point]
  /// The number of draws.
  public var draws: Int

  /// Collects observations.
  public init(points: [Point], draws: Int) {
    self.points = points
    self.draws = draws
  }

  /// Leaves out every observation in turn.
  ///
  /// - Parameters:
  ///   - logLikelihoods: for each observation, its log likelihood under each draw.
  ///   - relativeEfficiency: effective draws per draw.
  public init(logLikelihoods: [[Double]], relativeEfficiency: Double = 1) {
    self.init(
      points: logLikelihoods.map {
        Point.leavingOut($0, relativeEfficiency: relativeEfficiency).point
      }, draws: logLikelihoods.first?.count ?? 0)
  }

  /// The sum of the observations' log predictive densities, elpd_loo.
  public var elpd: Double { points.reduce(0) { $0 + $1.elpd } }
  /// The standard error of `elpd`.
  public var standardError: Double { Self.standardErrorOfSum(points.map(\.elpd)) }
  /// The effective number of parameters, p_loo.
  public var parameters: Double { points.reduce(0) { $0 + $1.logPredictiveDensity - $1.elpd } }
  /// The largest Pareto shape.
  public var largestShape: Double { points.map(\.paretoShape).max() ?? 0 }
  /// The Pareto shape above which an observation's value cannot be trusted.
  public var threshold: Double { ParetoSmoothing.threshold(draws: draws) }
  /// The share of observations with a shape above the threshold.
  public var badShare: Double {
    let bad = points.count { !($0.paretoShape <= threshold) }
    return points.isEmpty ? 0 : Double(bad) / Double(points.count)
  }

  /// How much better this model predicts than another, with the standard error of the difference,
  /// which pairs the observations; nil if they are not the same observations.
  public func difference(to other: LeaveOneOut) -> (elpd: Double, standardError: Double)? {
    guard points.count == other.points.count else { return nil }
    let differences = zip(points, other.points).map { $0.elpd - $1.elpd }
    return (differences.reduce(0, +), Self.standardErrorOfSum(differences))
  }

  static func standardErrorOfSum(_ values: [Double]) -> Double {
    let count = Double(values.count)
    guard count > 1 else { return 0 }
    let mean = values.reduce(0, +) / count
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (count * square / (count - 1)).squareRoot()
  }
}

/// log(sum(exp(x))), safe for any size of x.
func logSumOfExponentials(_ values: [Double]) -> Double {
  let largest = values.max() ?? -.infinity
  guard largest.isFinite else { return largest }
  return largest + log(values.reduce(0) { $0 + exp($1 - largest) })
}
