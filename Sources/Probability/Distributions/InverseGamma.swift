import Foundation

/// The distribution of one over a gamma variable.
public struct InverseGamma: UnivariateDistribution {
  /// The shape, that of the gamma variable.
  public let shape: Double
  /// The scale, the rate of the gamma variable.
  public let scale: Double
  private let logConstant: Double

  /// Makes the distribution.
  ///
  /// - Throws: `invalidParameter` unless shape and scale are positive and finite.
  public init(shape: Double, scale: Double) throws(ProbabilityError) {
    let check = ParameterCheck(family: "inversegamma")
    try check.positive(shape, "shape")
    try check.positive(scale, "scale")
    self.shape = shape
    self.scale = scale
    logConstant = shape * log(scale) - logGamma(shape)
  }

  /// The positive numbers.
  public var support: Support { .positive }

  /// scale / (shape - 1); NaN, for infinite, up to shape 1.
  public var mean: Double { shape > 1 ? scale / (shape - 1) : .nan }

  /// The mean over √(shape - 2); NaN, for infinite, up to shape 2.
  public var standardDeviation: Double { shape > 2 ? mean / (shape - 2).squareRoot() : .nan }

  /// shape log scale - log Γ(shape) - (shape + 1) log x - scale / x.
  public func logDensity(_ x: Double) -> Double {
    x > 0 ? logConstant - (shape + 1) * log(x) - scale / x : -.infinity
  }

  /// (scale / x - shape - 1) / x.
  public func logDensityDerivative(_ x: Double) -> Double {
    x > 0 ? (scale / x - (shape + 1)) / x : 0
  }

  /// Q(shape, scale / x).
  public func cdf(_ x: Double) -> Double { x > 0 ? regularisedGammaQ(shape, scale / x) : 0 }

  /// The inverse of `cdf`.
  public func quantile(_ p: Double) -> Double { scale / inverseRegularisedGammaQ(shape, p) }

  /// Draws one number: the scale over a gamma draw.
  public func sample(_ stream: inout RandomStream) -> Double {
    let draw = scale * exp(-Gamma.sampleLog(shape, &stream))
    return min(.greatestFiniteMagnitude, max(.leastNormalMagnitude, draw))
  }
}
