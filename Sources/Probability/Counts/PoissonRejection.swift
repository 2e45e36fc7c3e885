import Foundation

/// Poisson counts of means from 10 by transformed rejection with a squeeze: algorithm PTRS of
/// Hörmann 1993, "The transformed rejection method for generating Poisson random variables",
/// doi:10.1016/0167-6687(93)90997-4.
///
/// Probabilities are written as Loader does, so that large means lose no digits.
package struct PoissonRejection: Sendable {
  private let mean: Double
  private let a: Double
  private let b: Double
  private let inverseAlpha: Double
  private let squeeze: Double

  /// Prepares the draws of a mean from 10 on.
  package init(mean: Double) {
    self.mean = mean
    b = 0.931 + 2.53 * mean.squareRoot()
    a = -0.059 + 0.02483 * b
    inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    squeeze = 0.9277 - 3.6224 / (b - 2)
  }

  /// Draws one count.
  package func sample(_ stream: inout RandomStream) -> Int {
    while true {
      let u = stream.uniform() - 0.5
      let v = stream.uniform()
      let distance = 0.5 - abs(u)
      let k = ((2 * a / distance + b) * u + mean + 0.43).rounded(.down)
      if distance >= 0.07 && v <= squeeze { return Int(k) }
      if k < 0 || (distance < 0.013 && v > distance) { continue }
      let height = log(v * inverseAlpha / (a / (distance * distance) + b))
      if height <= logProbability(k) { return Int(k) }
    }
  }

  private func logProbability(_ k: Double) -> Double {
    if k == 0 { return -mean }
    return -deviance(k, mean) - stirlingError(k) - 0.5 * log(k) - halfLogTwoPi
  }
}
