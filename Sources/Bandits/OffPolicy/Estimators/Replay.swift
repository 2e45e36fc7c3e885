import Findings

/// The mean reward of the rows in which the policy would have chosen the same.
///
///     V = Σ π r / Σ π
///
/// For a policy without chance these are the rows that match it; for one with chance, the expectation
/// over its draws. It holds where every action of the log had the same chance, and is refused elsewhere.
/// Li, Chu, Langford and Wang 2011, "Unbiased offline evaluation of contextual-bandit-based news
/// article recommendation algorithms", doi:10.1145/1935826.1935878.
struct Replay: OffPolicyEstimator {
  func terms(_ problem: OffPolicyProblem) -> Result<EstimatorTerms, EstimatorRefusal> {
    let log = problem.log
    let first = log.propensities[0]
    guard log.propensities.allSatisfy({ abs($0 - first) <= 1e-6 * first }) else {
      return .failure(
        EstimatorRefusal(
          reason: Phrase(
            en: "replay needs a log that chose evenly, and its propensities differ",
            de: "Replay braucht ein Protokoll mit gleichmäßiger Wahl, und dessen "
              + "Wahrscheinlichkeiten unterscheiden sich"),
          remedy: Phrase(
            en: "Use snipw, which allows for propensities.",
            de: "Verwenden Sie snipw, das die Wahrscheinlichkeiten berücksichtigt.")))
    }
    let chosen = problem.chosen
    return .success(
      EstimatorTerms(
        numerators: chosen.indices.map { chosen[$0] * log.rewards[$0] }, denominators: chosen,
        weights: chosen))
  }
}
