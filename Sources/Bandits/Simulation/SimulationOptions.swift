import Interchange

/// How large a study of simulated campaigns is: `simulate` in the `bandit` section of the project file.
///
/// The truth of each campaign is drawn from the priors of the bandit that is simulated.
public struct SimulationOptions: Sendable, Equatable {
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

  /// Asks for the default study.
  public init() {}

  /// What is wrong with the options for a bandit; nil if nothing is.
  public func problem(for bandit: BanditOptions) -> String? {
    if let problem = bandit.problem { return problem }
    guard (1...100_000).contains(campaigns), (2...10_000).contains(steps),
      (1...1_000_000).contains(decisions), room >= 1, room.isFinite
    else {
      return "simulate: campaigns from 1 to 100000, steps from 2 to 10000, decisions from 1 to "
        + "1000000 and a room of at least 1 are needed."
    }
    if bandit.burnIn >= steps * decisions {
      return "burn_in: \(bandit.burnIn) decisions leave nothing of the \(steps * decisions) of a "
        + "campaign. Lower it, or raise simulate: steps or decisions."
    }
    return measureProblem(bandit) ?? lawProblem(bandit)
  }

  private func measureProblem(_ bandit: BanditOptions) -> String? {
    let needed = bandit.guardrails.flatMap(\.measures)
    if bandit.reward == .value || needed.contains(.value), bandit.priors.value == nil {
      return "priors: value: a simulation draws it, so it must be stated, as [mean, weight, shape, "
        + "scale]."
    }
    let isPriced = bandit.arms.allSatisfy { bandit.prices[$0] != nil }
    if needed.contains(.cost) || bandit.pacing != nil, bandit.priors.cost == nil, !isPriced {
      return "priors: cost: a simulation draws it, so it must be stated, as [mean, weight, shape, "
        + "scale], or the prices of all arms."
    }
    return nil
  }

  private func lawProblem(_ bandit: BanditOptions) -> String? {
    switch bandit.delay {
    case .none, .exponential: break
    case .learnedExponential, .learnedEmpirical:
      return "delay: a simulation needs a stated law, with its mean_days."
    }
    let needsValue =
      bandit.reward == .value || bandit.guardrails.contains { $0.measures.contains(.value) }
    if bandit.delay != .none, needsValue {
      return "delay: only conversions are delayed in simulations, and value is asked for."
    }
    if let pacing = bandit.pacing, pacing.span != .campaign {
      return "pacing: span: a simulation has one campaign; say campaign."
    }
    return nil
  }

  /// Refuses what cannot be simulated.
  ///
  /// - Throws: `BanditError.badOptions`.
  public func check(for bandit: BanditOptions) throws(BanditError) {
    if let problem = problem(for: bandit) { throw .badOptions(problem) }
  }
}

extension SimulationOptions: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable { case campaigns, steps, decisions, room, seed }

  /// Reads the section; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let box = try decoder.container(keyedBy: CodingKeys.self)
    campaigns = try box.decodeIfPresent(Int.self, forKey: .campaigns) ?? campaigns
    steps = try box.decodeIfPresent(Int.self, forKey: .steps) ?? steps
    decisions = try box.decodeIfPresent(Int.self, forKey: .decisions) ?? decisions
    room = try box.decodeIfPresent(Double.self, forKey: .room) ?? room
    seed = try box.decodeIfPresent(UInt64.self, forKey: .seed) ?? seed
  }
}
