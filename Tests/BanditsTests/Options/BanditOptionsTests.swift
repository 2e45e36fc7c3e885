import Bandits
import Foundation
import Testing

@Suite("Options of a bandit")
struct BanditOptionsTests {
  private func read(_ json: String) throws -> BanditOptions {
    try JSONDecoder().decode(BanditOptions.self, from: Data(json.utf8))
  }

  @Test("everything that is written is read again")
  func roundTrip() throws {
    var options = BanditOptions(arms: ["a", "b"])
    options.reward = .value
    options.prices = ["a": 0.5]
    options.policy = .topTwo(leader: 0.6)
    options.guardrails = [Guardrail(.roas, 3, delta: 0.1), Guardrail(.cpa, 20)]
    options.baseline = BaselineGuarantee(shares: ["a": 1], loss: 0.1)
    options.pacing = PacingOptions(budget: 100, span: .day)
    options.priors.value = NormalInverseGamma(mean: 1, scale: 2)
    options.delay = .exponential(meanDays: 2)
    options.forgetting = .changes(hazard: 0.02)
    options.horizon = 50_000
    let data = try JSONEncoder().encode(options)
    #expect(try JSONDecoder().decode(BanditOptions.self, from: data) == options)
  }

  @Test(
    "what contradicts itself or is unknown is refused",
    arguments: [
      #"{"arms": []}"#, #"{"arms": ["a", "a"]}"#, #"{"arms": ["a"], "gardrails": []}"#,
      #"{"arms": ["a"], "guardrails": [{"metric": "cpa", "floor": 3}]}"#,
      #"{"arms": ["a"], "guardrails": [{"metric": "cpa", "cap": -3}]}"#,
      #"{"arms": ["a"], "guardrails": [{"metric": "cpa", "cap": 3, "delta": 0.7}]}"#,
      #"{"arms": ["a"], "baseline": {"arm": "z"}}"#,
      #"{"arms": ["a"], "baseline": {"shares": {"a": 0.5}}}"#,
      #"{"arms": ["a", "b"], "minimum_share": 0.6}"#,
      #"{"arms": ["a"], "forgetting": {"half_life_days": 3, "hazard": 0.1}}"#,
      #"{"arms": ["a"], "priors": {"conversions": [1, 0]}}"#,
      #"{"arms": ["a"], "policy": "greedy"}"#,
    ])
  func refused(_ json: String) {
    #expect(throws: DecodingError.self) { try read(json) }
  }
}
