public import Findings
import Resampling

/// A finished geo test as every estimator sees it, with one inference for all.
public struct GeoAnalysis: Sendable {
  /// What one estimator says; nil numbers where the data do not let it say anything.
  public struct Part: Sendable {
    /// The estimator.
    public let estimator: GeoOptions.Estimator
    /// Its estimate; nil where the panel has less than it needs.
    public let estimate: GeoEstimate?
    /// Its test; nil likewise, and where no test over periods goes with it.
    public let conformal: ConformalResult?
    /// The effects of placebos in space; nil where there are too few donors, or for slow estimators.
    public let placebo: PlaceboResult?
    /// The interval from leaving periods out; nil where there are too few, or for slow estimators.
    public let jackknife: JackknifePlus?
    /// Why there is no estimate, no test or no placebo.
    public let problems: [Phrase]
  }

  /// What is told of the first estimator that has an estimate alone.
  public struct Lead: Sendable {
    /// Bands to draw.
    public let bands: GeoBands
    /// Its effect had choices been made otherwise.
    public let sensitivity: [GeoSensitivity]
  }

  /// The test in its panel.
  public let experiment: GeoExperiment
  /// What was asked.
  public let options: GeoOptions
  /// What each estimator says, in the order asked for.
  public let parts: [Part]
  /// More about the first estimator that has an estimate; nil if none has.
  public let lead: Lead?
  /// What the test changed about spending; nil if not told.
  public let money: GeoMoney?
  /// The name of the cell, where the test has several.
  public let arm: String?
  /// The currency of money; nil if none was stated.
  public let currency: String?

  /// The fewest placebos by which a p-value of 0.05 can be had.
  static let fewestPlacebos = 19

  /// Analyses a test by every estimator.
  ///
  /// - Parameters:
  ///   - spend: money spent by geo and period.
  ///   - arm: the name of the cell, where the test has several.
  ///   - threads: how many placebo fits run at the same time; no number depends on it.
  ///   - progress: is told what is going on.
  /// - Throws: `GeoLiftError` for options out of range; `CancellationError`.
  public static func run(
    _ experiment: GeoExperiment, options: GeoOptions, spend: GeoSpend?, currency: String?,
    arm: String? = nil, threads: Int, progress: @Sendable (String) -> Void
  ) async throws -> GeoAnalysis {
    let test = ConformalTest(try options.conformal)
    let placebo = try PlaceboTest(seed: options.seed)
    var parts: [Part] = []
    for name in options.estimators {
      try Task.checkCancellation()
      progress("Estimating by \(name.rawValue)")
      let estimator = try name.estimator(for: experiment, options)
      do {
        let estimate = try estimator.estimate(experiment)
        let obstacle = estimator.conformalObstacle
        let conformal =
          try obstacle == nil ? test.result(estimator, experiment, after: estimate.fit) : nil
        var problems = [obstacle].compactMap(\.self)
        var effects: PlaceboResult?
        do {
          if !estimator.isSlow {
            effects = try await placebo.result(estimator, experiment, threads: threads)
          }
        } catch let error as GeoLiftError {
          problems.append(Phrase(error.description))
        }
        let jackknife =
          estimator.isSlow || obstacle != nil
          ? nil
          : try await JackknifePlus(
            estimator, GeoProblem(experiment), after: estimate.fit, level: options.level,
            threads: threads)
        parts.append(
          Part(
            estimator: name, estimate: estimate, conformal: conformal, placebo: effects,
            jackknife: jackknife, problems: problems))
      } catch let error as GeoLiftError {
        guard case .tooLittle(let text) = error else { throw error }
        parts.append(
          Part(
            estimator: name, estimate: nil, conformal: nil, placebo: nil, jackknife: nil,
            problems: [Phrase(text)]))
      }
    }
    progress("Making choices otherwise")
    return GeoAnalysis(
      experiment: experiment, options: options, parts: parts,
      lead: try lead(parts, experiment, options, test),
      money: GeoMoney(
        options.kind, spend: spend, stated: options.spendChange, experiment,
        parts.lazy.compactMap(\.estimate).first),
      arm: arm, currency: currency)
  }

  private static func lead(
    _ parts: [Part], _ experiment: GeoExperiment, _ options: GeoOptions, _ test: ConformalTest
  ) throws -> Lead? {
    guard let part = parts.first(where: { $0.estimate != nil }) else { return nil }
    let estimator = try part.estimator.estimator(for: experiment, options)
    let problem = GeoProblem(experiment)
    if estimator.isSlow { return Lead(bands: GeoBands(without: problem), sensitivity: []) }
    let bands =
      try part.conformal.map {
        try GeoBands(estimator, problem, test, $0, jackknife: part.jackknife)
      } ?? GeoBands(without: problem)
    // Ridge's λ is the choice most worth doubting, whichever estimator comes first.
    let studied =
      [part] + parts.filter { $0.estimator == .ridgeASCM && $0.estimator != part.estimator }
    let rows = try studied.flatMap { other -> [GeoSensitivity] in
      guard let own = other.estimate else { return [] }
      return try SensitivityStudy(
        name: other.estimator.rawValue,
        estimator: try other.estimator.estimator(for: experiment, options),
        experiment: experiment, problem: problem, estimate: own
      ).rows().filter { other.estimator == part.estimator || $0.choice == .penalty }
    }
    return Lead(bands: bands, sensitivity: rows)
  }

  /// Whether estimators that give an estimate disagree: about the sign, or by more than the interval of
  /// the first.
  public var disagree: Bool {
    let estimates = parts.compactMap(\.estimate)
    guard let first = estimates.first, estimates.count > 1 else { return false }
    if estimates.contains(where: { ($0.att > 0) != (first.att > 0) }) { return true }
    guard let interval = parts.first(where: { $0.estimate != nil })?.interval else { return false }
    return estimates.contains { $0.att < interval.lower || $0.att > interval.upper }
  }
}

extension GeoAnalysis.Part {
  /// The interval of the effect a period, by the law that the residuals allow; nil where its ends are
  /// not finite, since the law has too few arrangements for the level.
  ///
  /// That of a Bayesian estimator is credible; nil where a gate withholds it.
  var interval: Interval? {
    if let posterior = estimate?.fit.structural {
      guard posterior.problem == nil, let level = conformal?.level else { return nil }
      return posterior.interval(level: level)
    }
    guard let conformal, conformal.chosen.interval.outcome == .interval,
      !conformal.chosen.isFollowed
    else { return nil }
    let (lower, upper) = (conformal.chosen.interval.lower, conformal.chosen.interval.upper)
    // An estimator whose fit under a null weighs periods otherwise may land outside: no interval then.
    guard lower.isFinite, upper.isFinite, let att = estimate?.att, att >= lower, att <= upper
    else { return nil }
    return Interval(lower: lower, upper: upper, level: conformal.level, kind: .confidence)
  }
}

extension GeoOptions {
  /// How the test is made: as registered, else of either sign on the mean effect.
  var conformal: ConformalOptions {
    get throws(GeoLiftError) {
      let sides: WindowStatistic.Alternative =
        switch alternative {
        case .twoSided: .twoSided
        case .greater: .greater
        case .less: .less
        }
      return try ConformalOptions(
        alternative: sides, form: statistic.form, level: level, seed: seed)
    }
  }
}

extension GeoOptions.Estimator {
  /// The estimator of this name.
  package var estimator: any GeoEstimator {
    get throws(GeoLiftError) {
      switch self {
      case .scm: SyntheticControl()
      case .ridgeASCM: try RidgeAugmented()
      case .sdid: SyntheticDifferenceInDifferences()
      case .did: DifferenceInDifferences()
      case .tbr: TimeBasedRegression()
      case .bsts: try StructuralTimeSeries()
      case .gsc: try GeneralisedSyntheticControl()
      case .mc: try MatrixCompletion()
      case .adh: NestedSyntheticControl()
      }
    }
  }

  /// The estimator of this name, as it fits a test's panel.
  func estimator(
    for experiment: GeoExperiment, _ options: GeoOptions
  ) throws(GeoLiftError) -> any GeoEstimator {
    switch self {
    case .bsts:
      try StructuralTimeSeries(options.structural.options(for: experiment, seed: options.seed))
    case .mc: try MatrixCompletion(seed: options.seed)
    case .adh: NestedSyntheticControl(seed: options.seed)
    default: try estimator
    }
  }
}
