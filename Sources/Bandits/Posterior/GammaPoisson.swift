import Foundation
public import Probability

/// Counts under a gamma prior: Gamma(shape, rate) becomes Gamma(shape + count, rate + exposure).
public struct GammaPoisson: ConjugateFamily {
  /// The prior's count.
  public var shape: Double
  /// The prior's exposure.
  public var rate: Double

  /// Makes the family.
  public init(shape: Double = 1, rate: Double = 1) {
    self.shape = shape
    self.rate = rate
  }

  /// Gamma(shape + sum, rate + exposure).
  ///
  /// - Throws: `BanditError.badData` for a negative count.
  public func posterior(
    _ evidence: Evidence
  ) throws(BanditError) -> any UnivariateDistribution {
    guard evidence.sum >= 0, evidence.exposure >= 0 else {
      throw .badData("a negative count of conversions: \(evidence.sum).")
    }
    do {
      return try Gamma(shape: shape + evidence.sum, rate: rate + evidence.exposure)
    } catch { throw .badData("\(error)") }
  }

  /// shape log rate - log Γ(shape) + log Γ(shape + s) - (shape + s) log(rate + n).
  public func logMarginal(_ evidence: Evidence) -> Double {
    let total = shape + evidence.sum
    return shape * log(rate) - logGamma(shape) + logGamma(total)
      - total * log(rate + evidence.exposure)
  }

  /// Gamma(mean · strength, strength).
  public func moved(mean: Double, strength: Double) -> GammaPoisson {
    GammaPoisson(shape: mean * strength, rate: strength)
  }

  /// A rate from the prior.
  public func drawTruth(_ stream: inout RandomStream) -> MeasureTruth {
    .poisson(rate: (try? Gamma(shape: shape, rate: rate))?.sample(&stream) ?? 0)
  }
}
