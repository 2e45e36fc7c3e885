import Bandits
import TestSupport
import Testing

@Suite("Simulated campaigns under guardrails")
struct GuardrailStudyTests {
  /// Five arms with rates around 5 %, prices around 1 and a cap on cost a conversion.
  static func cpa(campaigns: Int) -> SimulationOptions {
    var bandit = BanditOptions(arms: ["a", "b", "c", "d", "e"])
    bandit.priors.bernoulli = BetaBernoulli(a: 10, b: 190)
    bandit.priors.cost = NormalInverseGamma(mean: 1, weight: 20, shape: 10, scale: 9)
    bandit.guardrails = [Guardrail(.cpa, 20, delta: 0.1)]
    bandit.burnIn = 5000
    var options = SimulationOptions(bandit: bandit)
    options.campaigns = campaigns
    options.seed = 7
    return options
  }

  @Test("guardrails hold in a hundred campaigns")
  func quick() async throws {
    let study = try await BanditSimulation.run(Self.cpa(campaigns: 100), threads: 2)
    for one in study.violations { print("V", one.guardrail.metric, one.guarded, one.free) }
    print(
      "slack", study.slack.count, study.slackRegret as Any, study.regret as Any,
      study.campaigns.count { $0.isFeasible },
      study.campaigns.reduce(0) { $0 + $1.guarded.served })
    let slack = study.slack
    print(
      slack.reduce(0) { $0 + $1.guarded.regretAfterBurnIn },
      slack.reduce(0) { $0 + $1.free.regretAfterBurnIn })
  }
}
