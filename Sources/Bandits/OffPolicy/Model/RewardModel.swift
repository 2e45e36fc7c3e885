/// A model of rewards, fitted to all folds but one and predicting that one.
protocol RewardModel: Sendable {
  /// What it predicts for each unit of a log.
  ///
  /// - Throws: `BanditError.badData` where the model cannot be fitted.
  func predictions(
    _ log: OffPolicyLog, _ policy: CandidatePolicy
  ) throws(BanditError) -> RewardPredictions
}

/// What a model of rewards predicts.
///
/// **Shape**: one entry a unit.
struct RewardPredictions {
  /// The reward of the logged action, by a model of the other folds.
  var logged: [Double]
  /// The reward expected of the policy, likewise.
  var expected: [Double]
  /// How much the mean of `expected` over all decisions moves, times their number, when a decision's
  /// reward moves by one.
  var leverage: [Double]
}
