/// A prior as written in the project file.
///
/// Either a family with its parameters, or what is known in plainer terms, of which the family that
/// suits the parameter is made (see `PriorStatement`).
public enum PriorSpecification: Sendable, Equatable {
  /// `lognormal: [0.2, 0.9]`: the family's name and its parameters, in the order of
  /// `Probability`'s distributions. A bare number is the family `fixed`.
  case family(String, [Double])
  /// `{mean: 2, sd: 1}`, `{range: [1, 4]}` or `{past_roi: 2.3, interval: [1.8, 2.9]}`.
  case statement(PriorStatement)

  /// Names a family and its parameters.
  public init(_ family: String, _ parameters: [Double]) {
    self = .family(family, parameters)
  }
}

/// What is known about a parameter, in terms that are no distribution yet.
public enum PriorStatement: Sendable, Equatable {
  /// Its mean and standard deviation.
  case moments(mean: Double, deviation: Double)
  /// Two numbers, and the probability that it lies between them; half of the rest is below.
  case range(lower: Double, upper: Double, mass: Double)
  /// The ROI that an earlier model found: its mean, its interval and the interval's level; and how
  /// many weeks ago its data ended.
  case pastReturn(estimate: Double, lower: Double, upper: Double, mass: Double, weeksAgo: Double)

  /// The probability between the ends of a range where none is given.
  public static let usualMass = 0.9
}
