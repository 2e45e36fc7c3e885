/// All mass on one value: a parameter that is fixed, not estimated.
public struct PointMass: UnivariateDistribution {
  /// The value.
  public let value: Double

  /// Makes the distribution.
  ///
  /// - Throws: `invalidParameter` unless the value is finite.
  public init(value: Double) throws(ProbabilityError) {
    try ParameterCheck(family: "fixed").finite(value, "value")
    self.value = value
  }

  /// The value alone.
  public var support: Support { .point(value) }

  /// The value.
  public var mean: Double { value }

  /// Zero.
  public var standardDeviation: Double { 0 }

  /// Zero at the value, by the counting measure.
  public func logDensity(_ x: Double) -> Double { x == value ? 0 : -.infinity }

  /// Zero.
  public func logDensityDerivative(_ x: Double) -> Double { 0 }

  /// A step at the value.
  public func cdf(_ x: Double) -> Double { x < value ? 0 : 1 }

  /// The value.
  public func quantile(_ p: Double) -> Double { p >= 0 && p <= 1 ? value : .nan }

  /// The value; the stream stays where it is.
  public func sample(_ stream: inout RandomStream) -> Double { value }
}
