/// What the user chooses about a bandit: the `bandit` section of the project file.
public struct BanditOptions: Codable, Sendable, Equatable {
  /// How conversions of a decision are counted.
  public enum ConversionKind: String, Codable, Sendable, CaseIterable {
    /// At most one a decision.
    case bernoulli
    /// Any number.
    case poisson
  }

  /// What is made as large as possible.
  public enum Reward: String, Codable, Sendable, CaseIterable {
    case conversions, value
  }

  /// The arms' names.
  public var arms: [String]
  /// What is made as large as possible.
  public var reward: Reward = .conversions
  /// How conversions are counted.
  public var conversions: ConversionKind = .bernoulli
  /// The price of a decision by arm, where it is known; other arms learn it from outcomes.
  public var prices: [String: Double] = [:]
  /// Priors of measures.
  public var priors = MeasurePriors()
  /// How shares follow from posteriors.
  public var policy: BanditPolicy = .thompson
  /// Bounds on the mix.
  public var guardrails: [Guardrail] = []
  /// Decisions before guardrails and baseline hold: until then there is nothing to judge arms by.
  public var burnIn = 1000
  /// Decisions of the whole campaign; nil looks ahead to the next version only.
  public var horizon: Int?
  /// The mix that may not be undercut.
  public var baseline: BaselineGuarantee?
  /// The budget.
  public var pacing: PacingOptions?
  /// The least share of an arm that is not stopped.
  public var minimumShare = 0.0
  /// How far a share may move from one version to the next.
  public var largestChange = 1.0
  /// How conversions lag behind decisions.
  public var delay: DelayOptions = .none
  /// How the past loses its say.
  public var forgetting: Forgetting = .never
  /// The length of a step in days: evidence of a step is kept together.
  public var stepDays = 1.0
  /// The probability that intervals hold.
  public var level = 0.9
  /// The seed of every random number.
  public var seed: UInt64 = 1

  /// Asks for a bandit over some arms.
  public init(arms: [String]) {
    self.arms = arms
  }
}

/// Priors of measures; nil is learned from all arms together, worth one decision.
public struct MeasurePriors: Codable, Sendable, Equatable {
  /// Of the conversion rate, where conversions are yes or no.
  public var bernoulli = BetaBernoulli()
  /// Of conversions a decision, where they are counted.
  public var poisson = GammaPoisson()
  /// Of the value of a decision.
  public var value: NormalInverseGamma?
  /// Of the cost of a decision.
  public var cost: NormalInverseGamma?
  /// Of the probability that a decision reaches somebody new.
  public var reach = BetaBernoulli()

  /// Makes the default priors.
  public init() {}
}

/// A mix that the bandit must not undercut: the conservative bandits of Wu, Shariff, Lattimore and
/// Szepesvári (2016), in a Bayesian form.
///
/// With a probability of 1 - delta, the expected reward so far and until the next version is at least
/// 1 - loss of what the baseline would have had.
public struct BaselineGuarantee: Codable, Sendable, Equatable {
  /// The baseline's shares by arm; they sum to one.
  public var shares: [String: Double]
  /// The fraction of the baseline's reward that may be lost.
  public var loss: Double
  /// The probability with which more may be lost.
  public var delta: Double

  /// Makes a guarantee.
  public init(shares: [String: Double], loss: Double = 0.05, delta: Double = 0.05) {
    self.shares = shares
    self.loss = loss
    self.delta = delta
  }
}

/// A budget, spread evenly over the decisions of its period.
public struct PacingOptions: Codable, Sendable, Equatable {
  /// What the budget is for.
  public enum Span: String, Codable, Sendable, CaseIterable {
    case day, month, campaign
  }

  /// Money for the span.
  public var budget: Double
  /// What the budget is for.
  public var span: Span

  /// Makes a budget.
  public init(budget: Double, span: Span = .campaign) {
    self.budget = budget
    self.span = span
  }
}

/// How conversions lag behind decisions: a known law, or one learned from the outcomes.
public enum DelayOptions: Sendable, Equatable {
  case none
  case exponential(meanDays: Double)
  case learnedExponential
  case learnedEmpirical
}
