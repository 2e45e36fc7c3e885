import Foundation
package import Probability

/// A course of time that effects follow: the logarithm of the effect is a Gaussian process f(t)
/// with a squared-exponential kernel, of mean 0 over the fitted periods.
///
/// The process is written in its first J sines on an interval half as wide again as the data
/// (Solin and Sarkka 2020; Riutort-Mayol et al. 2023, sections 3 and 4): f(t) = sum_j z_j
/// sqrt(S(w_j)) phi_j(t) with z ~ N(0, 1), phi_j(t) = sin(w_j (t + L)) / sqrt(L), w_j = pi j / (2 L)
/// and S(w) = eta^2 sqrt(2 pi) l exp(-l^2 w^2 / 2).
package struct TimeCourse: Sendable {
  /// What is believed of a course.
  package struct Prior: Sendable {
    /// The standard deviation of the log effect over time.
    package var amplitude: any UnivariateDistribution
    /// The time over which it changes, in periods.
    package var length: any UnivariateDistribution
  }

  /// The half-width of the interval of the sines over that of the data.
  static let widening = 1.5
  /// The most sines a course has.
  static let mostTerms = 60

  /// The frequencies w_j, J, per period.
  let frequencies: [Double]
  /// phi_j less its mean over the anchored periods, J rows of `stride` entries, zero in the padding.
  let basis: FixedBuffer
  let stride: Int
  let count: Int

  /// - Parameters:
  ///   - prior: gives the shortest time worth resolving.
  ///   - anchorCount: the periods the interval is laid around; a plan's periods follow them.
  ///   - timeCount: the periods to tell the course for.
  init(prior: Prior, anchorCount: Int, timeCount: Int, stride: Int) {
    self.stride = stride
    count = timeCount
    let half = max(1, Double(anchorCount - 1) / 2)
    let width = Self.widening * half
    let shortest = max(prior.length.quantile(0.05), 1)
    // Riutort-Mayol et al. 2023, equation 20: enough sines for the shortest length scale.
    let needed = Int((1.75 * Self.widening * half / shortest).rounded(.up))
    let terms = min(max(needed, 4), Self.mostTerms)
    frequencies = (1...terms).map { Double.pi * Double($0) / (2 * width) }
    basis = FixedBuffer(count: terms * stride)
    for (j, frequency) in frequencies.enumerated() {
      // Beyond the interval, which only a long plan reaches, the course keeps its last value.
      let values = (0..<timeCount).map { t in
        sin(frequency * (min(Double(t) - half, width) + width)) / width.squareRoot()
      }
      let mean = values.prefix(anchorCount).reduce(0, +) / Double(anchorCount)
      for t in 0..<timeCount { basis[j * stride + t] = values[t] - mean }
    }
  }

  var termCount: Int { frequencies.count }

  /// sqrt(S(w)) for an amplitude of 1, and its derivative along the length scale.
  func spectrum(_ j: Int, length: Double) -> (root: Double, alongLength: Double) {
    let square = frequencies[j] * frequencies[j]
    let root =
      ((2 * Double.pi).squareRoot() * length).squareRoot() * exp(-0.25 * square * length * length)
    return (root, root * (0.5 / length - 0.5 * length * square))
  }
}
