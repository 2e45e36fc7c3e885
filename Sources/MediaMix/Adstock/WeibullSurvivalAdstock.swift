import Foundation

/// Adstock from a Weibull survival function.
///
/// An exposure's effect survives from lag l - 1 to lag l with probability S(l) =
/// exp(-(l / scale)^shape), so that
///
///     weight(l) = S(1) S(2) ... S(l) = exp(-sum of (i / scale)^shape over i = 1 ... l)
///
/// The product form is that of Robyn and PyMC-Marketing. With a shape near 0 the rate of decay is
/// the same at all lags; the larger the shape, the more it grows with the lag.
enum WeibullSurvivalAdstock: AdstockShape {
  static let parameters = [
    ShapeParameter.weibullScale,
    .weibullShape(prior: .init("lognormal", [0, 0.5])),
  ]

  static func fill(
    _ scale: Double, _ shape: Double, maxLag: Int, weights: UnsafeMutablePointer<Double>,
    alongFirst: UnsafeMutablePointer<Double>, alongSecond: UnsafeMutablePointer<Double>
  ) {
    let hazard = WeibullHazard(scale: scale, shape: shape)
    var (sum, alongScale, alongShape) = (0.0, 0.0, 0.0)
    for lag in 0...maxLag {
      if lag > 0 {
        let term = hazard.at(Double(lag))
        sum += term.value
        alongScale += term.alongScale
        alongShape += term.alongShape
      }
      let weight = exp(-sum)
      weights[lag] = weight
      // Where a weight has vanished its slopes have too, however steep the exponent is.
      alongFirst[lag] = weight == 0 ? 0 : -alongScale * weight
      alongSecond[lag] = weight == 0 ? 0 : -alongShape * weight
    }
  }
}
