public import Probability

/// A likelihood with its conjugate prior: Bernoulli, Poisson or normal outcomes of a decision.
public protocol ConjugateFamily: Sendable, Equatable, Codable {
  /// The posterior of the mean outcome of a decision.
  ///
  /// - Throws: `BanditError.badData` where the evidence cannot come from the family.
  func posterior(_ evidence: Evidence) throws(BanditError) -> any UnivariateDistribution

  /// The logarithm of the evidence's probability under the prior, up to a constant that does not
  /// depend on the prior.
  func logMarginal(_ evidence: Evidence) -> Double

  /// The same kind of prior around another mean, worth another number of decisions.
  func moved(mean: Double, strength: Double) -> Self

  /// Draws what a decision really yields from the prior.
  func drawTruth(_ stream: inout RandomStream) -> MeasureTruth
}
