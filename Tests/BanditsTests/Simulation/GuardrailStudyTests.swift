import Bandits
import TestSupport
import Testing

@Suite("Simulated campaigns under guardrails")
struct GuardrailStudyTests {
  /// Five arms with rates around 5 %, prices around 1 and a cap on cost a conversion.
  private func study(campaigns: Int) async throws -> BanditSimulation {
    var bandit = BanditOptions(arms: ["a", "b", "c", "d", "e"])
    bandit.priors.bernoulli = BetaBernoulli(a: 10, b: 190)
    bandit.priors.cost = NormalInverseGamma(mean: 1, weight: 20, shape: 10, scale: 9)
    bandit.guardrails = [Guardrail(.cpa, 20, delta: 0.1)]
    bandit.burnIn = 5000
    var options = SimulationOptions()
    options.campaigns = campaigns
    options.seed = 7
    return try await BanditSimulation.run(bandit, options: options, threads: 2)
  }

  @Test(
    "in a hundred campaigns the cap is missed no more often than allowed, and less than without")
  func quick() async throws {
    let study = try await study(campaigns: 100)
    let misses = try #require(study.violations.first)
    let p = BanditSimulation.binomialTail(misses.guarded, of: 100, rate: 0.1)
    #expect(p > 1e-3)
    #expect(misses.guarded < misses.free)
    #expect(study.slack.count > 30)
    // Without guardrails nothing holds Thompson sampling back, so it can only miss less reward.
    let regret = try #require(study.slackRegret)
    #expect(regret.free < regret.guarded)
  }

  @Test("in a thousand campaigns too; prints the regret", .enabled(if: SlowGroup.isEnabled))
  func thousand() async throws {
    let study = try await study(campaigns: 1000)
    let misses = try #require(study.violations.first)
    #expect(BanditSimulation.binomialTail(misses.guarded, of: 1000, rate: 0.1) > 1e-3)
    let regret = try #require(study.slackRegret)
    SlowGroup.log(
      "1,000 campaigns with a cap on cost a conversion", seconds: SlowGroup.processorSeconds,
      "missed by \(misses.guarded) with guardrails and \(misses.free) without; where they are slack "
        + "(\(study.slack.count)), a regret of \(regret.guarded) against \(regret.free)")
  }
}
