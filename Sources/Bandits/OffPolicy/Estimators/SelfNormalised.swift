import Findings

/// Inverse propensity weights over their own sum.
///
///     V = Σ w r / Σ w
///
/// Biased by an amount that vanishes with the size of the log, steadier, and never outside the range of
/// the rewards. Swaminathan and Joachims 2015, "The self-normalized estimator for counterfactual learning".
struct SelfNormalised: OffPolicyEstimator {
  func terms(_ problem: OffPolicyProblem) -> Result<EstimatorTerms, EstimatorRefusal> {
    let (weights, rewards) = (problem.weights, problem.log.rewards)
    return .success(
      EstimatorTerms(
        numerators: weights.indices.map { weights[$0] * rewards[$0] }, denominators: weights,
        weights: weights))
  }
}
