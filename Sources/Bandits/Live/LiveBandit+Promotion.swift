import Findings
public import Tables

/// What became of a policy that was to be put in force.
public struct Promotion: Sendable {
  /// What the ledger's log says of the policy.
  public var evaluation: OffPolicyEvaluation
  /// What the gate decided.
  public var verdict: OPEGate.Verdict
  /// The new version; nil if the policy was held back.
  public var allocation: Allocation?
}

extension LiveBandit {
  /// How decisions that served nobody are named beside the arms.
  private static let nobody = "(nobody)"

  /// Puts a policy's shares in force as a new version, if the gate lets it pass on the ledger's own log.
  ///
  /// Every guardrail must stay kept. The shares hold until the next version is learned.
  ///
  /// - Parameters:
  ///   - table: a row an arm, with the columns `arm` and `probability`, which sum to 1.
  ///   - name: the policy's name, for the audit trail.
  ///   - time: now, in seconds since 1970.
  /// - Throws: `TableError`, `BanditError`, `CancellationError`; then the version before stays.
  public func promote(
    _ table: Table, named name: String, gate: OPEGate, time: Double, threads: Int = 1
  ) async throws -> Promotion {
    try flush()
    let shares = try shares(of: table)
    let log = try ledger.rewards(options.reward)
    guard !log.isEmpty else {
      throw BanditError.badData(
        "\(ledger.path): there are no decisions to judge a policy by. Decide and learn first.")
    }
    let evaluation = try await evaluation(of: shares, log, gate, threads)
    var verdict = try gate.verdict(evaluation)
    let histories = try ledger.histories(now: time, stepDays: options.stepDays)
    let learned = try ledger.outcomeCount()
    let allocator = try allocator(histories, time)
    verdict.reasons += allocator.objections(to: shares)
    verdict.passes = verdict.reasons.isEmpty
    guard verdict.passes else { return Promotion(evaluation: evaluation, verdict: verdict) }
    let allocation = allocator.allocation(promoting: shares)
    try ledger.record(.promoted, name, time: time)
    try freeze(allocation, histories, learned, time)
    return Promotion(evaluation: evaluation, verdict: verdict, allocation: allocation)
  }

  /// The policy's shares in order of arms' names, with a sum of one.
  private func shares(of table: Table) throws -> [Double] {
    let policy = try CandidatePolicy(table, key: [], action: "arm")
    for name in policy.actions where !options.arms.contains(name) {
      let hint = nearestNames(to: name, among: options.arms).first
      throw BanditError.badData(
        "\(table.source): \"\(name)\" is no arm of the bandit"
          + (hint.map { "; did you mean \"\($0)\"?" } ?? "."))
    }
    let total = policy.probabilities.reduce(0, +)
    return options.arms.sorted().map { name in
      policy.actions.firstIndex(of: name).map { policy.probabilities[$0] / total } ?? 0
    }
  }

  private func evaluation(
    of shares: [Double], _ log: [(arm: String?, propensity: Double, reward: Double)],
    _ gate: OPEGate, _ threads: Int
  ) async throws -> OffPolicyEvaluation {
    let arms = options.arms.sorted()
    // Arms of earlier options and decisions for nobody are in the log, and none of the policy's.
    let others = Set(log.map { $0.arm ?? Self.nobody }).subtracting(arms).sorted()
    let policy = try CandidatePolicy(
      keyColumns: [], keys: [[]], actions: arms + others,
      probabilities: [shares + others.map { _ in 0 }])
    var places: [String: Int] = [:]
    for (place, action) in policy.actions.enumerated() { places[action] = place }
    var choices = OffPolicyOptions(
      log: "", policy: "", action: "arm", reward: options.reward.rawValue,
      propensity: "propensity")
    choices.estimators = [gate.estimator]
    choices.isMoney = options.reward == .value
    choices.level = gate.twoSidedLevel
    choices.seed = options.seed
    let decisions = log.map { row in
      OffPolicyLog.Decision(
        key: 0, action: places[row.arm ?? Self.nobody] ?? 0, reward: row.reward,
        propensity: row.propensity)
    }
    return try await OffPolicyEvaluation.run(
      try OffPolicyLog(decisions, policy: policy, folds: choices.folds, seed: choices.seed),
      policy: policy, options: choices, threads: threads)
  }
}

extension Allocator {
  /// What stands against serving a policy as it is: the kill switch, stopped arms, guardrails.
  func objections(to shares: [Double]) -> [Phrase] {
    if progress.isStopped {
      return [
        Phrase(
          en: "The kill switch is thrown. Take it back first.",
          de: "Der Notschalter ist betätigt. Nehmen Sie ihn zuerst zurück.")
      ]
    }
    guard isGuarded else { return [] }
    let stopped = beliefs.indices.filter { shares[$0] > 0 && stops[$0] != nil }
    let late = missed(shares, allowances)
    return stopped.map { arm in
      Phrase(
        en: "The arm \(beliefs[arm].name) is stopped by a guardrail. Take it out of the policy.",
        de:
          "Der Arm \(beliefs[arm].name) ist durch eine Leitplanke gestoppt. Nehmen Sie ihn aus der "
          + "Strategie.")
    }
      + late.map { index in
        let name = BanditWriter.name(options.guardrails[index].metric)
        return Phrase(
          en:
            "The policy would put the guardrail on \(name.en) at risk. Give less to the arms that "
            + "miss it.",
          de:
            "Die Strategie würde diese Leitplanke gefährden: \(name.de). Geben Sie den Armen weniger, "
            + "die sie verfehlen.")
      }
  }
}
