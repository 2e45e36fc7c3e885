/// Measures campaigns against the truth.
struct CampaignJudge {
  let isSlack: Bool
  let isFeasible: Bool
  private let rewards: [Double]
  private let excess: [[Double]]
  private let bestReward: Double
  private let options: SimulationOptions
  private let bandit: BanditOptions
  private let truths: [[Measure: MeasureTruth]]

  init(
    _ options: SimulationOptions, of bandit: BanditOptions, _ truths: [[Measure: MeasureTruth]]
  ) {
    self.options = options
    self.bandit = bandit
    self.truths = truths
    func mean(_ arm: Int, _ measure: Measure) -> Double { truths[arm][measure]?.mean ?? 0 }
    func excess(_ guardrail: Guardrail) -> [Double] {
      truths.indices.map { arm in guardrail.excess { mean(arm, $0) } }
    }
    let rewards = truths.indices.map { mean($0, bandit.rewardMeasure) }
    let missed = bandit.guardrails.map(excess)
    let budget = bandit.pacing.map { pacing in
      (
        costs: truths.indices.map { mean($0, .cost) },
        limit: pacing.budget / Double(options.steps * options.decisions)
      )
    }
    bestReward = FeasibleMix.best(rewards: rewards, excess: missed, budget: budget).reward
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
      served: campaign.guarded.reduce(0, +) / max(after, 1), path: path(campaign))
  }

  /// The campaign step by step.
  private func path(_ campaign: SimulatedCampaign) -> [BanditSimulation.Step] {
    var regret = 0.0
    var guarded = [Double](repeating: 0, count: rewards.count)
    return campaign.path.enumerated().map { step, decisions in
      regret += Double(options.decisions) * bestReward
      regret -= zip(rewards, decisions).reduce(0) { $0 + $1.0 * $1.1 }
      if step * options.decisions >= bandit.burnIn {
        guarded = zip(guarded, decisions).map { $0 + $1 }
      }
      return BanditSimulation.Step(
        shares: decisions.map { $0 / Double(options.decisions) }, regret: regret,
        metrics: bandit.guardrails.map { metric($0, guarded) })
    }
  }

  /// The true expected metric of so many decisions an arm; nil where it has no value.
  private func metric(_ guardrail: Guardrail, _ decisions: [Double]) -> Double? {
    let total = decisions.reduce(0, +)
    guard total > 0 else { return nil }
    let value = guardrail.metric(
      { measure in
        zip(truths, decisions).reduce(0) { $0 + ($1.0[measure]?.mean ?? 0) * $1.1 }
      }, decisions: total)
    return value.isFinite ? value : nil
  }

  /// Decisions of the steps that began before the burn-in was over.
  private var burnIn: Double {
    let size = options.decisions
    return Double((bandit.burnIn + size - 1) / size * size)
  }
}
