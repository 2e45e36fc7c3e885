/// Geometric adstock: the weight of lag l is alpha^l.
///
/// Broadbent 1979; Jin et al. 2017, equation 1.
enum GeometricAdstock: AdstockShape {
  static let parameters = [ShapeParameter.alpha]

  static func fill(
    _ alpha: Double, _: Double, maxLag: Int, weights: UnsafeMutablePointer<Double>,
    alongFirst: UnsafeMutablePointer<Double>, alongSecond: UnsafeMutablePointer<Double>
  ) {
    alongSecond.update(repeating: 0, count: maxLag + 1)
    weights[0] = 1
    alongFirst[0] = 0
    var lag = 1
    while lag <= maxLag {
      weights[lag] = weights[lag - 1] * alpha
      alongFirst[lag] = Double(lag) * weights[lag - 1]
      lag += 1
    }
  }
}

extension ShapeParameter {
  /// How much of an effect is left a period later, in (0, 1).
  static let alpha = ShapeParameter(
    key: "alpha", symbol: "alpha", range: .share, prior: .init("uniform", [0, 1]))
}
