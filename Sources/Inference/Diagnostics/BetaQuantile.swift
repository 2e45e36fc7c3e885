import Foundation

/// Quantiles of a beta distribution with both parameters above 1.
struct BetaQuantile {
  private let a: Double
  private let b: Double
  private let logNormaliser: Double

  init(_ a: Double, _ b: Double) {
    self.a = a
    self.b = b
    logNormaliser = Self.logGamma(a) + Self.logGamma(b) - Self.logGamma(a + b)
  }

  /// The x with I_x(a, b) = p, by bisection on the distribution function.
  func callAsFunction(_ p: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if distribution(middle) < p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The regularised incomplete beta function, by the continued fraction on its fast side.
  private func distribution(_ x: Double) -> Double {
    guard x > 0 && x < 1 else { return x <= 0 ? 0 : 1 }
    let logFront = a * log(x) + b * log1p(-x) - logNormaliser
    return x < (a + 1) / (a + b + 2)
      ? exp(logFront) / a * Self.fraction(x, a, b)
      : 1 - exp(logFront) / b * Self.fraction(1 - x, b, a)
  }

  /// The continued fraction 26.5.8 of Abramowitz and Stegun 1964, by Lentz's method.
  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    var (c, d) = (1.0, 1 / (1 - (a + b) * x / (a + 1)))
    var result = d
    for m in stride(from: 1.0, through: 10_000, by: 1) {
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      (c, d) = (1 + even / c, 1 / (1 + even * d))
      result *= c * d
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      (c, d) = (1 + odd / c, 1 / (1 + odd * d))
      result *= c * d
      if abs(c * d - 1) < 1e-15 { break }
    }
    return result
  }

  private static func logGamma(_ x: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(x, &sign)
  }
}
