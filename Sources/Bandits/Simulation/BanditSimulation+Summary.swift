import Probability

extension BanditSimulation {
  /// How often a guardrail was missed.
  public struct Violations: Sendable, Equatable {
    /// The guardrail.
    public var guardrail: Guardrail
    /// Campaigns that missed it with guardrails.
    public var guarded: Int
    /// Campaigns that missed it without.
    public var free: Int
  }

  /// Misses by guardrail.
  public var violations: [Violations] {
    options.bandit.guardrails.indices.map { index in
      Violations(
        guardrail: options.bandit.guardrails[index],
        guarded: campaigns.count { $0.guarded.violations[index] },
        free: campaigns.count { $0.free.violations[index] })
    }
  }

  /// The campaigns in which guardrails are slack.
  public var slack: [Campaign] { campaigns.filter(\.isSlack) }

  /// Mean regret a campaign with and without guardrails, where guardrails are slack; nil if none is.
  public var slackRegret: (guarded: Double, free: Double)? { Self.regret(slack) }

  /// Mean regret a campaign with and without guardrails.
  public var regret: (guarded: Double, free: Double)? { Self.regret(campaigns) }

  private static func regret(_ campaigns: [Campaign]) -> (guarded: Double, free: Double)? {
    guard !campaigns.isEmpty else { return nil }
    let count = Double(campaigns.count)
    return (
      campaigns.reduce(0) { $0 + $1.guarded.regret } / count,
      campaigns.reduce(0) { $0 + $1.free.regret } / count
    )
  }

  /// The probability of at least so many misses in so many campaigns, if each has the probability
  /// allowed: the exact binomial test.
  public static func binomialTail(_ misses: Int, of campaigns: Int, rate: Double) -> Double {
    misses == 0 ? 1 : regularisedBeta(rate, Double(misses), Double(campaigns - misses + 1))
  }
}
