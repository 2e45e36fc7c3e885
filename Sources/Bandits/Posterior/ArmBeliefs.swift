public import Probability

/// What is believed of an arm: a distribution of the mean of each measure a decision.
public struct ArmBeliefs: Sendable {
  /// The arm.
  public let name: String
  /// The variance of what one more decision tells of a measure's mean; for conversions under way, of a
  /// decision that is a step old.
  public var noise: [Measure: Double] = [:]
  private var distributions: [Measure: any UnivariateDistribution] = [:]

  /// Makes beliefs about nothing yet.
  public init(name: String) { self.name = name }

  /// The distribution of a measure; nil if nothing is known of it.
  public subscript(measure: Measure) -> (any UnivariateDistribution)? {
    get { distributions[measure] }
    set { distributions[measure] = newValue }
  }

  /// The posterior mean of a measure; zero if nothing is known of it.
  public func mean(_ measure: Measure) -> Double { distributions[measure]?.mean ?? 0 }
}
