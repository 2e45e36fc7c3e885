import Foundation
public import Probability

/// Amounts with unknown mean and variance: the variance is InverseGamma(shape, scale), the mean normal
/// around `mean` with the variance over `weight`.
///
/// The posterior of the mean is a Student distribution (Murphy 2007, "Conjugate Bayesian analysis of
/// the Gaussian distribution", section 3). By the central limit theorem it also serves amounts that
/// are zero for most decisions, as values of orders are, once there are some hundreds of decisions.
public struct NormalInverseGamma: ConjugateFamily {
  /// The prior mean.
  public var mean: Double
  /// How many decisions the prior mean is worth.
  public var weight: Double
  /// Half the number of decisions the prior variance is worth; above 1.
  public var shape: Double
  /// The prior sum of squares over 2: the prior's variance is `scale / (shape - 1)` on average.
  public var scale: Double

  /// Makes the family.
  public init(mean: Double, weight: Double = 1, shape: Double = 2, scale: Double) {
    self.mean = mean
    self.weight = weight
    self.shape = shape
    self.scale = scale
  }

  /// The parameters after the evidence.
  public func updated(_ evidence: Evidence) -> NormalInverseGamma {
    guard evidence.exposure > 0 else { return self }
    let n = evidence.exposure
    let average = evidence.sum / n
    let spread = max(0, evidence.squares - n * average * average)
    let total = weight + n
    let distance = average - mean
    return NormalInverseGamma(
      mean: (weight * mean + evidence.sum) / total, weight: total, shape: shape + n / 2,
      scale: scale + 0.5 * spread + 0.5 * weight * n * distance * distance / total)
  }

  /// Student's t with 2 shape degrees of freedom, around the updated mean.
  ///
  /// - Throws: `BanditError.badData` if the amounts are not finite.
  public func posterior(
    _ evidence: Evidence
  ) throws(BanditError) -> any UnivariateDistribution {
    let after = updated(evidence)
    do {
      return try StudentT(
        degreesOfFreedom: 2 * after.shape, location: after.mean,
        scale: (after.scale / (after.shape * after.weight)).squareRoot())
    } catch { throw .badData("\(error)") }
  }

  /// The log of the normalising constants after over before.
  public func logMarginal(_ evidence: Evidence) -> Double {
    let after = updated(evidence)
    return logGamma(after.shape) - logGamma(shape) + shape * log(scale)
      - after.shape * log(after.scale) + 0.5 * (log(weight) - log(after.weight))
  }

  /// The same variance around another mean.
  public func moved(mean: Double, strength: Double) -> NormalInverseGamma {
    NormalInverseGamma(mean: mean, weight: strength, shape: shape, scale: scale)
  }

  /// A variance and a mean from the prior.
  public func drawTruth(_ stream: inout RandomStream) -> MeasureTruth {
    let precision = (try? Gamma(shape: shape, rate: scale))?.sample(&stream) ?? 1
    let deviation = 1 / precision.squareRoot()
    let mean = mean + deviation / weight.squareRoot() * stream.standardNormal()
    return .normal(mean: mean, standardDeviation: deviation)
  }
}
