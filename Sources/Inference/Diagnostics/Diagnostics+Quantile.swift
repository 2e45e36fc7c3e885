import Probability

extension Diagnostics {
  /// The effective sample size for one quantile, in draws; NaN where draws do not allow it.
  ///
  /// - Parameters:
  ///   - table: chains x draws, of this diagnostic's shape.
  ///   - probability: between 0 and 1.
  public func essQuantile(_ table: [[Double]], probability: Double) -> Double {
    guard load(table) else { return .nan }
    order.sort(values)
    return quantileEffectiveSize(probability)
  }

  /// The Monte Carlo standard error of one quantile; NaN where draws do not allow it.
  ///
  /// Half the width between the order statistics that bound a one-sigma interval of the quantile's
  /// probability: that probability is Beta(S p + 1, S (1 - p) + 1) with S effective draws.
  ///
  /// - Parameters:
  ///   - table: chains x draws, of this diagnostic's shape.
  ///   - probability: between 0 and 1.
  public func mcseQuantile(_ table: [[Double]], probability: Double) -> Double {
    let size = essQuantile(table, probability: probability)
    guard size.isFinite else { return .nan }
    let (a, b) = (size * probability + 1, size * (1 - probability) + 1)
    let low = inverseRegularisedBeta(0.1586553, a, b)
    let high = inverseRegularisedBeta(0.8413447, a, b)
    let count = Double(values.count)
    let below = Int(max(low * count - 1, 0).rounded(.down))
    let above = Int(min(high * count - 1, count - 1).rounded(.up))
    return (order.sorted[above] - order.sorted[below]) / 2
  }
}
