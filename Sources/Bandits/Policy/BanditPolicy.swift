/// How shares follow from the probabilities to be best.
public enum BanditPolicy: Sendable, Equatable {
  /// An arm's share is its probability to be the best: Thompson sampling (Thompson 1933), whose
  /// random draws, averaged over a batch, are these shares.
  case thompson
  /// The best arm with a probability, `leader`, else the best of the others: top-two Thompson
  /// sampling (Russo 2020, doi:10.1287/opre.2019.1911), which finds the best arm sooner.
  case topTwo(leader: Double)

  /// The shares.
  ///
  /// Top-two in closed form: with the probabilities α,
  /// α_a (leader + (1 - leader) Σ_{b ≠ a} α_b / (1 - α_b)).
  ///
  /// - Parameter best: probabilities to be best; their sum is kept.
  public func shares(_ best: [Double]) -> [Double] {
    guard case .topTwo(let leader) = self else { return best }
    let total = best.reduce(0, +)
    guard total > 0 else { return best }
    let alpha = best.map { $0 / total }
    guard alpha.allSatisfy({ $0 < 1 - 1e-12 }) else { return best }
    let odds = alpha.map { $0 / (1 - $0) }
    let all = odds.reduce(0, +)
    return zip(alpha, odds).map { total * $0 * (leader + (1 - leader) * (all - $1)) }
  }
}
