/// Geometric adstock: the weight of lag l is alpha^l.
///
/// Broadbent 1979; Jin et al. 2017, equation 1.
enum GeometricAdstock: AdstockShape {
  static func fill(
    alpha: Double, maxLag: Int, weights: UnsafeMutablePointer<Double>,
    derivatives: UnsafeMutablePointer<Double>
  ) {
    weights[0] = 1
    derivatives[0] = 0
    var lag = 1
    while lag <= maxLag {
      weights[lag] = weights[lag - 1] * alpha
      derivatives[lag] = Double(lag) * weights[lag - 1]
      lag += 1
    }
  }
}
