import Foundation
import Probability

/// The probability that a test of two arms finds an effect.
struct TestPower {
  /// The probability of a false alarm on one side.
  let tail: Double
  let hasTwoSides: Bool

  /// Of two shares: the normal law, each arm with its own variance, as Newcombe's interval has it in
  /// large samples.
  func ofShares(_ treatment: Double, _ control: Double, _ n1: Double, _ n0: Double) -> Double {
    let error =
      (treatment * (1 - treatment) / n1 + control * (1 - control) / n0).squareRoot()
    let (shift, critical) = (abs(treatment - control) / error, -normalQuantile(tail))
    return normalCDF(shift - critical) + (hasTwoSides ? normalCDF(-shift - critical) : 0)
  }

  /// Of two means with one standard deviation: the noncentral t law of n1 + n0 - 2 degrees of freedom.
  func ofMeans(_ difference: Double, deviation: Double, _ n1: Double, _ n0: Double) -> Double {
    let freedom = n1 + n0 - 2
    let shift = abs(difference) / (deviation * (1 / n1 + 1 / n0).squareRoot())
    let critical = ReferenceLaw.studentT(freedom).critical(tail)
    return noncentral(shift - critical, shift, critical, freedom)
  }

  /// P(Z + shift > critical S) by integration over S, the root of a chi-squared over its freedom.
  private func noncentral(
    _ gap: Double, _ shift: Double, _ critical: Double, _ freedom: Double
  ) -> Double {
    func both(_ s: Double) -> Double {
      normalCDF(shift - critical * s) + (hasTwoSides ? normalCDF(-shift - critical * s) : 0)
    }
    guard freedom < 1e7 else { return both(1) }
    let half = freedom / 2
    let width = 1 / (2 * freedom).squareRoot()
    let rule = GaussLegendre(max(0, 1 - 9 * width), 1 + 12 * width, panel: width)
    let constant = log(2.0) + half * log(half) - logGamma(half)
    return rule.integral { s in
      s <= 0 ? 0 : both(s) * exp(constant + (freedom - 1) * log(s) - half * s * s)
    }
  }
}
