import Findings

/// What the model expects of the policy, mended by the model's errors under inverse propensity weights.
///
///     V = 1/N Σ (m + w (r - q))
///
/// Right where the propensities are right, whatever the model; the better the model, the steadier.
/// Each row is predicted by a model of the other folds, so that the model's error and the row's do not
/// go together. Dudík, Langford and Li 2011, "Doubly robust policy evaluation and learning".
struct DoublyRobust: OffPolicyEstimator {
  func terms(_ problem: OffPolicyProblem) -> Result<EstimatorTerms, EstimatorRefusal> {
    guard let model = problem.predictions else { return .failure(.withoutModel) }
    let (weights, rewards) = (problem.weights, problem.log.rewards)
    return .success(
      EstimatorTerms(
        numerators: weights.indices.map {
          model.expected[$0] + weights[$0] * (rewards[$0] - model.logged[$0])
        },
        weights: weights))
  }
}

extension EstimatorRefusal {
  /// Nobody asked for a model.
  static let withoutModel = EstimatorRefusal(
    reason: Phrase(en: "there is no model of rewards", de: "es gibt kein Modell der Erträge"),
    remedy: Phrase(en: "Ask for dm or dr.", de: "Fordern Sie dm oder dr an."))
}
