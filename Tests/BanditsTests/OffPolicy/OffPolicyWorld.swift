import Bandits
import Foundation
import Probability

/// A world with known rewards: keys of known shares, a logging policy and another to be judged.
struct OffPolicyWorld {
  let policy: CandidatePolicy
  let keyShares: [Double]
  let logging: [[Double]]
  let rewards: [[Double]]
  /// Whether rewards are 0 or 1; otherwise normal with a standard deviation of 2.
  var isBinary = true

  init(keys: Int = 3, actions: Int = 5, rate: Double = 0.1, evenness: Double = 0.5, seed: UInt64)
    throws
  {
    var stream = RandomStream(seed: seed, stream: 1)
    func chances(_ power: Double) -> [Double] {
      let raw = (0..<actions).map { _ in pow(stream.uniform(), power) + 0.05 }
      let sum = raw.reduce(0, +)
      return raw.map { $0 / sum }
    }
    logging = (0..<keys).map { _ in chances(evenness) }
    rewards = (0..<keys).map { _ in (0..<actions).map { _ in 2 * rate * stream.uniform() } }
    policy = try CandidatePolicy(
      keyColumns: ["slot"], keys: (0..<keys).map { ["k\($0)"] },
      actions: (0..<actions).map { "a\($0)" }, probabilities: (0..<keys).map { _ in chances(2) })
    keyShares = [Double](repeating: 1 / Double(keys), count: keys)
  }

  /// What the policy earns a decision.
  var truth: Double {
    let width = policy.actions.count
    return keyShares.indices.reduce(0) { sum, key in
      sum
        + keyShares[key]
        * (0..<width).reduce(0) {
          $0 + policy.probabilities[key * width + $1] * rewards[key][$1]
        }
    }
  }

  /// A log of independent decisions; with clusters, each of them repeats its reward.
  func decisions(_ count: Int, seed: UInt64, repeats: Int = 1) -> [OffPolicyLog.Decision] {
    var stream = RandomStream(seed: seed, stream: 2)
    return (0..<count / repeats).flatMap { number -> [OffPolicyLog.Decision] in
      let key = min(Int(stream.uniform() * Double(keyShares.count)), keyShares.count - 1)
      var (action, left) = (0, stream.uniform() - logging[key][0])
      while left > 0, action + 1 < logging[key].count {
        action += 1
        left -= logging[key][action]
      }
      let mean = rewards[key][action]
      let reward =
        isBinary
        ? (stream.uniform() < mean ? 1.0 : 0) : mean + 2 * stream.standardNormal() - 1
      let decision = OffPolicyLog.Decision(
        key: key, action: action, reward: reward, propensity: logging[key][action],
        cluster: repeats > 1 ? "u\(number)" : nil)
      return [OffPolicyLog.Decision](repeating: decision, count: repeats)
    }
  }

  /// Judges the policy by a log of this world.
  func evaluate(
    _ decisions: [OffPolicyLog.Decision], _ change: (inout OffPolicyOptions) -> Void = { _ in }
  ) async throws -> OffPolicyEvaluation {
    var options = Self.options
    change(&options)
    let log = try OffPolicyLog(
      decisions, policy: policy, folds: options.folds, seed: options.seed)
    return try await OffPolicyEvaluation.run(log, policy: policy, options: options)
  }

  static var options: OffPolicyOptions {
    var options = OffPolicyOptions(
      log: "log.csv", policy: "policy.csv", action: "item", reward: "click", propensity: "p")
    options.key = ["slot"]
    return options
  }
}

extension OffPolicyEvaluation {
  /// What an estimator says.
  func estimate(_ name: OffPolicyOptions.Estimator) -> Estimate? {
    parts.first { $0.estimator == name }?.value
  }
}
