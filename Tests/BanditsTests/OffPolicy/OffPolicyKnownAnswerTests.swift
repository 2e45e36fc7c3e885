import Bandits
import Findings
import Foundation
import Tables
import TestSupport
import Testing

@Suite("Off-policy estimates with known answers") struct OffPolicyKnownAnswerTests {
  private func table(_ text: String, _ name: String) throws -> Table {
    try TableReader.read(bytes: Array(text.utf8), source: name)
  }

  /// Six decisions, two actions; the policy takes b three times in four.
  private func small(
    _ change: (inout OffPolicyOptions) -> Void = { _ in }
  ) async throws -> OffPolicyEvaluation {
    var options = OffPolicyOptions(
      log: "log.csv", policy: "policy.csv", action: "item", reward: "click", propensity: "p")
    change(&options)
    let policy = try CandidatePolicy(
      table("item,probability\na,0.25\nb,0.75\n", "policy.csv"), key: [], action: "item")
    let log = try OffPolicyLog(
      table("item,click,p\na,1,0.5\na,0,0.5\na,0,0.5\nb,1,0.5\nb,-2,0.5\nb,3.5,0.5\n", "log.csv"),
      policy: policy, options: options)
    return try await OffPolicyEvaluation.run(log, policy: policy, options: options)
  }

  @Test("inverse weights, their normalisation and replay are what a pencil says")
  func pencil() async throws {
    let evaluation = try await small { $0.interval = .normal }
    // Weights 0.5 and 1.5: (0.5 · 1 + 1.5 · 2.5) / 6, and over the sum of weights, 6.
    let ipw = try #require(evaluation.estimate(.ipw))
    #expect(isClose(ipw.value, 4.25 / 6, 1e-12))
    #expect(isClose(try #require(evaluation.estimate(.snipw)).value, 4.25 / 6, 1e-12))
    // Replay: Σ π r / Σ π = (0.25 + 0.75 · 2.5) / 3.
    #expect(isClose(try #require(evaluation.estimate(.replay)).value, 2.125 / 3, 1e-12))
    #expect(isClose(evaluation.logged.value, 3.5 / 6, 1e-12))
    // Kish: 36 / (3 · 0.25 + 3 · 2.25).
    let part = try #require(evaluation.parts.first { $0.estimator == .ipw })
    #expect(isClose(part.effectiveRows, 36 / 7.5, 1e-12))
    // The standard error of six numbers w r.
    let terms = [0.5, 0, 0, 1.5, -3, 5.25]
    let mean = terms.reduce(0, +) / 6
    let variance = terms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 5
    #expect(isClose(ipw.standardError, (variance / 6).squareRoot(), 1e-12))
    let interval = try #require(ipw.interval)
    #expect(
      isClose(interval.upper - ipw.value, 1.6448536269514722 * ipw.standardError, 1e-9))
    #expect(evaluation.weights.largest == 1.5 && isClose(evaluation.weights.mean, 1, 1e-12))
    #expect(evaluation.rewards == -2...3.5 && evaluation.support.uncovered == 0)
  }

  @Test("clipping cuts weights down and says of how many rows") func clipped() async throws {
    let evaluation = try await small { $0.clip = 1 }
    #expect(isClose(try #require(evaluation.estimate(.ipw)).value, (0.5 + 2.5) / 6, 1e-12))
    #expect(isClose(evaluation.weights.clippedShare, 0.5, 1e-12))
    #expect(evaluation.weights.largest == 1)
  }

  @Test("a model without shrinkage and with all rows predicted alike gives the plain means")
  func model() async throws {
    // Folds cut six rows unevenly, so only that dr and switch-dr agree below tau, and differ above.
    let evaluation = try await small { $0.folds = 2 }
    let dr = try #require(evaluation.estimate(.dr)).value
    #expect(try #require(evaluation.estimate(.switchDR)).value == dr)
    let switched = try await small {
      $0.folds = 2
      $0.tau = 0
    }
    #expect(
      try #require(switched.estimate(.switchDR)).value
        == #require(switched.estimate(.dm)).value)
  }

  @Test(
    "on Open Bandit (men) they are those of obp",
    .enabled(if: SharedData.isPresent, "set LIFTWERK_SHARED_DATA for the peers' data"))
  func openBandit() async throws {
    let reference = try JSONDecoder().decode(
      Reference.self,
      from: Data(
        contentsOf: URL(
          fileURLWithPath: SharedData.path("bandit/reference/open_bandit_men.json"))))
    let men = try #require(reference.campaigns["men"])
    // The reference counts positions from 0, the log from 1.
    let actions = men.bts_action_dist_by_position.indices.map(String.init)
    let policy = try CandidatePolicy(
      keyColumns: ["position"], keys: (1...3).map { ["\($0)"] }, actions: actions,
      probabilities: (0..<3).map { slot in men.bts_action_dist_by_position.map { $0[slot] } })
    var options = OffPolicyOptions(
      log: "log", policy: "policy", action: "item_id", reward: "click",
      propensity: "propensity_score")
    options.key = ["position"]
    let log = try OffPolicyLog(
      TableReader.read(path: SharedData.path("bandit/obd_random_men_log.csv")), policy: policy,
      options: options)
    let evaluation = try await OffPolicyEvaluation.run(log, policy: policy, options: options)
    func value(_ name: OffPolicyOptions.Estimator) throws -> Double {
      try #require(evaluation.estimate(name)).value
    }
    #expect(evaluation.rows == men.n_rounds)
    #expect(abs(evaluation.logged.value - men.on_policy_random_mean_reward) < 1e-12)
    #expect(abs(try value(.ipw) - men.policy_values["ipw", default: 0]) < 1e-9)
    #expect(abs(try value(.snipw) - men.policy_values["snipw", default: 0]) < 1e-9)
    let dr = try #require(men.bootstrap_ci_200_seed12345["dr"])
    let ours = try value(.dr)
    #expect(try ours > #require(dr["95.0% CI (lower)"]) && ours < #require(dr["95.0% CI (upper)"]))
    #expect(try value(.switchDR) == ours)
    #expect(abs(try value(.dm) - men.policy_values["dm", default: 0]) < 5e-4)
    // What the policy earned when it ran.
    let interval = try #require(evaluation.estimate(.dr)?.interval)
    #expect(interval.lower < men.on_policy_bts_mean_reward)
  }

  private struct Reference: Decodable {
    struct Campaign: Decodable {
      let n_rounds: Int
      let on_policy_random_mean_reward: Double
      let on_policy_bts_mean_reward: Double
      let bts_action_dist_by_position: [[Double]]
      let policy_values: [String: Double]
      let bootstrap_ci_200_seed12345: [String: [String: Double]]
    }
    let campaigns: [String: Campaign]
  }
}
