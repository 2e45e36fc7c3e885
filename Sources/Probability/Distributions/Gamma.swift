import Foundation

/// The gamma distribution.
public struct Gamma: UnivariateDistribution {
  /// The shape.
  public let shape: Double
  /// The rate, one over the scale.
  public let rate: Double
  private let logConstant: Double

  /// Makes the distribution.
  ///
  /// - Throws: `invalidParameter` unless shape and rate are positive and finite.
  public init(shape: Double, rate: Double) throws(ProbabilityError) {
    let check = ParameterCheck(family: "gamma")
    try check.positive(shape, "shape")
    try check.positive(rate, "rate")
    self.shape = shape
    self.rate = rate
    logConstant = shape * log(rate) - logGamma(shape)
  }

  /// The positive numbers.
  public var support: Support { .positive }

  /// shape / rate.
  public var mean: Double { shape / rate }

  /// √shape / rate.
  public var standardDeviation: Double { shape.squareRoot() / rate }

  /// (shape - 1) log x - rate x + shape log rate - log Γ(shape).
  public func logDensity(_ x: Double) -> Double {
    x >= 0 ? timesLog(shape - 1, x) - rate * x + logConstant : -.infinity
  }

  /// (shape - 1) / x - rate.
  public func logDensityDerivative(_ x: Double) -> Double {
    x > 0 ? (shape - 1) / x - rate : 0
  }

  /// P(shape, rate x).
  public func cdf(_ x: Double) -> Double { x > 0 ? regularisedGammaP(shape, rate * x) : 0 }

  /// The inverse of `cdf`.
  public func quantile(_ p: Double) -> Double { inverseRegularisedGammaP(shape, p) / rate }

  /// Draws one number by Marsaglia and Tsang's method.
  public func sample(_ stream: inout RandomStream) -> Double {
    max(.leastNormalMagnitude, exp(Self.sampleLog(shape, &stream)) / rate)
  }

  /// The logarithm of a draw with rate one, which small shapes cannot make underflow.
  ///
  /// Marsaglia and Tsang (2000), "A simple method for generating gamma variables",
  /// doi:10.1145/358407.358414; a shape below one is a draw of the shape above times U^(1/shape).
  static func sampleLog(_ shape: Double, _ stream: inout RandomStream) -> Double {
    if shape < 1 {
      let boost = log(stream.uniform()) / shape
      return sampleLog(shape + 1, &stream) + boost
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let z = stream.standardNormal()
      let root = 1 + c * z
      guard root > 0 else { continue }
      let logCube = 3 * log(root)
      let bound = 0.5 * z * z + d - d * root * root * root + d * logCube
      if log(stream.uniform()) < bound { return log(d) + logCube }
    }
  }
}
