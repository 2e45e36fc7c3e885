import Foundation

/// Student's t distribution with a location and a scale.
public struct StudentT: UnivariateDistribution {
  /// The degrees of freedom.
  public let degreesOfFreedom: Double
  /// The location: the median and the mode.
  public let location: Double
  /// The scale; not the standard deviation.
  public let scale: Double
  private let logConstant: Double

  /// Makes the distribution.
  ///
  /// - Throws: `invalidParameter` unless the location is finite and the rest positive and finite.
  public init(
    degreesOfFreedom: Double, location: Double, scale: Double
  ) throws(ProbabilityError) {
    let check = ParameterCheck(family: "studentt")
    try check.positive(degreesOfFreedom, "degrees of freedom")
    try check.finite(location, "location")
    try check.positive(scale, "scale")
    self.degreesOfFreedom = degreesOfFreedom
    self.location = location
    self.scale = scale
    logConstant =
      -logBeta(degreesOfFreedom / 2, 0.5) - 0.5 * log(degreesOfFreedom) - log(scale)
  }

  /// All real numbers.
  public var support: Support { .real }

  /// The location, if there is more than one degree of freedom.
  public var mean: Double { degreesOfFreedom > 1 ? location : .nan }

  /// scale √(ν / (ν - 2)), if there are more than two degrees of freedom, ν.
  public var standardDeviation: Double {
    guard degreesOfFreedom > 2 else { return .nan }
    return scale * (degreesOfFreedom / (degreesOfFreedom - 2)).squareRoot()
  }

  private func standardised(_ x: Double) -> Double { (x - location) / scale }

  /// -(ν + 1)/2 log(1 + t²/ν) - log(scale √ν B(ν/2, ½)), with t = (x - location) / scale.
  public func logDensity(_ x: Double) -> Double {
    let t = standardised(x)
    return logConstant - 0.5 * (degreesOfFreedom + 1) * log1p(t * t / degreesOfFreedom)
  }

  /// -(ν + 1) t / (ν + t²) / scale.
  public func logDensityDerivative(_ x: Double) -> Double {
    let t = standardised(x)
    return -(degreesOfFreedom + 1) / (degreesOfFreedom / t + t) / scale
  }

  /// I_u(ν/2, ½) / 2 below the location, with u = ν / (ν + t²); one less that above.
  public func cdf(_ x: Double) -> Double {
    let t = standardised(x)
    if t == 0 { return 0.5 }
    let ratio = t / degreesOfFreedom * t
    let tails = betaTails(1 / (1 + ratio), ratio / (1 + ratio), degreesOfFreedom / 2, 0.5)
    let tail = 0.5 * exp(tails.lower)
    return t < 0 ? tail : 1 - tail
  }

  /// The inverse of `cdf`: t²/ν is the odds of 1 - u.
  public func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p == 0 || p == 1 { return p == 0 ? -.infinity : .infinity }
    if p == 0.5 { return location }
    let logit = inverseBetaLogit(2 * min(p, 1 - p), degreesOfFreedom / 2, 0.5)
    let t = degreesOfFreedom.squareRoot() * exp(-0.5 * logit)
    return location + scale * (p < 0.5 ? -t : t)
  }

  /// Draws one number as a normal draw over the root of a chi-squared one.
  public func sample(_ stream: inout RandomStream) -> Double {
    let z = stream.standardNormal()
    let half = degreesOfFreedom / 2
    let logMeanSquare = Gamma.sampleLog(half, &stream) - log(half)
    return location + scale * z * exp(-0.5 * logMeanSquare)
  }
}
