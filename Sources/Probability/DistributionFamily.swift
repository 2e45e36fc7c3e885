/// The families of distributions by the names that analysts write in a project file.
public enum DistributionFamily: String, CaseIterable, Sendable {
  /// `Normal`: mean, standard deviation.
  case normal
  /// `HalfNormal`: scale.
  case halfnormal
  /// `LogNormal`: mean and standard deviation of the logarithm.
  case lognormal
  /// `ShiftedLogNormal`: shift, mean and standard deviation of the logarithm of the rest.
  case shiftedlognormal
  /// `TruncatedNormal`: mean and standard deviation before truncation, lower and upper bound.
  case truncatednormal
  /// `Beta`: a, b.
  case beta
  /// `Gamma`: shape, rate.
  case gamma
  /// `InverseGamma`: shape, scale.
  case inversegamma
  /// `Weibull`: shape, scale.
  case weibull
  /// `Exponential`: rate.
  case exponential
  /// `Uniform`: lower and upper bound.
  case uniform
  /// `StudentT`: degrees of freedom, location, scale.
  case studentt
  /// `Laplace`: location, scale.
  case laplace
  /// `PointMass`: the value of a parameter that is not estimated.
  case fixed

  /// Finds a family by name; case, spaces, `-` and `_` do not matter.
  ///
  /// - Throws: `unknownFamily`, which lists the known ones.
  public init(named name: String) throws(ProbabilityError) {
    let plain = name.lowercased().filter { !"-_ ".contains($0) }
    guard let family = DistributionFamily(rawValue: plain) else {
      throw .unknownFamily(name: name)
    }
    self = family
  }

  /// The names of the parameters, in order.
  public var parameterNames: [String] {
    switch self {
    case .normal: ["mean", "standard deviation"]
    case .halfnormal: ["scale"]
    case .lognormal: ["mu", "sigma"]
    case .shiftedlognormal: ["shift", "mu", "sigma"]
    case .truncatednormal: ["mean", "standard deviation", "lower", "upper"]
    case .beta: ["a", "b"]
    case .gamma: ["shape", "rate"]
    case .inversegamma, .weibull: ["shape", "scale"]
    case .exponential: ["rate"]
    case .uniform: ["lower", "upper"]
    case .studentt: ["degrees of freedom", "location", "scale"]
    case .laplace: ["location", "scale"]
    case .fixed: ["value"]
    }
  }

  /// Makes a distribution of this family.
  ///
  /// - Parameter parameters: in the order of `parameterNames`.
  /// - Throws: `parameterCount`, or `invalidParameter` naming the parameter and its range.
  public func distribution(
    _ parameters: [Double]
  ) throws(ProbabilityError) -> any UnivariateDistribution {
    guard parameters.count == parameterNames.count else {
      throw .parameterCount(family: rawValue, expected: parameterNames, given: parameters.count)
    }
    let first = parameters[0]
    switch self {
    case .normal: return try Normal(mean: first, standardDeviation: parameters[1])
    case .halfnormal: return try HalfNormal(scale: first)
    case .lognormal: return try LogNormal(mu: first, sigma: parameters[1])
    case .shiftedlognormal:
      return try ShiftedLogNormal(shift: first, mu: parameters[1], sigma: parameters[2])
    case .truncatednormal:
      return try TruncatedNormal(
        mean: first, standardDeviation: parameters[1], lower: parameters[2], upper: parameters[3])
    case .beta: return try Beta(a: first, b: parameters[1])
    case .gamma: return try Gamma(shape: first, rate: parameters[1])
    case .inversegamma: return try InverseGamma(shape: first, scale: parameters[1])
    case .weibull: return try Weibull(shape: first, scale: parameters[1])
    case .exponential: return try Exponential(rate: first)
    case .uniform: return try Uniform(lower: first, upper: parameters[1])
    case .studentt:
      return try StudentT(degreesOfFreedom: first, location: parameters[1], scale: parameters[2])
    case .laplace: return try Laplace(location: first, scale: parameters[1])
    case .fixed: return try PointMass(value: first)
    }
  }
}
