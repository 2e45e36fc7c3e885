/// What an experiment says at its end.
public struct ExperimentResult: Sendable, Equatable {
  /// Limits that hold with a probability.
  public struct Limits: Sendable, Equatable {
    /// The lower limit.
    public let lower: Double
    /// The upper limit.
    public let upper: Double
  }

  /// An arm compared with control on a metric.
  public struct Effect: Sendable, Equatable {
    /// The arm.
    public let arm: String
    /// The arm's value less control's.
    public let difference: Double
    /// The standard error of the difference.
    public let standardError: Double
    /// Limits of the difference, at the options' level, for this comparison alone.
    public let differenceLimits: Limits
    /// The difference as a fraction of control's value; nil unless that is positive.
    public let lift: Double?
    /// The standard error of the lift by the delta method.
    public let liftError: Double?
    /// Limits of the lift; nil where control is not clearly above 0.
    public let liftLimits: Limits?
    /// The probability of a difference at least as large if there were none.
    public let pValue: Double
    /// The p-value adjusted for the number of goals and arms; that of a guardrail is not.
    public internal(set) var adjustedPValue: Double
    /// The degrees of freedom of Welch's t; nil where the law is normal.
    public let degreesOfFreedom: Double?
    /// The guardrail's test, if the metric is one.
    public let guardrail: GuardrailTest?
  }

  /// What the experiment says of a metric.
  public struct Metric: Sendable, Equatable {
    /// The metric as the user named it.
    public let metric: ExperimentMetric
    /// What it is.
    public let kind: ExperimentMetric.Kind
    /// The covariate it is adjusted by, if any.
    public let covariate: String?
    /// The value by arm, adjusted if there is a covariate.
    public let values: [Double]
    /// The standard error of the value by arm.
    public let standardErrors: [Double]
    /// The slope of the adjustment; nil without covariate.
    public let theta: Double?
    /// The share of variance that the covariate takes away; nil without covariate.
    public let varianceReduction: Double?
    /// The arms but control, each compared with control.
    public internal(set) var effects: [Effect]
  }

  /// The names of the arms, control first.
  public let arms: [String]
  /// The number of units by arm.
  public let counts: [Int]
  /// What was read and what was left out.
  public let intake: ExperimentData.Intake
  /// Whether the arms have the numbers of units they should.
  public let sampleRatio: SampleRatio
  /// The metrics in the order of the options.
  public let metrics: [Metric]
  /// The choices that led here.
  public let options: ExperimentOptions
}
