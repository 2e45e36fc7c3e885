/// Doubly robust where weights are at most τ, the model alone elsewhere.
///
///     V = 1/N Σ (m + w (r - q) [w <= τ])
///
/// Wang, Agarwal and Dudík 2017, "Optimal and adaptive off-policy evaluation in contextual bandits".
struct SwitchDoublyRobust: OffPolicyEstimator {
  func terms(_ problem: OffPolicyProblem) -> Result<EstimatorTerms, EstimatorRefusal> {
    guard let model = problem.predictions else { return .failure(.withoutModel) }
    let rewards = problem.log.rewards
    let weights = problem.weights.map { $0 <= problem.tau ? $0 : 0 }
    // Where no weight is kept the model alone answers, as in dm, which is judged by all weights.
    let isModelAlone = !weights.contains { $0 > 0 }
    return .success(
      EstimatorTerms(
        numerators: weights.indices.map {
          model.expected[$0] + weights[$0] * (rewards[$0] - model.logged[$0])
        },
        weights: isModelAlone ? problem.weights : weights))
  }
}
