import Findings
import Resampling

/// A finished geo test as every estimator sees it, with one inference for all.
public struct GeoAnalysis: Sendable {
  /// What one estimator says; nil numbers where the data do not let it say anything.
  public struct Part: Sendable {
    /// The estimator.
    public let estimator: GeoOptions.Estimator
    /// Its estimate; nil where the panel has less than it needs.
    public let estimate: GeoEstimate?
    /// Its test; nil likewise.
    public let conformal: ConformalResult?
    /// The effects of placebos in space; nil where there are too few donors.
    public let placebo: PlaceboResult?
    /// Why there is no estimate or no placebo.
    public let problems: [String]
  }

  /// The test in its panel.
  public let experiment: GeoExperiment
  /// What was asked.
  public let options: GeoOptions
  /// What each estimator says, in the order asked for.
  public let parts: [Part]
  /// Money spent on the treated geos during the test; nil if not told.
  public let spend: Double?
  /// The currency of money; nil if none was stated.
  public let currency: String?

  /// The fewest placebos by which a p-value of 0.05 can be had.
  static let fewestPlacebos = 19

  /// Analyses a test by every estimator.
  ///
  /// - Parameters:
  ///   - spend: money spent on the treated geos during the test.
  ///   - threads: how many placebo fits run at the same time; no number depends on it.
  ///   - progress: is told what is going on.
  /// - Throws: `GeoLiftError` for options out of range; `CancellationError`.
  public static func run(
    _ experiment: GeoExperiment, options: GeoOptions, spend: Double?, currency: String?,
    threads: Int, progress: @Sendable (String) -> Void
  ) async throws -> GeoAnalysis {
    let test = ConformalTest(try options.conformal)
    let placebo = try PlaceboTest(seed: options.seed)
    var parts: [Part] = []
    for name in options.estimators {
      try Task.checkCancellation()
      progress("Estimating by \(name.rawValue)")
      let estimator = try name.estimator
      do {
        let estimate = try estimator.estimate(experiment)
        let conformal = try test.result(estimator, experiment)
        var problems: [String] = []
        var effects: PlaceboResult?
        do {
          effects = try await placebo.result(estimator, experiment, threads: threads)
        } catch let error as GeoLiftError {
          problems.append(error.description)
        }
        parts.append(
          Part(
            estimator: name, estimate: estimate, conformal: conformal, placebo: effects,
            problems: problems))
      } catch let error as GeoLiftError {
        guard case .tooLittle(let text) = error else { throw error }
        parts.append(
          Part(
            estimator: name, estimate: nil, conformal: nil, placebo: nil, problems: [text]))
      }
    }
    return GeoAnalysis(
      experiment: experiment, options: options, parts: parts, spend: spend, currency: currency)
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
  var interval: Interval? {
    guard let conformal, conformal.chosen.interval.outcome == .interval else { return nil }
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
      }
    }
  }
}
