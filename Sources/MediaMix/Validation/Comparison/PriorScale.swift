import Foundation
import Probability

extension MediaMixOptions.ChannelPrior {
  /// States a channel's strength as so many times what is believed of it.
  mutating func scaleStrength(_ term: MediaMixSpecification.Term, by factor: Double) {
    guard let scaled = PriorSpecification(term.strengthPrior, scaledBy: factor) else { return }
    switch term.strength {
    case .roi: roi = scaled
    case .mroi: mroi = scaled
    case .contribution: contribution = scaled
    case .coefficient: coefficient = scaled
    }
  }
}

extension PriorSpecification {
  /// The law of `factor` times a number that has a given law; nil for a law that cannot be written.
  ///
  /// A beta law, which lives on shares, keeps its first parameter and has `factor` times its mean, at
  /// most 0.95.
  init?(_ prior: any UnivariateDistribution, scaledBy factor: Double) {
    switch prior {
    case let prior as LogNormal: self.init("lognormal", [prior.mu + log(factor), prior.sigma])
    case let prior as HalfNormal: self.init("halfnormal", [factor * prior.scale])
    case let prior as Normal:
      self.init("normal", [factor * prior.mean, factor * prior.standardDeviation])
    case let prior as TruncatedNormal:
      self.init(
        "truncatednormal",
        [
          factor * prior.mean, factor * prior.standardDeviation, factor * prior.lower,
          factor * prior.upper,
        ])
    case let prior as Gamma: self.init("gamma", [prior.shape, prior.rate / factor])
    case let prior as Uniform: self.init("uniform", [factor * prior.lower, factor * prior.upper])
    case let prior as PointMass: self.init("fixed", [factor * prior.value])
    case let prior as StudentT:
      self.init(
        "studentt", [prior.degreesOfFreedom, factor * prior.location, factor * prior.scale])
    case let prior as Laplace:
      self.init("laplace", [factor * prior.location, factor * prior.scale])
    case let prior as Beta:
      let mean = min(factor * prior.a / (prior.a + prior.b), 0.95)
      self.init("beta", [prior.a, prior.a * (1 - mean) / mean])
    case let prior as ShiftedLogNormal:
      self.init(
        "shiftedlognormal",
        [factor * prior.shift, prior.part.mu + log(factor), prior.part.sigma])
    case let prior as Exponential: self.init("exponential", [prior.rate / factor])
    case let prior as InverseGamma:
      self.init("inversegamma", [prior.shape, factor * prior.scale])
    case let prior as Weibull: self.init("weibull", [prior.shape, factor * prior.scale])
    default: return nil
    }
  }
}
