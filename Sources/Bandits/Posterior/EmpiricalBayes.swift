import Foundation

/// A prior learned from other campaigns: the hierarchical model's hyperparameters by maximum marginal
/// likelihood (type II; Efron and Morris 1973).
public enum EmpiricalBayes {
  /// Fits mean and strength of a family's prior to what arms of earlier campaigns yielded.
  ///
  /// The strength is sought between a hundredth of a decision and a hundred million, outermost; the
  /// mean given it between the smallest and the largest arm's; both by golden section.
  ///
  /// - Parameters:
  ///   - arms: evidence an arm of earlier campaigns; arms without decisions are left out.
  ///   - family: the kind of prior; of a normal family, shape and scale are kept.
  /// - Returns: the family with its prior moved.
  /// - Throws: `BanditError.badData` if fewer than two arms have decisions.
  public static func prior<Family: ConjugateFamily>(
    _ arms: [Evidence], family: Family
  ) throws(BanditError) -> Family {
    let seen = arms.filter { $0.exposure > 0 }
    let means = seen.map { $0.sum / $0.exposure }
    guard seen.count > 1, let low = means.min(), let high = means.max() else {
      throw .badData(
        "a prior across campaigns needs at least two arms with decisions; \(seen.count) have any.")
    }
    // Arms that all yielded nothing, or all yielded always, leave room for half an outcome.
    let slack = 0.5 / (seen.map(\.exposure).max() ?? 1)
    let span = family is NormalInverseGamma ? (low, high) : bounded(low, high, slack, family)
    func likelihood(_ mean: Double, _ logStrength: Double) -> Double {
      let moved = family.moved(mean: mean, strength: exp(logStrength))
      return seen.reduce(0) { $0 + moved.logMarginal($1) }
    }
    func bestMean(_ logStrength: Double) -> Double {
      goldenMaximum(span.0, span.1) { likelihood($0, logStrength) }
    }
    let strength = goldenMaximum(log(0.01), log(1e8)) { likelihood(bestMean($0), $0) }
    return family.moved(mean: bestMean(strength), strength: exp(strength))
  }

  private static func bounded(
    _ low: Double, _ high: Double, _ slack: Double, _ family: some ConjugateFamily
  ) -> (Double, Double) {
    let top = family is BetaBernoulli ? 1 - slack : Double.infinity
    return (min(max(low, slack), top), min(max(high, slack), top))
  }

  /// Where a function with one peak is largest.
  static func goldenMaximum(
    _ lower: Double, _ upper: Double, _ f: (Double) -> Double
  ) -> Double {
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (lower, upper)
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (atLeft, atRight) = (f(left), f(right))
    for _ in 0..<60 where high - low > 1e-10 * max(abs(low), abs(high)) {
      if atLeft >= atRight {
        (high, right, atRight) = (right, left, atLeft)
        left = high - ratio * (high - low)
        atLeft = f(left)
      } else {
        (low, left, atLeft) = (left, right, atRight)
        right = low + ratio * (high - low)
        atRight = f(right)
      }
    }
    return 0.5 * (low + high)
  }
}
