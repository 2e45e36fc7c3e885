public import Findings
public import Inference
import Probability
public import Resampling

/// What a Bayesian structural time series says about the effect, and whether its draws may be believed.
public struct StructuralPosterior: Sendable {
  /// The mean effect on a treated geo in a treated period, chains x draws, in the KPI's unit; the noise of
  /// what would have been is in it.
  public let effects: [[Double]]
  /// The probability that a donor counts, in the donors' order.
  public let inclusion: [Double]
  /// The number of seasons that the model has, 1 for none.
  public let season: Int
  /// How the level moves.
  public let trend: StructuralOptions.Trend
  /// Posterior means of standard deviations, in the KPI's unit: of noise, and of a step of the level.
  public let deviations: (noise: Double, step: Double)
  /// Convergence of the effect, of the logarithms of variances and of the number of donors that count.
  public let summaries: [(name: String, summary: ConvergenceSummary)]
  /// How the errors of predicting each period before the test from those before it depend on one
  /// another.
  public let innovations: LjungBox
  /// What the gate says about the chains.
  public let verdict: ConvergenceGate.Verdict

  /// R-hat below 1.05 and an effective sample size of 400.
  static var gate: ConvergenceGate {
    var gate = ConvergenceGate()
    gate.rHat = 1.05
    return gate
  }

  init(
    effects: [[Double]], inclusion: [Double], season: Int, trend: StructuralOptions.Trend,
    deviations: (noise: Double, step: Double), traces: [(name: String, draws: [[Double]])],
    innovations: LjungBox
  ) {
    self.effects = effects
    self.inclusion = inclusion
    self.season = season
    self.trend = trend
    self.deviations = deviations
    self.innovations = innovations
    let diagnostics = Diagnostics(chains: effects.count, draws: effects.first?.count ?? 0)
    summaries = traces.map { ($0.name, diagnostics.summary($0.draws)) }
    // A Gibbs sampler has neither divergences nor an energy.
    verdict = Self.gate.judge(
      summaries, divergences: 0, draws: effects.count * diagnostics.draws,
      energyFractions: [.infinity])
  }

  /// Why an interval is withheld.
  public enum Problem: Sendable, Equatable {
    /// The chains do not agree, or have too few draws.
    case chains
    /// Errors of prediction before the test depend on each other: the model misses something, and its
    /// interval would be too narrow.
    case dependence
  }

  /// Whether the chains agree and have enough draws.
  public var isReliable: Bool { verdict.passed }

  /// Why no interval is to be shown; nil if one is.
  public var problem: Problem? {
    if !isReliable { return .chains }
    return innovations.law == .iid ? nil : .dependence
  }

  /// The equal-tailed interval of the mean effect.
  public func interval(level: Double) -> Interval {
    let (lower, upper) = Quantile.centralInterval(level, of: effects.flatMap { $0 })
    return Interval(lower: lower, upper: upper, level: level, kind: .credible)
  }

  /// The posterior probability of an effect on the other side of zero: the tail-area probability of
  /// Brodersen and others, with the observed course counted as a draw, so that it is never zero.
  public var tailProbability: Double {
    let all = effects.flatMap { $0 }
    let below = all.count { $0 <= 0 }
    let above = all.count { $0 >= 0 }
    return Double(min(below, above) + 1) / Double(all.count + 1)
  }
}
