import Bandits
import Findings
import Tables
import Testing

@Suite("What a log cannot tell") struct OffPolicySupportTests {
  private func evaluate(
    _ log: String, _ policy: String, _ change: (inout OffPolicyOptions) -> Void = { _ in }
  ) async throws -> OffPolicyEvaluation {
    var options = OffPolicyWorld.options
    options.key = []
    change(&options)
    let candidate = try CandidatePolicy(
      TableReader.read(bytes: Array(policy.utf8), source: "policy.csv"), key: options.key,
      action: "item")
    let decisions = try OffPolicyLog(
      TableReader.read(bytes: Array(log.utf8), source: "log.csv"), policy: candidate,
      options: options)
    return try await OffPolicyEvaluation.run(decisions, policy: candidate, options: options)
  }

  @Test("choices that the log never shows are told, and bound the value") func gap() async throws {
    let evaluation = try await evaluate(
      "item,click,p\na,1,0.5\na,0,0.5\nb,1,0.5\nb,3,0.5\n",
      "item,probability\na,0.6\nb,0.1\nc,0.3\n")
    #expect(abs(evaluation.support.uncovered - 0.3) < 1e-12)
    #expect(evaluation.support.gaps.map(\.action) == ["c"] && evaluation.support.gapCount == 1)
    let ipw = try #require(evaluation.estimate(.ipw)).value
    let bounds = try #require(evaluation.bounds)
    #expect(abs(bounds.lowerBound - ipw) < 1e-12)
    #expect(abs(bounds.upperBound - ipw - 0.9) < 1e-12)
    let findings = evaluation.findings(language: .en)
    #expect(findings.contains { $0.id == "bandit.bound" && $0.subject == ["metric": "upper"] })
    #expect(
      evaluation.sections().flatMap(\.blocks).contains {
        if case .note(let note) = $0 { note.tone == .warning } else { false }
      })
  }

  @Test("without any overlap every weighted value is withheld, with reason and remedy")
  func disjoint() async throws {
    let evaluation = try await evaluate(
      "item,click,p\na,1,0.5\na,0,0.5\n", "item,probability\na,0\nc,1\n")
    for name in [OffPolicyOptions.Estimator.ipw, .snipw, .dr, .replay] {
      let part = try #require(evaluation.parts.first { $0.estimator == name })
      #expect(part.value == nil && part.problem != nil, "\(name)")
    }
    let value = try #require(
      evaluation.findings(language: .de).first {
        $0.id == "bandit.value" && $0.subject == ["model": "ipw"]
      })
    #expect(value.status == .withheld && value.reason != nil && value.remedy != nil)
  }

  @Test("replay is withheld where the log did not choose evenly") func uneven() async throws {
    let evaluation = try await evaluate(
      "item,click,p\na,1,0.75\na,0,0.75\nb,1,0.25\n", "item,probability\na,0.5\nb,0.5\n")
    let replay = try #require(evaluation.parts.first { $0.estimator == .replay })
    #expect(replay.value == nil && replay.problem?.remedy.en.contains("snipw") == true)
  }

  @Test("one row that carries all has no interval") func lonely() async throws {
    let evaluation = try await evaluate(
      "item,click,p\na,1,0.5\nb,1,0.5\nb,0,0.5\n", "item,probability\na,1\nb,0\n")
    #expect(try #require(evaluation.estimate(.snipw)).interval == nil)
    #expect(evaluation.estimate(.snipw)?.value == 1)
  }

  @Test("wrong propensities show in the mean weight") func propensities() async throws {
    let world = try OffPolicyWorld(seed: 8)
    let decisions = world.decisions(5000, seed: 1)
    let right = try await world.evaluate(decisions)
    #expect(!right.weights.isOff, "\(right.weights.mean) ± \(right.weights.meanError)")
    let wrong = try await world.evaluate(
      decisions.map {
        var decision = $0
        decision.propensity = 0.15
        return decision
      })
    #expect(wrong.weights.isOff, "\(wrong.weights.mean) ± \(wrong.weights.meanError)")
  }

  @Test("features steady a doubly robust estimate that they explain") func features() async throws {
    var log = "item,click,p,age,device\n"
    for row in 0..<600 {
      let age = (row * 37) % 61
      let device = ["phone", "desk", "tablet"][row % 3]
      let item = (row * 7919 / 13) % 2 == 0 ? "a" : "b"
      let reward = Double(age) + (device == "phone" ? 20 : 0) + (item == "b" ? 5 : 0)
      log += "\(item),\(reward),0.5,\(age),\(device)\n"
    }
    let policy = "item,probability\na,0.1\nb,0.9\n"
    let plain = try await evaluate(log, policy)
    let modelled = try await evaluate(log, policy) { $0.features = ["age", "device"] }
    let (before, after) = (
      try #require(plain.estimate(.dr)), try #require(modelled.estimate(.dr))
    )
    // What is left is the spread of expected rewards among decisions.
    #expect(after.standardError < 0.9 * before.standardError)
    #expect(abs(after.value - before.value) < 3 * before.standardError)
    let truth = 30 + 20.0 / 3 + 0.9 * 5
    #expect(abs(try #require(modelled.estimate(.dm)).value - truth) < 1)
  }
}
