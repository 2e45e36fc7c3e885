/// A log, the policy to be judged, and what several estimators need of both.
struct OffPolicyProblem {
  let log: OffPolicyLog
  let policy: CandidatePolicy
  /// How likely the policy takes the logged action, for each unit.
  let chosen: [Double]
  /// Weights π / p, cut down where the user says so, for each unit.
  let weights: [Double]
  /// The largest weight kept by `switch-dr`.
  let tau: Double
  /// The model's predictions; nil where no estimator needs them.
  let predictions: RewardPredictions?

  init(
    _ log: OffPolicyLog, policy: CandidatePolicy, options: OffPolicyOptions
  ) throws(BanditError) {
    self.log = log
    self.policy = policy
    tau = options.tau
    let width = policy.actions.count
    let chances = log.keys.indices.map { unit in
      policy.probabilities[Int(log.keys[unit]) * width + Int(log.actions[unit])]
    }
    chosen = chances
    let largest = options.clip ?? .infinity
    weights = chances.indices.map { min(chances[$0] / log.propensities[$0], largest) }
    guard options.estimators.contains(where: \.needsModel) else {
      predictions = nil
      return
    }
    let model: any RewardModel =
      log.featureNames.isEmpty
      ? CellMeans(shrinkage: options.shrinkage)
      : PenalisedRewards(penalty: options.shrinkage ?? 1)
    predictions = try model.predictions(log, policy)
  }

  /// The number of units.
  var units: Int { log.counts.count }
}
