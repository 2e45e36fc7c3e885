import Foundation

/// Binomial adstock: the weight of lag l is (1 - l / (L + 1))^(1 / alpha - 1) with L the last lag,
/// so that it falls to zero just past the window (Meridian's second family).
enum BinomialAdstock: AdstockShape {
  static let parameters = [ShapeParameter.alpha]

  static func fill(
    _ alpha: Double, _: Double, maxLag: Int, weights: UnsafeMutablePointer<Double>,
    alongFirst: UnsafeMutablePointer<Double>, alongSecond: UnsafeMutablePointer<Double>
  ) {
    alongSecond.update(repeating: 0, count: maxLag + 1)
    // As alpha falls to zero all later weights vanish; the floor keeps 1 / alpha^2 finite there.
    let alpha = max(alpha, 1e-12)
    let exponent = 1 / alpha - 1
    for lag in 0...maxLag {
      let logBase = log(1 - Double(lag) / Double(maxLag + 1))
      let weight = exp(exponent * logBase)
      weights[lag] = weight
      alongFirst[lag] = -weight * logBase / (alpha * alpha)
    }
  }
}
