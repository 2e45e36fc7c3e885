/// What an arm's units say about a metric: their number, the means and the (co)variances of the
/// value, the denominator and the covariate.
///
/// The denominator is 1 for metrics that have none; the covariate is 0 where there is none.
/// Variances have the divisor n - 1.
public struct ArmMoments: Sendable, Equatable {
  /// How many units there are; at least 2.
  public let count: Int
  /// The mean of value, denominator and covariate.
  public let mean: SIMD3<Double>
  /// The variance of value, denominator and covariate.
  public let variance: SIMD3<Double>
  /// The covariance of value and denominator, value and covariate, denominator and covariate.
  public let covariance: SIMD3<Double>

  /// Whether variances could be computed, and squared once more.
  var isFinite: Bool {
    (variance * variance + covariance * covariance + mean * mean).sum().isFinite
  }

  /// Moments that are known already.
  package init(
    count: Int, mean: SIMD3<Double>, variance: SIMD3<Double>, covariance: SIMD3<Double> = .zero
  ) {
    self.count = count
    self.mean = mean
    self.variance = variance
    self.covariance = covariance
  }

  /// Moments of a sample, in two passes of exact sums, so that no order of rows matters.
  package init(_ units: [SIMD3<Double>]) {
    let n = Double(units.count)
    var sum = ExactSums()
    for unit in units { sum.add(unit) }
    let mean = sum.value / n
    var (squares, products) = (ExactSums(), ExactSums())
    for unit in units {
      let d = unit - mean
      squares.add(d * d)
      products.add(SIMD3(d.x * d.y, d.x * d.z, d.y * d.z))
    }
    self.init(
      count: units.count, mean: mean, variance: squares.value / (n - 1),
      covariance: products.value / (n - 1))
  }

  /// Moments of sums: of the value and denominator, of their squares, and of their product.
  ///
  /// - Returns: nil where the sums belong to no numbers at all: a variance below zero by more than
  ///   rounding.
  package init?(
    count: Int, sum: SIMD2<Double>, squares: SIMD2<Double>, product: Double
  ) {
    let n = Double(count)
    let centred = squares - sum * sum / n
    let slack = squares * (1e-12 * n.squareRoot() + 1e-12)
    guard centred.x >= -slack.x, centred.y >= -slack.y else { return nil }
    let floor = SIMD2(max(centred.x, 0), max(centred.y, 0))
    let cross = product - sum.x * sum.y / n
    let bound = (floor.x * floor.y).squareRoot()
    guard abs(cross) <= bound + 1e-9 * (abs(product) + bound) else { return nil }
    self.init(
      count: count, mean: SIMD3(sum.x / n, sum.y / n, 0),
      variance: SIMD3(floor.x, floor.y, 0) / (n - 1),
      covariance: SIMD3(max(-bound, min(bound, cross)), 0, 0) / (n - 1))
  }
}
