import Foundation

/// A log-normal variable plus a constant.
public struct ShiftedLogNormal: UnivariateDistribution {
  /// The constant, below which there is nothing.
  public let shift: Double
  /// The log-normal part.
  public let part: LogNormal

  /// Makes the distribution.
  ///
  /// - Throws: `invalidParameter` unless shift and mu are finite and sigma positive and finite.
  public init(shift: Double, mu: Double, sigma: Double) throws(ProbabilityError) {
    try ParameterCheck(family: "shiftedlognormal").finite(shift, "shift")
    self.shift = shift
    part = try LogNormal(mu: mu, sigma: sigma)
  }

  /// The numbers above the shift.
  public var support: Support { Support(lower: shift, upper: .infinity) }

  /// The shift plus the log-normal mean.
  public var mean: Double { shift + part.mean }

  /// That of the log-normal part.
  public var standardDeviation: Double { part.standardDeviation }

  /// The log-normal log density of x - shift.
  public func logDensity(_ x: Double) -> Double { part.logDensity(x - shift) }

  /// Its derivative.
  public func logDensityDerivative(_ x: Double) -> Double { part.logDensityDerivative(x - shift) }

  /// The log-normal distribution function of x - shift.
  public func cdf(_ x: Double) -> Double { part.cdf(x - shift) }

  /// The shift plus the log-normal quantile.
  public func quantile(_ p: Double) -> Double { shift + part.quantile(p) }

  /// The shift plus a log-normal draw.
  public func sample(_ stream: inout RandomStream) -> Double { shift + part.sample(&stream) }
}
