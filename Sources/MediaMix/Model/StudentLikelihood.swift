import Foundation
import Probability

/// Student's t likelihood of the residuals: f(r) = t_nu(r / sigma) / sigma.
///
/// Lange, Little and Taylor 1989. It is not Gaussian in the linear block, so the block is sampled.
struct StudentLikelihood: Sendable {
  let freedom: Double
  /// log Gamma((nu + 1) / 2) - log Gamma(nu / 2) - log(nu pi) / 2.
  private let constant: Double
  /// Its derivative along nu.
  private let constantSlope: Double

  init(degreesOfFreedom nu: Double) {
    freedom = nu
    constant = logGamma((nu + 1) / 2) - logGamma(nu / 2) - 0.5 * log(nu * Double.pi)
    constantSlope = 0.5 * (digamma((nu + 1) / 2) - digamma(nu / 2) - 1 / nu)
  }

  /// What the residuals of one geo say.
  struct Part {
    var logDensity = 0.0
    /// d log density / d log sigma, and / d nu.
    var alongLogSigma = 0.0
    var alongFreedom = 0.0
  }

  /// - Parameters:
  ///   - residual: `count` residuals, zero where the mask is.
  ///   - mask: 1 for a cell in the likelihood, else 0.
  ///   - precision: 1 / sigma^2.
  ///   - pull: receives d log density / d mean.
  func evaluate(
    _ residual: UnsafePointer<Double>, mask: UnsafePointer<Double>, count: Int, precision: Double,
    pull: UnsafeMutablePointer<Double>
  ) -> Part {
    var part = Part()
    let logSigma = -0.5 * log(precision)
    for t in 0..<count {
      guard mask[t] != 0 else {
        pull[t] = 0
        continue
      }
      let square = residual[t] * residual[t] * precision
      let weight = (freedom + 1) / (freedom + square)
      let logTail = log1p(square / freedom)
      part.logDensity += constant - logSigma - 0.5 * (freedom + 1) * logTail
      part.alongLogSigma += weight * square - 1
      part.alongFreedom += constantSlope + 0.5 * (weight * square / freedom - logTail)
      pull[t] = weight * precision * residual[t]
    }
    return part
  }

  /// The log density of one residual.
  static func logDensity(_ residual: Double, sigma: Double, degreesOfFreedom: Double) -> Double {
    let likelihood = StudentLikelihood(degreesOfFreedom: degreesOfFreedom)
    return likelihood.logDensity(residual, precision: 1 / (sigma * sigma))
  }

  /// The log density of one residual.
  func logDensity(_ residual: Double, precision: Double) -> Double {
    constant + 0.5 * log(precision)
      - 0.5 * (freedom + 1) * log1p(residual * residual * precision / freedom)
  }
}
