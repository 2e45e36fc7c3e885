public import Probability

/// Outcomes of yes and no under a beta prior: Beta(a, b) becomes Beta(a + yes, b + no).
public struct BetaBernoulli: ConjugateFamily {
  /// The prior's successes.
  public var a: Double
  /// The prior's failures.
  public var b: Double

  /// Makes the family; by default every rate is as likely as any other.
  public init(a: Double = 1, b: Double = 1) {
    self.a = a
    self.b = b
  }

  /// Beta(a + sum, b + exposure - sum).
  ///
  /// - Throws: `BanditError.badData` if there are more successes than decisions, or fewer than none.
  public func posterior(
    _ evidence: Evidence
  ) throws(BanditError) -> any UnivariateDistribution {
    let failures = evidence.exposure - evidence.sum
    guard evidence.sum >= 0, failures >= -1e-9 * evidence.exposure else {
      throw .badData(
        "\(evidence.sum) conversions of \(evidence.exposure) decisions: with yes-or-no outcomes there "
          + "cannot be more than one a decision; use conversions: poisson.")
    }
    return try Beta.checked(a: a + evidence.sum, b: b + max(0, failures))
  }

  /// log B(a + s, b + n - s) - log B(a, b).
  public func logMarginal(_ evidence: Evidence) -> Double {
    logBeta(a + evidence.sum, b + max(0, evidence.exposure - evidence.sum)) - logBeta(a, b)
  }

  /// Beta(mean · strength, (1 - mean) · strength).
  public func moved(mean: Double, strength: Double) -> BetaBernoulli {
    BetaBernoulli(a: mean * strength, b: (1 - mean) * strength)
  }

  /// A rate from the prior.
  public func drawTruth(_ stream: inout RandomStream) -> MeasureTruth {
    let rate = (try? Beta(a: a, b: b))?.sample(&stream) ?? 0
    return .bernoulli(rate: rate)
  }
}

extension Beta {
  /// The distribution, with the room's own error.
  static func checked(a: Double, b: Double) throws(BanditError) -> Beta {
    do { return try Beta(a: a, b: b) } catch { throw .badData("\(error)") }
  }
}
