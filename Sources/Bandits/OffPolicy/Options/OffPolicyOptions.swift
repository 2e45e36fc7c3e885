/// What the user chooses about the evaluation of a policy: `evaluate` in the `bandit` section of the
/// project file.
public struct OffPolicyOptions: Sendable, Equatable {
  /// The estimators, by their names on the command line.
  public enum Estimator: String, Codable, Sendable, CaseIterable {
    /// Rewards of the rows in which both policies chose alike.
    case replay
    /// Inverse propensity weights.
    case ipw
    /// Inverse propensity weights over their own sum.
    case snipw
    /// A model of rewards.
    case dm
    /// A model of rewards, its errors weighted by inverse propensities.
    case dr
    /// The same, without rows of large weights.
    case switchDR = "switch-dr"

    /// Whether the estimator needs a model of rewards.
    var needsModel: Bool { self == .dm || self == .dr || self == .switchDR }
    /// Whether the estimator leans on the logged propensities.
    var needsPropensities: Bool { self != .dm && self != .replay }
  }

  /// How intervals are made.
  public enum IntervalKind: String, Codable, Sendable, CaseIterable {
    /// Normal, corrected for the skewness of the estimate.
    case accelerated
    /// Normal.
    case normal
    /// Accelerated percentiles of a Poisson bootstrap.
    case bootstrap
    /// The empirical Bernstein bound, for estimators that are plain means.
    case bernstein
  }

  /// The log, a row a decision.
  public var log: String
  /// The policy: key columns, the action's column, `probability`.
  public var policy: String
  /// The log's column of actions; the policy has one of the same name.
  public var action: String
  /// The log's column of rewards.
  public var reward: String
  /// The log's column of the probability with which the action was chosen.
  public var propensity: String
  /// The columns on which the policy's probabilities depend; none for a policy without context.
  public var key: [String] = []
  /// The estimators, in the order in which they are shown.
  public var estimators: [Estimator] = Estimator.allCases
  /// Whether rewards are money.
  public var isMoney = false
  /// The largest weight, to which larger ones are cut down; nil keeps all.
  public var clip: Double?
  /// The weight above which `switch-dr` trusts the model alone.
  public var tau = 100.0
  /// Columns that a penalised regression takes beside key and action; the model is a mean a cell
  /// without any.
  public var features: [String] = []
  /// How many rows' worth of the mean of its key a cell of the model starts with, or the penalty of
  /// the regression; chosen from the data, or one, if nil.
  public var shrinkage: Double?
  /// How many parts the log is cut into, each predicted by a model of the others.
  public var folds = 5
  /// The column whose rows belong together, such as users.
  public var cluster: String?
  /// How intervals are made.
  public var interval = IntervalKind.accelerated
  /// Replicates of the bootstrap.
  public var replicates = 1000
  /// The probability that intervals hold.
  public var level = 0.9
  /// The seed of folds and bootstrap.
  public var seed: UInt64 = 1

  /// Asks about a policy.
  public init(log: String, policy: String, action: String, reward: String, propensity: String) {
    self.log = log
    self.policy = policy
    self.action = action
    self.reward = reward
    self.propensity = propensity
  }

  /// What is wrong with the options; nil if nothing is.
  public var problem: String? {
    if estimators.isEmpty { return "estimators: name at least one." }
    if let clip, !(clip > 0 && clip.isFinite) { return "clip: a number above 0 is needed." }
    if !(tau >= 0) { return "tau: a number not below 0 is needed." }
    if let shrinkage, !(shrinkage >= 0 && shrinkage.isFinite) {
      return "shrinkage: a number not below 0 is needed."
    }
    if !(2...50).contains(folds) { return "folds: a whole number from 2 to 50 is needed." }
    if !(100...100_000).contains(replicates) {
      return "replicates: a whole number from 100 to 100000 is needed."
    }
    if !(level > 0 && level < 1) { return "level: a number between 0 and 1 is needed." }
    if interval == .bernstein, cluster != nil {
      return
        "interval: bernstein takes rows one by one, not clusters; use accelerated or bootstrap."
    }
    let roles =
      [action, reward, propensity] + key + features + [cluster].compactMap { $0 }
    for name in Set(key).sorted() where key.count(where: { $0 == name }) > 1 {
      return "key: \(name) is named twice."
    }
    if Set([action, reward, propensity]).count < 3 {
      return "action, reward and propensity must be three columns."
    }
    if roles.contains("") { return "a column's name is empty." }
    if key.contains(action) || key.contains("probability") || action == "probability" {
      return "key: name columns other than the action's and probability."
    }
    if !Set(features).isDisjoint(with: [action, reward, propensity] + key) {
      return "features: name columns other than action, reward, propensity and key."
    }
    return nil
  }
}
