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
    /// The campaign step by step.
    public var path: [Step]
  }

  /// Where a campaign stands after a step, in truth.
  public struct Step: Sendable, Equatable {
    /// The step's shares of decisions by arm, in order of names.
    public var shares: [Double]
    /// Expected reward missed so far against the best feasible mix.
    public var regret: Double
    /// Each guardrail's true expected metric of all decisions after the burn-in; nil without any.
    public var metrics: [Double?]
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

  /// The bandit.
  public let bandit: BanditOptions
  /// How large the study is.
  public let options: SimulationOptions
  /// The currency of money; nil if none was stated.
  public let currency: String?
  /// The campaigns in order.
  public let campaigns: [Campaign]

  /// Runs the study; the result does not depend on the number of threads.
  ///
  /// - Throws: `BanditError.badOptions`, `CancellationError`.
  public static func run(
    _ bandit: BanditOptions, options: SimulationOptions = SimulationOptions(),
    currency: String? = nil, threads: Int = 1
  ) async throws -> BanditSimulation {
    try options.check(for: bandit)
    let campaigns = try await inParallel(options.campaigns, width: max(1, threads)) { number in
      try Task.checkCancellation()
      return try campaign(bandit, options, number)
    }
    return BanditSimulation(
      bandit: bandit, options: options, currency: currency, campaigns: campaigns)
  }

  private static func campaign(
    _ bandit: BanditOptions, _ options: SimulationOptions, _ number: Int
  ) throws(BanditError) -> Campaign {
    let fresh = SimulatedCampaign(options, of: bandit, number: number)
    var free = bandit
    free.guardrails = []
    free.baseline = nil
    let judge = CampaignJudge(options, of: bandit, fresh.truths)
    return Campaign(
      isSlack: judge.isSlack, isFeasible: judge.isFeasible,
      guarded: judge.outcome(try play(bandit, options, number)),
      free: judge.outcome(try play(free, options, number)))
  }

  /// Plays all steps.
  private static func play(
    _ options: BanditOptions, _ study: SimulationOptions, _ number: Int
  ) throws(BanditError) -> SimulatedCampaign {
    var campaign = SimulatedCampaign(study, of: options, number: number)
    var bandit = options
    // Draws of one campaign's versions must not be those of another's.
    bandit.seed = study.seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15
    let model = BeliefModel(bandit, delay: campaign.delay)
    var stream = RandomStream(seed: study.seed, stream: UInt64(number)).substream(0)
    var progress = CampaignProgress()
    progress.next = Double(study.decisions)
    for step in 0..<study.steps {
      progress.version = step + 1
      progress.total = Double(step * study.decisions)
      progress.remaining = Double((study.steps - step) * study.decisions)
      progress.budgetDecisions = progress.remaining
      progress.budgetLeft = bandit.pacing.map { $0.budget - campaign.spent }
      progress.served = Dictionary(
        zip(campaign.names, campaign.guarded), uniquingKeysWith: { first, _ in first })
      let allocation = Allocator(
        bandit, beliefs: try model.beliefs(campaign.known), progress: progress
      ).allocation()
      let shares = allocation.arms.map(\.share)
      progress.riskSpent = allocation.riskSpent ?? [:]
      campaign.serve(shares, isGuarded: progress.total >= Double(bandit.burnIn), &stream)
      progress.previous = Dictionary(
        zip(campaign.names, shares), uniquingKeysWith: { first, _ in first })
    }
    return campaign
  }
}
