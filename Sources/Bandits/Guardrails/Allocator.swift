import Foundation
import Probability

/// Sets shares: the policy's, moved as little as guardrails, baseline, minimum shares, largest change and
/// budget ask for, in this order of precedence.
public struct Allocator: Sendable {
  let options: BanditOptions
  let beliefs: [ArmBeliefs]
  let progress: CampaignProgress
  /// Draws of the excess by guardrail.
  let excess: [ExcessDraws]
  /// Draws of what the baseline has more than each arm.
  let shortfall: ExcessDraws?
  /// Why each arm is stopped.
  let stops: [Allocation.Stop?]
  let served: [Double]
  let previous: [Double]
  let draws: MeasureDraws
  private(set) var waysOn: [WayOn] = []

  /// Prepares the draws.
  ///
  /// - Parameters:
  ///   - beliefs: of every arm, in order of names.
  ///   - progress: where the campaign stands.
  public init(_ options: BanditOptions, beliefs: [ArmBeliefs], progress: CampaignProgress) {
    self.options = options
    self.beliefs = beliefs
    self.progress = progress
    let reward = options.rewardMeasure
    var measures = Set(options.guardrails.flatMap(\.measures))
    if options.baseline != nil { measures.insert(reward) }
    draws = MeasureDraws(
      beliefs, Measure.allCases.filter(measures.contains), seed: options.seed,
      version: progress.version)
    let isKnown = measures.allSatisfy { measure in beliefs.allSatisfy { $0[measure] != nil } }
    excess =
      isKnown
      ? options.guardrails.map { [draws] in draws.excess(of: $0, arms: beliefs.count) } : []
    shortfall =
      isKnown ? options.baseline.map { [draws] in $0.shortfall(draws(reward), beliefs) } : nil
    let holds = progress.total >= Double(options.burnIn) && isKnown
    stops = beliefs.indices.map { [excess] arm in
      holds ? Self.stop(options.guardrails, excess, arm) : nil
    }
    served = beliefs.map { progress.served[$0.name] ?? 0 }
    previous = beliefs.map { progress.previous[$0.name] ?? 0 }
    waysOn = makeWaysOn()
  }

  /// An arm that misses a guardrail by itself, with all the probability asked for, is stopped.
  private static func stop(
    _ guardrails: [Guardrail], _ excess: [ExcessDraws], _ arm: Int
  ) -> Allocation.Stop? {
    for (guardrail, draws) in zip(guardrails, excess) {
      let probability = draws.risk(ofArm: arm)
      if probability >= 1 - guardrail.delta {
        return Allocation.Stop(metric: guardrail.metric, probability: probability)
      }
    }
    return nil
  }

  /// The arms that are not stopped.
  var eligible: [Int] { beliefs.indices.filter { stops[$0] == nil } }

  /// Whether guardrails and baseline hold already.
  var isGuarded: Bool { progress.total >= Double(options.burnIn) }

  /// The decisions of each arm at the campaign's end if shares stay.
  func commitment(_ shares: [Double]) -> [Double] {
    zip(served, shares).map { $0 + progress.remaining * $1 }
  }

  /// Expected spend a decision.
  func price(_ shares: [Double]) -> Double {
    zip(beliefs, shares).reduce(0) { $0 + $1.0.mean(.cost) * $1.1 }
  }
}

extension BanditOptions {
  /// The measure that is made as large as possible.
  var rewardMeasure: Measure { reward == .value ? .value : .conversions }
}

extension BaselineGuarantee {
  /// Draws of (1 - loss) · baseline's reward less each arm's.
  func shortfall(_ rewards: [[Double]], _ beliefs: [ArmBeliefs]) -> ExcessDraws {
    let own = beliefs.map { shares[$0.name] ?? 0 }
    let asked = (0..<ExcessDraws.count).map { index in
      (1 - loss) * zip(rewards, own).reduce(0) { $0 + $1.0[index] * $1.1 }
    }
    return ExcessDraws(arms: rewards.map { zip(asked, $0).map { $0 - $1 } })
  }
}
