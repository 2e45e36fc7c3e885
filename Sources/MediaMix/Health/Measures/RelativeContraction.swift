import Foundation

/// How far data narrowed a belief, in relative terms where the number is positive.
///
/// The variance of a log-normal prior lies mostly in its tail, so that data which merely rule out
/// absurd returns would seem to teach a lot; the variance of the logarithm is not fooled.
package enum RelativeContraction {
  /// 1 - posterior / prior variance, of logarithms if prior and draws are positive; nil if the prior
  /// has no width.
  package static func value(_ draws: [Double], prior: HealthPrior) -> Double? {
    let (low, high) = (prior.quantile(0.16), prior.quantile(0.84))
    let isPositive = prior.support.lower >= 0 && low > 0 && draws.allSatisfy { $0 > 0 }
    // Ratios first, so that the unit of money cannot change the last bit.
    let middle = prior.quantile(0.5)
    let known = isPositive ? draws.map { log($0 / middle) } : draws
    let before = isPositive ? log(high / low) / 2 : prior.deviation
    guard before > 0, before.isFinite, draws.count > 1 else { return nil }
    let mean = Series.mean(known)
    let variance = Series.squares(known.map { $0 - mean }) / Double(known.count - 1)
    return 1 - variance / (before * before)
  }
}
