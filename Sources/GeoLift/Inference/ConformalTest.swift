package import Resampling

/// The permutation test of a constant effect, and the interval from inverting it.
///
/// The supposed effect is taken out of the test's periods, the estimator is fitted to all periods as
/// though nothing had happened, and the residuals of the test's periods are compared with those of
/// the others, under a law of permutation. A p-value of the mean form and an interval of one law agree
/// by construction; with another form, the interval is still that of the mean effect.
/// Chernozhukov, Wüthrich and Zhu 2021, doi:10.1080/01621459.2021.1920957.
public struct ConformalTest: Sendable {
  /// How the test is made.
  public let options: ConformalOptions

  /// Makes the test.
  public init(_ options: ConformalOptions) { self.options = options }

  /// Tests an estimator's effect of an experiment.
  ///
  /// - Parameter fit: the estimator's fit if there is one already; some take a second.
  /// - Throws: `GeoLiftError.tooLittle` where the panel has less than the estimator needs.
  /// - Complexity: about a hundred fits to all periods.
  public func result(
    _ estimator: any GeoEstimator, _ experiment: GeoExperiment, after fit: GeoFit? = nil
  ) throws(GeoLiftError) -> ConformalResult {
    try result(estimator, GeoProblem(experiment), after: fit)
  }

  /// Tests an estimator's effect in a problem.
  package func result(
    _ estimator: any GeoEstimator, _ problem: GeoProblem, after known: GeoFit? = nil
  ) throws(GeoLiftError) -> ConformalResult {
    let fit = if let known { known } else { try estimator.fit(problem) }
    let autocorrelation = dependence(of: fit, problem)
    var search = try NullSearch(estimator, problem, fit, options)
    let block = PermutationLaw.block(periods: problem.periods, window: problem.window)
    let mirror = PermutationLaw.mirror(periods: problem.periods, window: problem.window)
    let iid = PermutationLaw.iid(
      periods: problem.periods, window: problem.window, limit: options.arrangements,
      seed: options.seed)
    return ConformalResult(
      block: try search.verdict(block, isValid: autocorrelation.law == .iid),
      mirror: try search.verdict(mirror, isValid: true),
      iid: try search.verdict(iid, isValid: autocorrelation.law == .iid),
      autocorrelation: autocorrelation, level: options.level)
  }

  /// How residuals before the test depend on one another, which decides on the law.
  package func dependence(of fit: GeoFit, _ problem: GeoProblem) -> LjungBox {
    LjungBox(
      fit.dependence
        ?? (0..<problem.before).map { problem.target[$0] - fit.counterfactual[$0] })
  }

  /// The interval under one law alone.
  package func interval(
    _ estimator: any GeoEstimator, _ problem: GeoProblem, law kind: PermutationLaw.Kind
  ) throws(GeoLiftError) -> InvertedTest {
    let (periods, window) = (problem.periods, problem.window)
    let law =
      switch kind {
      case .block: PermutationLaw.block(periods: periods, window: window)
      case .mirror: PermutationLaw.mirror(periods: periods, window: window)
      case .iid:
        PermutationLaw.iid(
          periods: periods, window: window, limit: options.arrangements, seed: options.seed)
      }
    var search = try NullSearch(estimator, problem, try estimator.fit(problem), options)
    return try search.verdict(law, isValid: true).interval
  }

  /// The p-value of no effect alone, without an interval.
  package func pValue(
    _ estimator: any GeoEstimator, _ problem: GeoProblem, law: PermutationLaw
  ) throws(GeoLiftError) -> Double {
    var search = try NullSearch(estimator, problem, try estimator.fit(problem), options)
    return try search.p(0, law)
  }
}

/// The fits under nulls, one after the other.
private struct NullSearch {
  private let problem: GeoProblem
  private let options: ConformalOptions
  private let statistic: WindowStatistic
  private let effect: Double
  private let step: Double
  private var model: any GeoNullModel
  /// The size of residuals with the estimated effect taken out.
  private let noise: Double

  init(
    _ estimator: any GeoEstimator, _ problem: GeoProblem, _ fit: GeoFit,
    _ options: ConformalOptions
  ) throws(GeoLiftError) {
    self.problem = problem
    self.options = options
    statistic = WindowStatistic(options.alternative, form: options.form)
    effect = fit.effect(problem)
    model = try estimator.nullModel(problem, after: fit)
    let squares = zip(problem.target, fit.counterfactual).reduce(0) { sum, pair in
      sum + (pair.0 - pair.1) * (pair.0 - pair.1)
    }
    let spread = (squares / Double(problem.periods)).squareRoot()
    step = spread > 0 ? spread : max(abs(effect), 1)
    var target = problem.target
    for t in problem.window { target[t] -= effect }
    let left = try model.residuals(target)
    noise = (left.reduce(0) { $0 + $1 * $1 } / Double(problem.periods)).squareRoot()
  }

  /// Whether an end of an interval is further from the estimate than noise can put it.
  private func isFollowed(_ interval: InvertedTest) -> Bool {
    noise > 0
      && [interval.lower, interval.upper].contains {
        $0.isFinite && abs($0 - effect) > 10 * noise
      }
  }

  /// The p-value of a supposed constant effect, by the test's own statistic or another.
  mutating func p(
    _ effect: Double, _ law: PermutationLaw, by other: WindowStatistic? = nil
  ) throws(GeoLiftError) -> Double {
    var target = problem.target
    for t in problem.window { target[t] -= effect }
    return law.pValue(try model.residuals(target), other ?? statistic)
  }

  mutating func verdict(
    _ law: PermutationLaw, isValid: Bool
  ) throws(GeoLiftError) -> ConformalResult.Verdict {
    let none = try p(0, law)
    // Σ |e| is large for every constant where the effect comes and goes; |Σ e| can be inverted.
    let mean = WindowStatistic(options.alternative, form: .mean)
    var interval: InvertedTest
    do {
      interval = try InvertedTest(
        alpha: 1 - options.level, smallestP: law.smallestP, estimate: effect, step: step,
        alternative: options.alternative
      ) { try p($0, law, by: mean) }
    } catch let error as GeoLiftError {
      throw error
    } catch {
      throw .tooLittle("\(error)")
    }
    return .init(
      law: law.kind, p: none, smallestP: law.smallestP, arrangements: law.count,
      isExact: law.isExact, isValid: isValid, interval: interval,
      isFollowed: isFollowed(interval))
  }
}
