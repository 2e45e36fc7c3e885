import Interchange

/// What is known before an experiment, and two of effect, units and power: the third is planned:
/// `experiment.plan` of the project file.
public struct PlanOptions: Codable, Sendable, Equatable {
  /// What the metric is.
  public var kind: ExperimentMetric.Kind
  /// The name of the data source with the history; the only one that fits if nil.
  public var data: String?
  /// The column, in a history with a row a unit, from which kind, baseline and standard deviation are
  /// taken; nil where they are given.
  public var metric: String?
  /// The column of the denominator, in the history of a ratio.
  public var denominator: String?
  /// The control arm's value; 0 until it is taken from a history.
  public var baseline: Double
  /// The standard deviation of a unit's value, which a proportion has by itself.
  ///
  /// Of a ratio it is that of the linearised value, `ratioDeviation`.
  public var standardDeviation: Double?
  /// The lift to be found, a fraction of the baseline; planned from the units if nil.
  public var lift: Double?
  /// The units of all arms; planned from the lift if nil.
  public var units: Int?
  /// The probability of finding the effect; computed where lift and units are both given.
  public var power = 0.8
  /// The probability of a false alarm that is put up with.
  public var alpha = 0.05
  /// What the tests look for.
  public var alternative: ExperimentOptions.Alternative = .twoSided
  /// The shares of units by arm, control first, up to a factor.
  public var shares: [Double] = [1, 1]
  /// How many goals are tested.
  public var goals = 1
  /// What is done about several goals and arms.
  public var correction: ExperimentOptions.Correction = .holm
  /// The correlation of the metric with its covariate within arms; 0 without.
  public var correlation = 0.0
  /// Looks before the end, if any.
  public var sequential: SequentialOptions?
  /// The units of all arms that arrive a day, if a run time is asked for.
  public var unitsPerDay: Double?

  /// Makes options for a metric.
  public init(
    _ kind: ExperimentMetric.Kind, baseline: Double, standardDeviation: Double? = nil
  ) {
    self.kind = kind
    self.baseline = baseline
    self.standardDeviation = standardDeviation
  }

  /// The standard deviation of a ratio's linearised unit, by the delta method, from the means,
  /// standard deviations and the correlation of numerator and denominator.
  public static func ratioDeviation(
    numerator: (mean: Double, deviation: Double), denominator: (mean: Double, deviation: Double),
    correlation: Double
  ) -> Double {
    let ratio = numerator.mean / denominator.mean
    let (a, b) = (numerator.deviation, ratio * denominator.deviation)
    return max(0, a * a - 2 * correlation * a * b + b * b).squareRoot() / abs(denominator.mean)
  }

  /// What is wrong with the numbers; nil if nothing is.
  public var problem: String? {
    if denominator != nil, metric == nil {
      return "denominator: name the column of the numerator, too (metric)."
    }
    if let problem = numbersProblem { return problem }
    if lift == nil && units == nil { return "give the lift to be found, or the units there are." }
    if let lift, lift == 0 || !lift.isFinite { return "lift: a number other than 0 is needed." }
    if let lift, alternative == .less && lift > 0 || alternative == .greater && lift < 0 {
      return "lift: its sign is not that of the alternative."
    }
    if let units, units < 2 * shares.count || units > 1_000_000_000_000 {
      return "units: two an arm at least, and no more than a million millions."
    }
    if !(power > 0.01 && power < 0.9999) { return "power: a number between 0.01 and 0.9999." }
    if !(alpha > 0 && alpha < 0.5) { return "alpha: a number between 0 and 0.5 is needed." }
    if power <= alpha { return "power: it must be above alpha." }
    if shares.count < 2 || shares.count > 100 || shares.contains(where: { !($0 > 0) })
      || !shares.reduce(0, +).isFinite
    {
      return "shares: a positive number for each of two arms or more is needed."
    }
    if !(1...1_000).contains(goals) { return "goals: a number from 1 to 1,000 is needed." }
    if !(abs(correlation) < 1) { return "correlation: a number between -1 and 1 is needed." }
    if let unitsPerDay, !(unitsPerDay > 0 && unitsPerDay.isFinite) {
      return "units_per_day: a positive number is needed."
    }
    return nil
  }

  /// What is wrong with the numbers that a history may give.
  private var numbersProblem: String? {
    if metric != nil, baseline == 0 { return nil }
    if !baseline.isFinite || baseline <= 0 { return "baseline: a positive number is needed." }
    if kind == .proportion {
      if baseline >= 1 { return "baseline: a proportion lies between 0 and 1." }
      if let lift, !(lift > -1 && baseline * (1 + lift) < 1) {
        return "lift: the proportion would not lie between 0 and 1."
      }
    } else if !(standardDeviation ?? 0 > 0 && standardDeviation ?? 0 < .infinity) {
      return "standard_deviation: a \(kind.rawValue) needs that of a unit."
    }
    return nil
  }
}

extension PlanOptions {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case data, metric, denominator, kind, baseline
    case standardDeviation = "standard_deviation"
    case lift, units, power, alpha, alternative, shares, goals, correction, correlation, sequential
    case unitsPerDay = "units_per_day"
  }

  /// Reads the options; an unknown key or word is an error, and so is a number out of range.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let metric = try container.decodeIfPresent(String.self, forKey: .metric)
    // Of a history kind and baseline are what the column says.
    let kind: ExperimentMetric.Kind =
      metric != nil && !container.contains(.kind)
      ? .proportion
      : try StrictDecoding.word(ExperimentMetric.Kind.self, forKey: .kind, in: container)
    self.init(
      kind,
      baseline: metric != nil && !container.contains(.baseline)
        ? 0 : try container.decode(Double.self, forKey: .baseline),
      standardDeviation: try container.decodeIfPresent(Double.self, forKey: .standardDeviation))
    self.metric = metric
    data = try container.decodeIfPresent(String.self, forKey: .data)
    denominator = try container.decodeIfPresent(String.self, forKey: .denominator)
    lift = try container.decodeIfPresent(Double.self, forKey: .lift)
    units = try container.decodeIfPresent(Int.self, forKey: .units)
    power = try container.decodeIfPresent(Double.self, forKey: .power) ?? power
    alpha = try container.decodeIfPresent(Double.self, forKey: .alpha) ?? alpha
    if container.contains(.alternative) {
      alternative = try StrictDecoding.word(
        ExperimentOptions.Alternative.self, forKey: .alternative, in: container)
    }
    shares = try container.decodeIfPresent([Double].self, forKey: .shares) ?? shares
    goals = try container.decodeIfPresent(Int.self, forKey: .goals) ?? goals
    if container.contains(.correction) {
      correction = try StrictDecoding.word(
        ExperimentOptions.Correction.self, forKey: .correction, in: container)
    }
    correlation = try container.decodeIfPresent(Double.self, forKey: .correlation) ?? correlation
    sequential = try container.decodeIfPresent(SequentialOptions.self, forKey: .sequential)
    unitsPerDay = try container.decodeIfPresent(Double.self, forKey: .unitsPerDay)
    if let problem {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: problem))
    }
  }
}
