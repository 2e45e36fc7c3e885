import Foundation

/// The absolute value of a normal variable with mean zero.
public struct HalfNormal: UnivariateDistribution {
  /// The standard deviation of the normal variable.
  public let scale: Double
  private let logConstant: Double

  /// Makes the distribution.
  ///
  /// - Throws: `invalidParameter` unless the scale is positive and finite.
  public init(scale: Double) throws(ProbabilityError) {
    try ParameterCheck(family: "halfnormal").positive(scale, "scale")
    self.scale = scale
    logConstant = log(2) - log(scale) - halfLogTwoPi
  }

  /// The positive numbers.
  public var support: Support { .positive }

  /// scale √(2/π).
  public var mean: Double { scale * (2 / Double.pi).squareRoot() }

  /// scale √(1 - 2/π).
  public var standardDeviation: Double { scale * (1 - 2 / Double.pi).squareRoot() }

  /// log 2 - z²/2 - log(scale √(2π)), with z = x / scale.
  public func logDensity(_ x: Double) -> Double {
    guard x >= 0 else { return -.infinity }
    let z = x / scale
    return logConstant - 0.5 * z * z
  }

  /// -z / scale.
  public func logDensityDerivative(_ x: Double) -> Double {
    x >= 0 ? -x / scale / scale : 0
  }

  /// erf(z / √2).
  public func cdf(_ x: Double) -> Double {
    x > 0 ? erf(x / scale * 0.5.squareRoot()) : 0
  }

  /// The inverse of `cdf`, accurate near both ends.
  public func quantile(_ p: Double) -> Double {
    p > 0.5 ? -scale * normalQuantile((1 - p) / 2) : scale * Self.lowerQuantile(p)
  }

  /// The absolute value of a normal draw.
  public func sample(_ stream: inout RandomStream) -> Double {
    scale * abs(stream.standardNormal())
  }

  /// The z <= 0.68 with erf(z / √2) = p.
  ///
  /// The function is concave, so Newton's steps from the tangent at zero approach from the left; at
  /// this distance five reach the last bit.
  private static func lowerQuantile(_ p: Double) -> Double {
    guard p >= 0 else { return .nan }
    let slope = (2 / Double.pi).squareRoot()
    var z = p / slope
    for _ in 0..<5 { z -= (erf(z * 0.5.squareRoot()) - p) / (slope * exp(-0.5 * z * z)) }
    return z
  }
}
