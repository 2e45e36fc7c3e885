/// What each look at an experiment says, in the order of the looks.
public struct SequentialAnalysis: Sendable, Equatable {
  /// One arm compared with control at one look.
  public struct Look: Sendable, Equatable {
    /// The units of all arms so far.
    public let units: Int
    /// The difference so far.
    public let difference: Double
    /// Its limits, which hold at all looks together.
    public let differenceLimits: ExperimentResult.Limits
    /// The lift so far; nil unless control is positive.
    public let lift: Double?
    /// Its limits, which hold at all looks together.
    public let liftLimits: ExperimentResult.Limits?
    /// How many standard errors the estimate is off zero.
    public let standardised: Double
    /// How many standard errors it must be off to stop.
    public let critical: Double
    /// The smallest always-valid p-value so far; nil for group sequential tests.
    public let pValue: Double?
    /// Whether an effect is shown at this look or was at one before.
    public let hasEffect: Bool
  }

  /// The looks of one metric and arm.
  public struct Trace: Sendable, Equatable {
    /// The metric's name.
    public let metric: String
    /// The arm.
    public let arm: String
    /// The looks, first to last.
    public let looks: [Look]
  }

  /// A trace for every goal and every arm but control.
  public let traces: [Trace]
  /// The probability of a false alarm of one trace: alpha over the number of traces, unless the
  /// correction is none.
  public let alpha: Double

  /// Analyses data as they had grown at each look.
  ///
  /// Several goals and arms share alpha in equal parts (Bonferroni; so for any correction but none).
  ///
  /// - Parameter looks: the data at each look, each with the same arms and metrics and more units.
  /// - Throws: `ExperimentError` where the looks do not fit each other or the plan.
  public init(
    _ looks: [ExperimentData], _ options: ExperimentOptions, _ rule: SequentialOptions
  ) throws(ExperimentError) {
    guard let first = looks.first else { throw .badOptions("looks: there is none.") }
    let totals = looks.map { $0.counts.reduce(0, +) }
    for (index, look) in looks.enumerated() {
      guard look.arms == first.arms, look.metrics.count == first.metrics.count else {
        throw .refused("look \(index + 1): its arms or metrics are not those of the first look.")
      }
      if index > 0, totals[index] <= totals[index - 1] {
        throw .refused("look \(index + 1): it has no more units than the look before.")
      }
    }
    let goals = first.metrics.indices.filter { first.metrics[$0].metric.guardrail == nil }
    let count = max(1, goals.count * (first.arms.count - 1))
    alpha = options.correction == .none ? options.alpha : options.alpha / Double(count)
    let thresholds = try Thresholds(rule, alpha, options.alternative, totals)
    traces = goals.flatMap { metric in
      first.arms.indices.dropFirst().map { arm in
        Trace(
          metric: first.metrics[metric].metric.name, arm: first.arms[arm],
          looks: Self.trace(looks, metric, arm, thresholds))
      }
    }
  }

  private static func trace(
    _ looks: [ExperimentData], _ metric: Int, _ arm: Int, _ thresholds: Thresholds
  ) -> [Look] {
    var (smallest, hasEffect) = (1.0, false)
    return looks.enumerated().map { index, data in
      let estimate = MetricEstimate(data.metrics[metric])
      let contrast = Contrast(estimate.arms[arm], estimate.arms[0])
      let units = Double(data.counts[arm] + data.counts[0])
      let critical = thresholds.critical(index, units)
      let z = contrast.standardised()
      hasEffect = hasEffect || thresholds.isPassed(z, critical)
      let p = thresholds.pValue(z, units)
      smallest = min(smallest, p ?? 1)
      let limits = contrast.limits(critical)
      let lift = contrast.liftLimits(critical)
      return Look(
        units: data.counts.reduce(0, +), difference: contrast.difference,
        differenceLimits: .init(lower: limits.lower, upper: limits.upper), lift: contrast.lift,
        liftLimits: lift.map { .init(lower: $0.lower, upper: $0.upper) }, standardised: z,
        critical: critical, pValue: p.map { _ in smallest }, hasEffect: hasEffect)
    }
  }
}

/// What an estimate must pass at each look.
private struct Thresholds {
  private enum Kind {
    case design(GroupSequentialDesign)
    case sequence(ConfidenceSequence)
  }

  private let kind: Kind
  private let alternative: ExperimentOptions.Alternative

  init(
    _ rule: SequentialOptions, _ alpha: Double, _ alternative: ExperimentOptions.Alternative,
    _ totals: [Int]
  ) throws(ExperimentError) {
    self.alternative = alternative
    switch rule.method {
    case .alwaysValid:
      kind = .sequence(
        try ConfidenceSequence(alpha: alpha, tuning: rule.tuning, alternative: alternative))
    case .groupSequential(let boundary):
      guard let planned = rule.plannedUnits, planned > 0 else {
        throw .badOptions(
          "planned_units: a group sequential test needs the number of units at its planned end.")
      }
      kind = .design(
        try GroupSequentialDesign(
          fractions: totals.map { Double($0) / Double(planned) }, alpha: alpha,
          alternative: alternative, boundary: boundary))
    }
  }

  func critical(_ look: Int, _ units: Double) -> Double {
    switch kind {
    case .design(let design): design.critical[look]
    case .sequence(let sequence): sequence.critical(units: units)
    }
  }

  func isPassed(_ z: Double, _ critical: Double) -> Bool {
    switch alternative {
    case .twoSided: abs(z) > critical
    case .greater: z > critical
    case .less: -z > critical
    }
  }

  func pValue(_ z: Double, _ units: Double) -> Double? {
    guard case .sequence(let sequence) = kind else { return nil }
    return sequence.pValue(standardised: z, units: units)
  }
}
