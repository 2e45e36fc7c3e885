import Foundation
import Probability

/// Finds the beta distribution with two given quantiles.
///
/// For each concentration n = a + b there is one mean at which the lower quantile is right, and the
/// larger n, the nearer the upper one comes; so two nested bisections find both.
struct BetaQuantiles {
  let lower: Double
  let upper: Double
  /// The probability below `lower`, and above `upper`.
  let tail: Double

  /// The shapes a and b; nil if no beta distribution with a concentration from 0.01 to a hundred
  /// million has these quantiles.
  func solve() -> (a: Double, b: Double)? {
    var (low, high) = (log(0.01), log(1e8))
    guard excess(low) < 0, excess(high) > 0 else { return nil }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if excess(middle) < 0 { low = middle } else { high = middle }
    }
    return shapes((low + high) / 2)
  }

  /// The probability below the upper number, less what it should be.
  private func excess(_ logConcentration: Double) -> Double {
    guard let (a, b) = shapes(logConcentration), let beta = try? Beta(a: a, b: b) else {
      return .nan
    }
    return beta.cdf(upper) - (1 - tail)
  }

  /// The shapes of a concentration with the right lower quantile.
  private func shapes(_ logConcentration: Double) -> (a: Double, b: Double)? {
    let concentration = exp(logConcentration)
    func shapes(_ logit: Double) -> (a: Double, b: Double) {
      (concentration / (1 + exp(-logit)), concentration / (1 + exp(logit)))
    }
    var (low, high) = (-40.0, 40.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let (a, b) = shapes(middle)
      guard let beta = try? Beta(a: a, b: b) else { return nil }
      // A larger mean leaves less below the lower number.
      if beta.cdf(lower) > tail { low = middle } else { high = middle }
    }
    return shapes((low + high) / 2)
  }
}
