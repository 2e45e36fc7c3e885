/// The mean reward under inverse propensity weights.
///
///     V = 1/N Σ w r,    w = π(a | key) / p
///
/// Unbiased where the propensities are right and every action of the policy could be logged.
/// Horvitz and Thompson 1952, doi:10.1080/01621459.1952.10483446.
struct InversePropensity: OffPolicyEstimator {
  func terms(_ problem: OffPolicyProblem) -> Result<EstimatorTerms, EstimatorRefusal> {
    let (weights, rewards) = (problem.weights, problem.log.rewards)
    return .success(
      EstimatorTerms(
        numerators: weights.indices.map { weights[$0] * rewards[$0] }, weights: weights))
  }
}
