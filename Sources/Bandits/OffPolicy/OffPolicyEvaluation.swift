public import Findings

/// What a policy would have earned, by every estimator, judged from the log of another.
public struct OffPolicyEvaluation: Sendable {
  /// A number with what is known of its error.
  public struct Estimate: Sendable, Equatable {
    /// The number.
    public var value: Double
    /// Its standard error.
    public var standardError: Double
    /// Its interval; nil where fewer than two rows carry it, or no such interval exists.
    public var interval: Interval?
  }

  /// What one estimator says.
  public struct Part: Sendable {
    /// The estimator.
    public let estimator: OffPolicyOptions.Estimator
    /// What the policy would have earned a decision; nil where the log does not tell.
    public let value: Estimate?
    /// That less what the log earned, whose errors go together; nil likewise.
    public let gain: Estimate?
    /// The effective number of rows; 0 where no row has a weight.
    public let effectiveRows: Double
    /// Why there is no value, and what to do.
    public let problem: (reason: Phrase, remedy: Phrase)?
  }

  /// How uneven the weights are.
  public struct WeightSummary: Sendable, Equatable {
    /// Their mean: about 1 where propensities are right.
    public var mean: Double
    /// The standard error of the mean.
    public var meanError: Double
    /// The largest.
    public var largest: Double
    /// The share of rows whose weight was cut down.
    public var clippedShare: Double
    /// Classes of weights, each twice as wide as the one before.
    public var classes: [Class]

    /// A class of weights.
    public struct Class: Sendable, Equatable {
      /// The largest weight of the class; 0 for rows without weight.
      public var upTo: Double
      /// The share of rows in the class.
      public var share: Double
    }

    /// Whether the mean is too far from 1 to be chance.
    public var isOff: Bool { abs(mean - 1) > max(4 * meanError, 1e-3) }
  }

  /// What was asked.
  public let options: OffPolicyOptions
  /// The currency of money; nil if none was stated.
  public var currency: String?
  /// How many decisions the log has.
  public let rows: Int
  /// How many clusters they come from; nil where none were named.
  public let clusters: Int?
  /// What the log earned a decision.
  public let logged: Estimate
  /// The least and the greatest reward of the log.
  public let rewards: ClosedRange<Double>
  /// The weights π / p.
  public let weights: WeightSummary
  /// What of the policy the log can speak of.
  public let support: PolicySupport
  /// What each estimator says, in the order asked for.
  public let parts: [Part]

  /// Judges a policy by a log.
  ///
  /// - Parameters:
  ///   - threads: how many replicates of a bootstrap are computed at the same time; no number depends
  ///     on it.
  ///   - progress: is told what is going on.
  /// - Throws: `BanditError` for options out of range, or a model that cannot be fitted;
  ///   `CancellationError`.
  public static func run(
    _ log: OffPolicyLog, policy: CandidatePolicy, options: OffPolicyOptions,
    currency: String? = nil, threads: Int = 1,
    progress: @Sendable (String) -> Void = { _ in }
  ) async throws -> OffPolicyEvaluation {
    if let problem = options.problem { throw BanditError.badOptions(problem) }
    guard let first = log.rewards.first else { throw BanditError.badData("The log is empty.") }
    if options.estimators.contains(where: \.needsModel) { progress("Fitting a model of rewards") }
    let problem = try OffPolicyProblem(log, policy: policy, options: options)
    let judge = EstimateJudge(problem: problem, options: options, threads: threads)
    var parts: [Part] = []
    for name in options.estimators {
      try Task.checkCancellation()
      progress("Estimating by \(name.rawValue)")
      parts.append(try await judge.part(name))
    }
    let least = log.rewards.reduce(first, min)
    let greatest = log.rewards.reduce(first, max)
    return OffPolicyEvaluation(
      options: options, currency: currency, rows: log.rows,
      clusters: log.clusters.isEmpty ? nil : log.clusters.count, logged: try await judge.logged(),
      rewards: least...greatest, weights: WeightSummary(problem, clip: options.clip),
      support: PolicySupport(log, policy), parts: parts)
  }

  /// What the policy earns if what the log does not show brought the least, or the greatest, reward of
  /// the log each time; nil where the log shows all, or there is no value under inverse weights.
  public var bounds: ClosedRange<Double>? {
    guard support.uncovered > 0, let inner = inversePropensityValue else { return nil }
    return inner + support.uncovered * rewards.lowerBound...inner + support.uncovered
      * rewards.upperBound
  }

  private var inversePropensityValue: Double? {
    parts.first { $0.estimator == .ipw }?.value?.value
  }
}
