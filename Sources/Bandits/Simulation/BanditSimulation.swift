import Parallel
import Probability

/// A study of simulated campaigns, each run with guardrails and, on the same truth, without.
///
/// A violation is a miss of the true expected cumulative metric of the decisions after the burn-in, at
/// the campaign's end. Regret is what the best mix that keeps all bounds would have had more, in
/// expected reward; without guardrails it can be negative.
public struct BanditSimulation: Sendable {
  /// What became of one campaign under one policy.
  public struct Outcome: Sendable, Equatable {
    /// Expected reward missed against the best feasible mix, burn-in included.
    public var regret: Double
    /// The same after the burn-in only.
    public var regretAfterBurnIn: Double
    /// Whether each guardrail was missed.
    public var violations: [Bool]
    /// The share of decisions after the burn-in that were served.
    public var served: Double
  }

  /// A campaign under both policies.
  public struct Campaign: Sendable, Equatable {
    /// Whether the arm of the greatest reward keeps every guardrail with room to spare.
    public var isSlack: Bool
    /// Whether any arm keeps every guardrail.
    public var isFeasible: Bool
    /// With guardrails.
    public var guarded: Outcome
    /// Without.
    public var free: Outcome
  }

  /// What was asked.
  public let options: SimulationOptions
  /// The campaigns in order.
  public let campaigns: [Campaign]

  /// Runs the study; the result does not depend on the number of threads.
  ///
  /// - Throws: `BanditError.badOptions`, `CancellationError`.
  public static func run(_ options: SimulationOptions, threads: Int = 1) async throws
    -> BanditSimulation
  {
    try options.check()
    let campaigns = try await inParallel(options.campaigns, width: max(1, threads)) { number in
      try Task.checkCancellation()
      return try campaign(options, number)
    }
    return BanditSimulation(options: options, campaigns: campaigns)
  }

  private static func campaign(
    _ options: SimulationOptions, _ number: Int
  ) throws(BanditError) -> Campaign {
    let fresh = SimulatedCampaign(options, number: number)
    var free = options
    free.bandit.guardrails = []
    free.bandit.baseline = nil
    let judge = CampaignJudge(options, fresh.truths)
    return Campaign(
      isSlack: judge.isSlack, isFeasible: judge.isFeasible,
      guarded: judge.outcome(try play(options, number)),
      free: judge.outcome(try play(free, number)))
  }

  /// Plays all steps.
  private static func play(
    _ options: SimulationOptions, _ number: Int
  ) throws(BanditError) -> SimulatedCampaign {
    var campaign = SimulatedCampaign(options, number: number)
    var bandit = options.bandit
    // Draws of one campaign's versions must not be those of another's.
    bandit.seed = options.seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15
    let model = BeliefModel(bandit, delay: campaign.delay)
    var stream = RandomStream(seed: options.seed, stream: UInt64(number)).substream(0)
    var progress = CampaignProgress()
    progress.next = Double(options.decisions)
    for step in 0..<options.steps {
      progress.version = step + 1
      progress.total = Double(step * options.decisions)
      progress.remaining = Double((options.steps - step) * options.decisions)
      progress.budgetDecisions = progress.remaining
      progress.budgetLeft = bandit.pacing.map { $0.budget - campaign.spent }
      progress.served = Dictionary(
        zip(campaign.names, campaign.guarded), uniquingKeysWith: { first, _ in first })
      let allocation = Allocator(
        bandit, beliefs: try model.beliefs(campaign.known), progress: progress
      ).allocation()
      let shares = allocation.arms.map(\.share)
      campaign.serve(shares, isGuarded: progress.total >= Double(bandit.burnIn), &stream)
      progress.previous = Dictionary(
        zip(campaign.names, shares), uniquingKeysWith: { first, _ in first })
    }
    return campaign
  }
}
