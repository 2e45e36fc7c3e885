import Foundation

/// Adstock from a Weibull density.
///
/// The weight of lag l is the density at l + 1, proportional to
///
///     (l + 1)^(shape - 1) exp(-((l + 1) / scale)^shape)
///
/// With a shape above 1 it peaks where l + 1 is near scale (1 - 1 / shape)^(1 / shape); with others
/// it falls from lag 0 on. Robyn and PyMC-Marketing rescale the densities by their least and
/// greatest value before they normalise them. That takes one lag's weight to zero whatever the
/// parameters, and has a kink wherever another lag becomes the least or the greatest, on which a
/// sampler that follows gradients stumbles; here the densities are normalised as they are.
enum WeibullDensityAdstock: AdstockShape {
  static let parameters = [
    ShapeParameter.weibullScale,
    .weibullShape(prior: .init("lognormal", [0.7, 0.5])),
  ]

  static func fill(
    _ scale: Double, _ shape: Double, maxLag: Int, weights: UnsafeMutablePointer<Double>,
    alongFirst: UnsafeMutablePointer<Double>, alongSecond: UnsafeMutablePointer<Double>
  ) {
    let hazard = WeibullHazard(scale: scale, shape: shape)
    // Logarithms first, for the greatest one: weights relative to its lag can't all vanish, and a
    // factor that all weights share drops out when they are normalised, with its derivatives.
    var peak = 0
    for lag in 0...maxLag {
      weights[lag] = (hazard.shape - 1) * log(Double(lag + 1)) - hazard.at(Double(lag + 1)).value
      if weights[lag] > weights[peak] { peak = lag }
    }
    let top = weights[peak]
    let atPeak = hazard.at(Double(peak + 1))
    for lag in 0...maxLag {
      let weight = lag == peak ? 1 : exp(weights[lag] - top)
      guard lag != peak, weight > 0 else {
        (weights[lag], alongFirst[lag], alongSecond[lag]) = (lag == peak ? 1 : 0, 0, 0)
        continue
      }
      let here = hazard.at(Double(lag + 1))
      let logRatio = log(Double(lag + 1) / Double(peak + 1))
      weights[lag] = weight
      alongFirst[lag] = (atPeak.alongScale - here.alongScale) * weight
      alongSecond[lag] = (logRatio + atPeak.alongShape - here.alongShape) * weight
    }
  }
}
