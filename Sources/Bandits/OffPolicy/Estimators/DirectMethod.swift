/// What a model of rewards expects of the policy.
///
///     V = 1/N Σ m,    m = Σ_a π(a | key) q(key, a)
///
/// Its error is that of the model, whatever the size of the log; the interval holds the model's
/// uncertainty, not its bias.
struct DirectMethod: OffPolicyEstimator {
  func terms(_ problem: OffPolicyProblem) -> Result<EstimatorTerms, EstimatorRefusal> {
    guard let model = problem.predictions else { return .failure(.withoutModel) }
    let log = problem.log
    var influence = log.rewards.indices.map {
      model.leverage[$0] * (log.rewards[$0] - model.logged[$0])
    }
    // Shrinkage and folds leave a mean that is part of the estimate already.
    let mean =
      influence.indices.reduce(0) { $0 + Double(log.counts[$1]) * influence[$1] }
      / Double(log.rows)
    for unit in influence.indices { influence[unit] -= mean }
    return .success(
      EstimatorTerms(
        numerators: model.expected, influence: influence, weights: model.leverage))
  }
}
