import Probability

/// Whether arms have the numbers of units they should: Pearson's chi-squared test.
///
/// A mismatch means that units were lost or sent elsewhere for a reason that may touch the outcome;
/// then no effect can be trusted, whatever its interval (Fabijan et al. 2019).
public struct SampleRatio: Sendable, Equatable {
  /// The p-value below which effects are withheld.
  public static let threshold = 0.001

  /// The units each arm should have, by arm.
  public let expected: [Double]
  /// Pearson's statistic.
  public let statistic: Double
  /// The degrees of freedom: arms less one.
  public let degreesOfFreedom: Int
  /// The probability of a statistic at least as large under the split that was asked for.
  public let pValue: Double

  /// Whether effects must be withheld.
  public var isMismatch: Bool { pValue < Self.threshold }

  /// Tests counts against shares that are positive, of any sum.
  public init(counts: [Int], shares: [Double]) {
    let total = counts.reduce(0.0) { $0 + Double($1) }
    let sum = shares.reduce(0, +)
    let expected = shares.map { $0 / sum * total }
    let statistic = zip(counts, expected).reduce(0) { total, pair in
      let gap = Double(pair.0) - pair.1
      return total + gap * gap / pair.1
    }
    self.expected = expected
    self.statistic = statistic
    degreesOfFreedom = counts.count - 1
    pValue = regularisedGammaQ(Double(counts.count - 1) / 2, statistic / 2)
  }
}
