import Foundation
import Probability

/// The law of one observation around its mean, as every estimate of out-of-sample prediction sees it.
enum ObservationLikelihood {
  /// The log density of an observation.
  ///
  /// - Parameters:
  ///   - residual: the observation less its mean, in standard deviations of the KPI.
  ///   - precision: one over the residual variance.
  static func logDensity(residual: Double, precision: Double) -> Double {
    0.5 * (log(precision / (2 * Double.pi)) - precision * residual * residual)
  }

  /// The probability that the observation would have been no larger.
  static func cumulative(residual: Double, precision: Double) -> Double {
    normalCDF(residual * precision.squareRoot())
  }
}
