import Foundation
public import Probability

/// How an arm's past loses its say.
public enum Forgetting: Sendable, Equatable {
  /// The past counts as much as the present.
  case never
  /// Evidence counts half after so many days.
  case discount(halfLifeDays: Double)
  /// Means may jump between steps with this probability.
  case changes(hazard: Double)

  /// The posterior of an arm's mean.
  ///
  /// - Parameters:
  ///   - steps: evidence a step with its age in days, oldest first.
  ///   - family: likelihood and prior.
  /// - Throws: `BanditError.badData` where the evidence does not fit the family.
  public func posterior(
    _ steps: [(evidence: Evidence, age: Double)], family: some ConjugateFamily
  ) throws(BanditError) -> any UnivariateDistribution {
    switch self {
    case .never:
      return try family.posterior(steps.reduce(Evidence()) { $0 + $1.evidence })
    case .discount(let halfLife):
      return try family.posterior(
        steps.reduce(Evidence()) { $0 + exp2(-max(0, $1.age) / halfLife) * $1.evidence })
    case .changes(let hazard):
      return try ChangeAwareness.posterior(
        steps.map(\.evidence), family: family, hazard: hazard)
    }
  }
}
