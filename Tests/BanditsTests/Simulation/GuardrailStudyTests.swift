import Bandits
import TestSupport
import Testing

@Suite("Simulated campaigns under guardrails")
struct GuardrailStudyTests {
  /// A guardrail, and what goes with it.
  enum Case: String, CaseIterable {
    case cpa, roas, frequency, pacing, delay

    /// Five arms; a third of a campaign is burn-in.
    var bandit: BanditOptions {
      var bandit = BanditOptions(arms: ["a", "b", "c", "d", "e"])
      bandit.burnIn = 10_000
      bandit.priors.bernoulli = BetaBernoulli(a: 10, b: 190)
      bandit.priors.cost = NormalInverseGamma(mean: 1, weight: 20, shape: 10, scale: 9)
      bandit.guardrails = [Guardrail(.cpa, 20, delta: 0.1)]
      switch self {
      case .cpa: break
      case .roas:
        bandit.reward = .value
        bandit.priors.value = NormalInverseGamma(mean: 2, weight: 20, shape: 10, scale: 90)
        bandit.guardrails = [Guardrail(.roas, 2, delta: 0.1)]
      case .frequency:
        bandit.priors.reach = BetaBernoulli(a: 10, b: 30)
        bandit.guardrails = [Guardrail(.frequency, 4, delta: 0.1)]
      case .pacing: bandit.pacing = PacingOptions(budget: 24_000)
      case .delay: bandit.delay = .exponential(meanDays: 2)
      }
      return bandit
    }
  }

  private func study(_ one: Case, campaigns: Int) async throws -> BanditSimulation {
    var options = SimulationOptions()
    options.campaigns = campaigns
    options.seed = 7
    return try await BanditSimulation.run(one.bandit, options: options, threads: 2)
  }

  /// Sixteen campaigns of twelve steps, a third of them burn-in.
  private func quickStudy(
    _ one: Case, _ change: (inout BanditOptions) -> Void = { _ in }
  ) async throws -> BanditSimulation {
    var bandit = one.bandit
    bandit.burnIn = 4000
    bandit.pacing?.budget = 9600
    change(&bandit)
    var options = SimulationOptions()
    (options.campaigns, options.steps, options.seed) = (16, 12, 7)
    return try await BanditSimulation.run(bandit, options: options, threads: 2)
  }

  private func p(_ misses: Int, _ study: BanditSimulation) -> Double {
    BanditSimulation.binomialTail(misses, of: study.campaigns.count, rate: 0.1)
  }

  @Test("in a few campaigns bounds are missed no more often than allowed", arguments: Case.allCases)
  func quick(one: Case) async throws {
    let study = try await quickStudy(one)
    for misses in study.violations { #expect(p(misses.guarded, study) > 1e-3) }
    // So few decisions of burn-in leave some good arms unsure; the slow group has the real bar.
    let regret = try #require(study.slackRegret)
    #expect(regret.guarded < 2 * regret.free)
  }

  @Test("a cap below what most arms cost is kept with guardrails; without, the same test fails")
  func tight() async throws {
    let study = try await quickStudy(.cpa) {
      $0.guardrails = [Guardrail(.cpa, 13, delta: 0.1)]
    }
    let misses = try #require(study.violations.first)
    #expect(p(misses.guarded, study) > 1e-3)
    #expect(p(misses.free, study) < 1e-3)
    let again = try await BanditSimulation.run(
      study.bandit, options: study.options, threads: 1)
    #expect(again.campaigns == study.campaigns)
  }

  @Test(
    "in a thousand campaigns too; prints the regret", .enabled(if: SlowGroup.isEnabled),
    arguments: Case.allCases)
  func thousand(one: Case) async throws {
    let begin = SlowGroup.processorSeconds
    let study = try await study(one, campaigns: 1000)
    let misses = try #require(study.violations.first)
    #expect(p(misses.guarded, study) > 1e-3)
    let regret = try #require(study.slackRegret)
    #expect(regret.guarded < 1.3 * regret.free)
    SlowGroup.log(
      "1,000 campaigns, \(one.rawValue)", seconds: SlowGroup.processorSeconds - begin,
      "missed by \(misses.guarded) with guardrails and \(misses.free) without; where they are slack "
        + "(\(study.slack.count)), a regret of \(regret.guarded) against \(regret.free)")
  }
}
