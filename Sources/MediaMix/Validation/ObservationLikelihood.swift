import Foundation
import Probability

/// The law of one observation around its mean under one draw, as every estimate of out-of-sample
/// prediction sees it.
enum ObservationLikelihood: Sendable {
  case normal
  case studentT(StudentLikelihood, StudentT)

  /// The law with these degrees of freedom; normal if nil.
  init(degreesOfFreedom: Double?) {
    guard let degreesOfFreedom,
      let law = try? StudentT(degreesOfFreedom: degreesOfFreedom, location: 0, scale: 1)
    else {
      self = .normal
      return
    }
    self = .studentT(StudentLikelihood(degreesOfFreedom: degreesOfFreedom), law)
  }

  /// The log density of an observation.
  ///
  /// - Parameters:
  ///   - residual: the observation less its mean, in standard deviations of the KPI.
  ///   - precision: one over the square of the residual scale.
  func logDensity(residual: Double, precision: Double) -> Double {
    switch self {
    case .normal: 0.5 * (log(precision / (2 * Double.pi)) - precision * residual * residual)
    case .studentT(let likelihood, _):
      likelihood.logDensity(residual, precision: precision)
    }
  }

  /// The probability that the observation would have been no larger.
  func cumulative(residual: Double, precision: Double) -> Double {
    let z = residual * precision.squareRoot()
    return switch self {
    case .normal: normalCDF(z)
    case .studentT(_, let law): law.cdf(z)
    }
  }
}
