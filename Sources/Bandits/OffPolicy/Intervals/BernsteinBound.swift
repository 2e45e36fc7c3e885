import Foundation

/// The empirical Bernstein bound on a mean of independent numbers.
///
///     sqrt(2 V log(2 / δ) / n) + 7 R log(2 / δ) / (3 (n - 1))
///
/// to either side with probability δ each, V their variance and R their range; it holds for any n, and
/// is wide. R is the range of what could be logged: the largest weight, and the rewards seen.
/// Maurer and Pontil 2009, "Empirical Bernstein bounds and sample variance penalization", theorem 4.
struct BernsteinBound {
  let parts: Int
  let variance: Double
  let range: Double

  /// How far the mean may be to either side.
  func reach(level: Double) -> Double {
    let n = Double(parts)
    guard n > 1 else { return .infinity }
    let log = Foundation.log(4 / (1 - level))
    return (2 * variance * log / n).squareRoot() + 7 * range * log / (3 * (n - 1))
  }
}
