import Foundation

/// The beta distribution on the unit interval.
public struct Beta: UnivariateDistribution {
  /// The first shape: larger values push towards one.
  public let a: Double
  /// The second shape: larger values push towards zero.
  public let b: Double
  private let logNormaliser: Double

  /// Makes the distribution.
  ///
  /// - Throws: `invalidParameter` unless a and b are positive and finite.
  public init(a: Double, b: Double) throws(ProbabilityError) {
    let check = ParameterCheck(family: "beta")
    try check.positive(a, "a")
    try check.positive(b, "b")
    self.a = a
    self.b = b
    logNormaliser = logBeta(a, b)
  }

  /// The unit interval.
  public var support: Support { .interval(lower: 0, upper: 1) }

  /// a / (a + b).
  public var mean: Double { a / (a + b) }

  /// √(a b / (a + b + 1)) / (a + b).
  public var standardDeviation: Double {
    let n = a + b
    return (a / n * (b / n) / (n + 1)).squareRoot()
  }

  /// (a - 1) log x + (b - 1) log(1 - x) - log B(a, b).
  public func logDensity(_ x: Double) -> Double {
    guard x >= 0, x <= 1 else { return -.infinity }
    let right = b == 1 ? 0 : (b - 1) * log1p(-x)
    return timesLog(a - 1, x) + right - logNormaliser
  }

  /// (a - 1) / x - (b - 1) / (1 - x).
  public func logDensityDerivative(_ x: Double) -> Double {
    x > 0 && x < 1 ? (a - 1) / x - (b - 1) / (1 - x) : 0
  }

  /// I_x(a, b).
  public func cdf(_ x: Double) -> Double { regularisedBeta(max(0, min(1, x)), a, b) }

  /// The inverse of `cdf`.
  public func quantile(_ p: Double) -> Double { inverseRegularisedBeta(p, a, b) }

  /// Draws one number, strictly inside the interval, as a share of two gamma draws.
  public func sample(_ stream: inout RandomStream) -> Double {
    let first = Gamma.sampleLog(a, &stream)
    let second = Gamma.sampleLog(b, &stream)
    let share = 1 / (1 + exp(second - first))
    return max(.leastNormalMagnitude, min(1 - 0x1p-53, share))
  }
}
