import Foundation
import LinearAlgebra

/// Bayesian structural time series, `bsts`: a level that wanders, seasons where periods are days, and a
/// regression on few donors that the data choose, fitted before the test and predicted over it.
///
/// Target and donors are standardised before the test, so that unit effects are part of the estimator.
/// Its interval is credible: it holds if the model does.
/// Brodersen, Gallusser, Koehler, Remy and Scott 2015, doi:10.1214/14-AOAS788; Scott and Varian 2014.
public struct StructuralTimeSeries: GeoEstimator {
  /// `bsts`.
  public let name = "bsts"
  /// One.
  public let fewestDonors = 1
  /// Ten.
  public let fewestPeriods = 10
  /// Yes: a fit is thousands of sweeps.
  public let isSlow = true
  /// What the model is made of.
  public let options: StructuralOptions

  /// Makes the estimator.
  ///
  /// - Throws: `badOptions` for options that cannot be sampled.
  public init(_ options: StructuralOptions = StructuralOptions()) throws(GeoLiftError) {
    try options.check()
    self.options = options
  }

  /// Samples the posterior of the periods before the test and predicts the test.
  ///
  /// Weights are the coefficients' posterior means in the KPI's unit; they need not sum to one.
  /// - Complexity: chains x sweeps x (periods x donors² + donors x counting donors²).
  public func fit(_ problem: GeoProblem) throws(GeoLiftError) -> GeoFit {
    try requireEnough(problem)
    let scaled = try StandardisedProblem(problem)
    let chains = (0..<options.chains).map {
      StructuralChain(scaled, before: problem.before, options, chain: $0)
    }
    let draws = Double(options.chains * options.draws)
    func mean(_ part: (StructuralChain) -> [Double]) -> [Double] {
      part(chains[0]).indices.map { i in chains.reduce(0) { $0 + part($1)[i] } / draws }
    }
    let coefficients = mean(\.coefficients)
    let inclusion = mean(\.inclusion)
    var weights = [Double](repeating: 0, count: problem.donors.columns)
    var counted = weights
    for (place, j) in scaled.moving.enumerated() {
      weights[j] = coefficients[place] * scaled.scale / scaled.scales[place]
      counted[j] = inclusion[place]
    }
    var fit = GeoFit(
      weights: weights,
      counterfactual: mean(\.counterfactual).map { scaled.centre + scaled.scale * $0 })
    func deviation(_ logs: (StructuralChain) -> [Double]) -> Double {
      chains.reduce(0) { sum, chain in
        logs(chain).reduce(sum) { $0 + exp($1 / 2) }
      } / draws * scaled.scale
    }
    fit.structural = StructuralPosterior(
      effects: chains.map(\.effects), inclusion: counted, season: options.season,
      trend: options.trend, deviations: (deviation(\.logNoise), deviation(\.logStep)),
      traces: [
        ("effect", chains.map(\.effects)), ("log_noise", chains.map(\.logNoise)),
        ("log_step", chains.map(\.logStep)), ("donors", chains.map(\.sizes)),
      ], innovations: chains[0].innovations)
    let season = mean(\.season)
    fit.dependence = (0..<problem.before).map { t in
      problem.target[t] - scaled.scale * season[t % season.count]
        - weights.indices.reduce(0) { $0 + weights[$1] * problem.donors[t, $1] }
    }
    return fit
  }

  /// A constant, the seasons and the coefficients of all periods.
  ///
  /// The noise and the sizes of coefficients come from a chain over all periods: had only those before
  /// the test chosen the donors, residuals would be smaller there, and a test too ready to reject.
  public func nullModel(
    _ problem: GeoProblem, after fit: GeoFit
  ) throws(GeoLiftError) -> any GeoNullModel {
    let scaled = try StandardisedProblem(GeoProblem(nullOf: problem))
    var short = options
    (short.warmup, short.draws) = (Self.nullWarmup, Self.nullDraws)
    let chain = StructuralChain(scaled, before: problem.periods, short, chain: options.chains)
    let draws = Double(short.draws)
    let noise = chain.logNoise.reduce(0) { $0 + exp($1 / 2) } / draws
    let layout = StateLayout(periods: problem.periods, trend: .level, season: options.season)
    let states = layout.dimension
    // A donor that never counted has no say.
    let used = scaled.moving.indices.filter { chain.squares[$0] > 0 }
    let regressors = Matrix(rows: problem.periods, columns: states + used.count) { t, j in
      j < states ? layout.loading(t)[j] : scaled.donors[t, used[j - states]]
    }
    let variances =
      [FirstState.levelVariance]
      + [Double](repeating: FirstState.seasonVariance, count: states - 1)
      + used.map { chain.squares[$0] / draws }
    do {
      return try StructuralNull(regressors, precision: variances.map { noise * noise / $0 })
    } catch {
      throw .tooLittle("bsts cannot be fitted to all periods: \(error)")
    }
  }

  private static let nullWarmup = 100
  private static let nullDraws = 400
}
