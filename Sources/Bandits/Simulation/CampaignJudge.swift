/// Measures campaigns against the truth.
struct CampaignJudge {
  let isSlack: Bool
  let isFeasible: Bool
  private let rewards: [Double]
  private let excess: [[Double]]
  private let bestReward: Double
  private let options: SimulationOptions

  init(_ options: SimulationOptions, _ truths: [[Measure: MeasureTruth]]) {
    self.options = options
    let bandit = options.bandit
    func mean(_ arm: Int, _ measure: Measure) -> Double { truths[arm][measure]?.mean ?? 0 }
    func excess(_ guardrail: Guardrail) -> [Double] {
      truths.indices.map { arm in guardrail.excess { mean(arm, $0) } }
    }
    let rewards = truths.indices.map { mean($0, bandit.rewardMeasure) }
    let missed = bandit.guardrails.map(excess)
    var bounds = missed
    if let pacing = bandit.pacing {
      let limit = pacing.budget / Double(options.steps * options.decisions)
      // Spend over the limit, a decision: linear with a constant, so it is charged to every share.
      bounds.append(truths.indices.map { mean($0, .cost) - limit })
    }
    bestReward = FeasibleMix.best(rewards: rewards, excess: bounds).reward
    let leader = rewards.indices.max { rewards[$0] < rewards[$1] } ?? 0
    isSlack = bandit.guardrails.allSatisfy { guardrail in
      var tight = guardrail
      tight.bound *= guardrail.metric == .roas ? options.room : 1 / options.room
      return excess(tight)[leader] <= 0
    }
    isFeasible = rewards.indices.contains { arm in missed.allSatisfy { $0[arm] <= 0 } }
    self.rewards = rewards
    self.excess = missed
  }

  func outcome(_ campaign: SimulatedCampaign) -> BanditSimulation.Outcome {
    let after = Double(options.steps * options.decisions) - burnIn
    func reward(_ decisions: [Double]) -> Double {
      zip(rewards, decisions).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return BanditSimulation.Outcome(
      regret: bestReward * (after + burnIn) - reward(campaign.decisions),
      regretAfterBurnIn: bestReward * after - reward(campaign.guarded),
      violations: excess.map { row in
        zip(row, campaign.guarded).reduce(0) { $0 + $1.0 * $1.1 } > 0
      },
      served: campaign.guarded.reduce(0, +) / max(after, 1))
  }

  /// Decisions of the steps that began before the burn-in was over.
  private var burnIn: Double {
    let size = options.decisions
    return Double((options.bandit.burnIn + size - 1) / size * size)
  }
}
