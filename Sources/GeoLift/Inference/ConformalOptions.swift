public import Resampling

/// How a conformal test is made.
public struct ConformalOptions: Sendable, Equatable {
  /// What the test looks for.
  public var alternative: WindowStatistic.Alternative
  /// The power q of Σ |effect|^q in tests of either sign.
  public var power: Double
  /// The probability that intervals are meant to hold.
  public var level: Double
  /// The most arrangements of the law of independent residuals.
  public var arrangements: Int
  /// Where random arrangements come from.
  public var seed: UInt64

  /// Makes options.
  ///
  /// - Throws: `GeoLiftError.badOptions` unless the power is positive, the level between 0 and 1 and
  ///   there are two arrangements or more.
  public init(
    alternative: WindowStatistic.Alternative = .twoSided, power: Double = 1, level: Double = 0.9,
    arrangements: Int = 10_000, seed: UInt64 = 1
  ) throws(GeoLiftError) {
    guard power > 0, power.isFinite else {
      throw .badOptions("The statistic's power is \(power); give a positive number, such as 1.")
    }
    guard level > 0, level < 1 else {
      throw .badOptions("The level is \(level); give a share between 0 and 1, such as 0.9.")
    }
    guard arrangements >= 2 else {
      throw .badOptions("\(arrangements) arrangements cannot be compared; give 1000 or more.")
    }
    self.alternative = alternative
    self.power = power
    self.level = level
    self.arrangements = arrangements
    self.seed = seed
  }
}
