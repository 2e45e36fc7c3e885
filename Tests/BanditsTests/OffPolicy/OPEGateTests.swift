import Bandits
import Findings
import Testing

@Suite("The gate before a policy takes over") struct OPEGateTests {
  /// Two actions, logged evenly; b earns `gain` more than a, and the policy takes b nine times in ten.
  private func evaluation(
    gain: Double, rows: Int = 4000, level: Double = 0.9, misses: Bool = false
  ) async throws -> OffPolicyEvaluation {
    let policy = try CandidatePolicy(
      keyColumns: [], keys: [[]], actions: ["a", "b", "c"],
      probabilities: [misses ? [0.1, 0.7, 0.2] : [0.1, 0.9, 0]])
    let decisions = (0..<rows).map { row in
      let isB = row % 2 == 0
      let reward = Double((row * 7919) % 101) / 100 + (isB ? gain : 0)
      return OffPolicyLog.Decision(key: 0, action: isB ? 1 : 0, reward: reward, propensity: 0.5)
    }
    var options = OffPolicyWorld.options
    options.key = []
    options.level = level
    return try await OffPolicyEvaluation.run(
      OffPolicyLog(decisions, policy: policy), policy: policy, options: options)
  }

  @Test("opens for a clear gain and stays shut for none or a loss") func gains() async throws {
    let gate = OPEGate()
    let better = try gate.verdict(await evaluation(gain: 0.5))
    #expect(better.passes && better.reasons.isEmpty)
    #expect(try #require(better.lowerBound) > 0.1)
    for gain in [0, -0.5] {
      let verdict = try gate.verdict(await evaluation(gain: gain))
      #expect(!verdict.passes && verdict.reasons.count == 1)
    }
    let tolerant = OPEGate(margin: 0.1)
    #expect(try tolerant.verdict(await evaluation(gain: 0)).passes)
  }

  @Test("asks for effective rows, for support, and for a value above a baseline")
  func demands() async throws {
    #expect(try !OPEGate().verdict(await evaluation(gain: 0.5, rows: 60)).passes)
    let gap = try OPEGate().verdict(await evaluation(gain: 0.9, misses: true))
    #expect(!gap.passes && gap.reasons.contains { $0.en.contains("never shows") })
    let evaluation = try await evaluation(gain: 0.5)
    #expect(try OPEGate().verdict(evaluation, baseline: 0.8).passes)
    #expect(try !OPEGate().verdict(evaluation, baseline: 1.2).passes)
  }

  @Test("refuses an evaluation of another level or without its estimator") func mismatch()
    async throws
  {
    let wrong = try await evaluation(gain: 0.5, level: 0.95)
    #expect(throws: BanditError.self) { try OPEGate().verdict(wrong) }
    #expect(try OPEGate(level: 0.975).verdict(wrong).passes)
  }
}
