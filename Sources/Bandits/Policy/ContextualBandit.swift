public import Probability

/// A bandit whose arms' rewards depend on the context, with a regression an arm.
///
/// Shares of a context are exact probabilities to be best, as without context; regressions of
/// different arms are independent, so the same integration serves.
public struct ContextualBandit: Sendable {
  /// The regression of an arm.
  public enum Regression: Sendable, Equatable {
    case linear(BayesianLinear)
    case logistic(BayesianLogistic)

    /// The posterior of the reward, or of its log odds, in a context.
    ///
    /// - Throws: `BanditError.badData` if the context does not fit.
    public func reward(
      _ context: [Double]
    ) throws(BanditError) -> any UnivariateDistribution {
      switch self {
      case .linear(let regression): try regression.expectedReward(context)
      case .logistic(let regression): try regression.logOdds(context)
      }
    }
  }

  /// The arms' names in order.
  public let names: [String]
  /// The arms' regressions, in the order of the names.
  public private(set) var regressions: [Regression]
  /// How shares follow from probabilities.
  public var policy: BanditPolicy

  /// Makes a bandit with the same regression for every arm to begin with.
  ///
  /// - Throws: `BanditError.badOptions` without arms, or with a name twice.
  public init(
    arms: [String], regression: Regression, policy: BanditPolicy = .thompson
  ) throws(BanditError) {
    guard !arms.isEmpty, Set(arms).count == arms.count else {
      throw .badOptions("arms: at least one is needed, each with a name of its own.")
    }
    names = arms.sorted()
    regressions = arms.map { _ in regression }
    self.policy = policy
  }

  /// Learns from one decision.
  ///
  /// - Throws: `BanditError.badData` for an arm that is unknown, a context that does not fit, or a
  ///   reward other than 0 and 1 for a logistic regression.
  public mutating func learn(
    arm: String, context: [Double], reward: Double
  ) throws(BanditError) {
    guard let index = names.firstIndex(of: arm) else {
      throw .badData("\"\(arm)\" is no arm; known are: \(names.joined(separator: ", ")).")
    }
    switch regressions[index] {
    case .linear(var regression):
      try regression.learn(context, reward: reward)
      regressions[index] = .linear(regression)
    case .logistic(var regression):
      guard reward == 0 || reward == 1 else {
        throw .badData("the reward \(reward) is neither 0 nor 1, as a logistic regression needs.")
      }
      try regression.learn(context, converted: reward == 1)
      regressions[index] = .logistic(regression)
    }
  }

  /// The arms' shares in a context, in the order of `names`.
  ///
  /// - Throws: `BanditError.badData` if the context does not fit.
  public func shares(_ context: [Double]) throws(BanditError) -> [Double] {
    var arms: [PricedArm] = []
    for regression in regressions { arms.append(PricedArm(try regression.reward(context))) }
    return policy.shares(ProbabilityBest.shares(arms).arms)
  }
}
