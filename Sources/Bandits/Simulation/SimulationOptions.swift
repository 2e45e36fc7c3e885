/// Campaigns whose truth is drawn from the bandit's own priors.
public struct SimulationOptions: Sendable, Equatable {
  /// The bandit, with priors of every measure that its reward and guardrails need.
  public var bandit: BanditOptions
  /// How many campaigns.
  public var campaigns = 200
  /// Steps a campaign; shares are set anew before each.
  public var steps = 30
  /// Decisions a step.
  public var decisions = 1000
  /// A guardrail counts as slack where the best arm keeps it with its bound tightened by this factor.
  public var room = 1.25
  /// The seed of truths and outcomes.
  public var seed: UInt64 = 1

  /// Asks for a study.
  public init(bandit: BanditOptions) {
    self.bandit = bandit
  }

  /// Refuses what cannot be simulated.
  ///
  /// - Throws: `BanditError.badOptions`.
  public func check() throws(BanditError) {
    try bandit.check()
    guard campaigns > 0, steps > 0, decisions > 0, room >= 1 else {
      throw .badOptions("campaigns, steps and decisions must be positive, and room at least 1.")
    }
    guard bandit.burnIn < steps * decisions else {
      throw .badOptions(
        "burn_in: \(bandit.burnIn) decisions leave nothing of the \(steps * decisions) of a campaign."
      )
    }
    let needed = bandit.guardrails.flatMap(\.measures)
    if bandit.reward == .value || needed.contains(.value), bandit.priors.value == nil {
      throw .badOptions("priors: value: a simulation draws it, so it must be stated.")
    }
    let isPriced = bandit.arms.allSatisfy { bandit.prices[$0] != nil }
    if needed.contains(.cost) || bandit.pacing != nil, bandit.priors.cost == nil, !isPriced {
      throw .badOptions("priors: cost: a simulation draws it, so it must be stated, or all prices.")
    }
    switch bandit.delay {
    case .none, .exponential: break
    case .learnedExponential, .learnedEmpirical:
      throw .badOptions("delay: a simulation needs a stated law, with its mean_days.")
    }
    if bandit.delay != .none, bandit.reward == .value || needed.contains(.value) {
      throw .badOptions(
        "delay: only conversions are delayed in simulations, and value is asked for.")
    }
    if let pacing = bandit.pacing, pacing.span != .campaign {
      throw .badOptions("pacing: span: a simulation has one campaign; say campaign.")
    }
  }
}
