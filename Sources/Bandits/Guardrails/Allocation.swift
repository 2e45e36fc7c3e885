/// Shares of decisions by arm, with the reasons.
public struct Allocation: Sendable, Equatable, Codable {
  /// What happened to the shares on their way from the policy.
  public enum Remark: Sendable, Equatable, Codable {
    /// Guardrails and baseline do not hold yet.
    case burnIn(decisions: Int)
    /// Shares moved to cheaper arms to keep a guardrail.
    case guardrail(Guardrail.Metric)
    /// The bound is missed so far; spending goes on as it brings the metric nearer to its bound.
    case recovering(Guardrail.Metric)
    /// Shares moved towards the baseline by this fraction.
    case baseline(Double)
    /// The baseline could not be kept without missing a guardrail.
    case baselineYields
    /// The minimum shares could not be kept in full without missing a guardrail or the baseline.
    case minimumShareYields
    /// The largest change holds shares back.
    case largestChange
    /// A guardrail or the baseline forced a change beyond the largest.
    case largestChangeYields
    /// Decisions go unserved to make the budget last.
    case pacing
    /// The budget is used up.
    case budgetSpent
    /// Every arm is stopped, or no mix keeps the guardrails: nothing is spent.
    case noFeasibleMix
    /// Something a guardrail or the reward needs was never seen: nothing is spent after the burn-in.
    case noEvidence(Measure)
    /// The kill switch is thrown.
    case killSwitch
    /// The shares are those of a policy that passed the gate.
    case promoted
  }

  /// Why an arm is stopped.
  public struct Stop: Sendable, Equatable, Codable {
    /// The guardrail it misses by itself.
    public var metric: Guardrail.Metric
    /// The probability that it does.
    public var probability: Double
  }

  /// An arm's share.
  public struct Arm: Sendable, Equatable, Codable {
    /// The arm.
    public var name: String
    /// Its share of decisions.
    public var share: Double
    /// The probability that its reward is the best of all arms'.
    public var probabilityBest: Double
    /// The mean and limits of its reward a decision; nil if nothing is known.
    public var reward: Estimate?
    /// Why it is stopped; nil if it is not.
    public var stop: Stop?
  }

  /// A mean with limits.
  public struct Estimate: Sendable, Equatable, Codable {
    /// The mean, or the median of a ratio.
    public var mean: Double
    /// The lower limit.
    public var lower: Double
    /// The upper limit.
    public var upper: Double
  }

  /// What a guardrail looks like at the campaign's end.
  public struct GuardrailState: Sendable, Equatable, Codable {
    /// The guardrail.
    public var guardrail: Guardrail
    /// The probability that it is kept with these shares for the next step and the safest way on
    /// after it.
    public var probabilityKept: Double
    /// The metric of all decisions from the burn-in to the end if shares stay: the posterior median and
    /// limits; nil without any decision.
    public var metric: Estimate?
  }

  /// The arms in order of names.
  public var arms: [Arm]
  /// The guardrails.
  public var guardrails: [GuardrailState]
  /// What happened to the shares.
  public var remarks: [Remark]
  /// What steps have added to each guardrail's risk, this one included, by its metric's name; nil in
  /// ledgers of versions that did not count it.
  public var riskSpent: [String: Double]?

  /// The share of decisions that are served.
  public var served: Double { arms.reduce(0) { $0 + $1.share } }
}
