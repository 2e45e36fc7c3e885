import Foundation
public import Probability

/// A posterior that notices changes: Bayesian online change-point detection (Adams and MacKay 2007,
/// arXiv:0710.3742) over the steps of an arm.
///
/// Before each step the mean changes with a probability, `hazard`, to a new one of the prior. The
/// posterior is a mixture over the number of steps since the last change, each a conjugate one.
public enum ChangeAwareness {
  /// The longest run of steps that is told apart; older changes count as this one.
  static let longestRun = 128

  /// The posterior of today's mean.
  ///
  /// - Parameters:
  ///   - steps: evidence a step, oldest first.
  ///   - family: the prior of a mean.
  ///   - hazard: the probability of a change between two steps, in (0, 1).
  /// - Throws: `BanditError.badData` where the evidence does not fit the family.
  /// - Complexity: O(*n* · `longestRun`), where *n* is the number of steps.
  public static func posterior(
    _ steps: [Evidence], family: some ConjugateFamily, hazard: Double
  ) throws(BanditError) -> any UnivariateDistribution {
    var runs: [(evidence: Evidence, weight: Double)] = [(Evidence(), 0)]
    for (index, step) in steps.enumerated() {
      if index > 0 {
        let total = logSum(runs.map(\.weight))
        for run in runs.indices { runs[run].weight += log1p(-hazard) }
        runs.append((Evidence(), total + log(hazard)))
      }
      for run in runs.indices {
        let before = family.logMarginal(runs[run].evidence)
        runs[run].evidence = runs[run].evidence + step
        runs[run].weight += family.logMarginal(runs[run].evidence) - before
      }
      let top = runs.map(\.weight).max() ?? 0
      runs = runs.map { ($0.evidence, $0.weight - top) }.filter { $0.weight > -40 }
      if runs.count > longestRun { runs.removeFirst(runs.count - longestRun) }
    }
    var parts: [any UnivariateDistribution] = []
    for run in runs { parts.append(try family.posterior(run.evidence)) }
    if parts.count == 1 { return parts[0] }
    return try MixtureDistribution(parts, weights: runs.map { exp($0.weight) })
  }

  private static func logSum(_ logs: [Double]) -> Double {
    let top = logs.max() ?? 0
    return top + log(logs.reduce(0) { $0 + exp($1 - top) })
  }
}
