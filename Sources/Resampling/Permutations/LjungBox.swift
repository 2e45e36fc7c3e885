import Probability

/// Ljung and Box's test that the residuals of a series do not depend on one another.
///
/// Q = n (n + 2) Σ r_k² / (n - k) over the first lags k, which is chi-squared with as many degrees of
/// freedom if they are independent. Ljung and Box 1978, doi:10.1093/biomet/65.2.297.
public struct LjungBox: Sendable, Equatable {
  /// How many lags are looked at: a fifth of the residuals, from one to ten.
  public let lags: Int
  /// Q.
  public let statistic: Double
  /// The probability of a Q as large from independent residuals; 1 where they do not vary.
  public let p: Double
  /// The correlation of neighbours.
  public let firstCorrelation: Double

  /// Tests residuals in time order.
  public init(_ residuals: [Double]) {
    let n = residuals.count
    lags = max(1, min(10, n / 5))
    let mean = residuals.reduce(0, +) / Double(max(n, 1))
    let centred = residuals.map { $0 - mean }
    let squares = centred.reduce(0) { $0 + $1 * $1 }
    guard n > lags + 1, squares > 0 else {
      (statistic, p, firstCorrelation) = (0, 1, 0)
      return
    }
    var sum = 0.0
    var first = 0.0
    for lag in 1...lags {
      let products = (lag..<n).reduce(0) { $0 + centred[$1] * centred[$1 - lag] }
      let correlation = products / squares
      if lag == 1 { first = correlation }
      sum += correlation * correlation / Double(n - lag)
    }
    statistic = Double(n) * Double(n + 2) * sum
    firstCorrelation = first
    let law = try? Gamma(shape: Double(lags) / 2, rate: 0.5)
    p = 1 - (law?.cdf(statistic) ?? 0)
  }

  /// From which p on residuals are taken for independent.
  ///
  /// A mistake in that direction makes tests
  /// invalid, one in the other only weaker, so the bar is high.
  public static let independenceBar = 0.2

  /// The law of permutation that these residuals allow: all orders only where Q is unremarkable and
  /// neighbours are not of one mind.
  ///
  /// Q alone is not enough. With 50 residuals and a correlation of 0.2 to 0.5 it overlooks the
  /// dependence so often that tests at 5 % by the law it allows reject in up to 12 %; with the second
  /// condition they keep their level, whatever the correlation. Its price is that half of all
  /// independent series are tested by the more careful law.
  public var law: PermutationLaw.Kind {
    p > Self.independenceBar && firstCorrelation <= 0 ? .iid : .mirror
  }
}
