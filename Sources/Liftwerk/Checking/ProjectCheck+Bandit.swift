import Bandits
import Findings

extension ProjectCheck {
  /// Reads log and policy of the bandit section, and tells what its bandit will do; none without such a
  /// section.
  ///
  /// - Throws: `LiftwerkError` for what `bandit evaluate` or `bandit simulate` would refuse.
  static func bandit(
    _ project: Project, directory: String, threads: Int
  ) async throws(LiftwerkError) -> [Part] {
    var parts: [Part] = []
    if let live = project.bandit?.live {
      parts.append(
        Part(
          dataHash: "bandit_live", sections: [], findings: [], warnings: live.remarks,
          notices: [live.summary]))
    }
    if let options = project.bandit?.evaluate {
      parts.append(
        try await banditEvaluation(project, options, directory: directory, threads: threads))
    }
    return parts
  }

  private static func banditEvaluation(
    _ project: Project, _ options: OffPolicyOptions, directory: String, threads: Int
  ) async throws(LiftwerkError) -> Part {
    let method = try BanditEvaluationMethod(project: project, options: options)
    do {
      let (log, policy) = try await project.offPolicyData(
        options, directory: directory, threads: threads)
      let support = PolicySupport(log, policy)
      return Part(
        dataHash: method.name, sections: [], findings: [],
        warnings: support.gapCount == 0
          ? []
          : [
            "The policy makes \(support.gapCount) choices that the log never shows, most often "
              + "\(support.gaps[0].action) of \(support.gaps[0].key)."
          ],
        notices: [
          "The log has \(log.rows) decisions among \(policy.actions.count) actions under "
            + "\(policy.keys.count) keys."
        ])
    } catch {
      throw LiftwerkError(error)
    }
  }
}

extension BanditOptions {
  /// What the bandit is, in a sentence.
  fileprivate var summary: String {
    let bounds = guardrails.map { "\($0.metric.rawValue) \($0.bound)" }
    return "The bandit chooses among \(arms.count) arms"
      + (bounds.isEmpty ? " without guardrails." : " under \(bounds.joined(separator: ", ")).")
  }

  /// What deserves a look before the bandit goes live.
  fileprivate var remarks: [String] {
    var remarks: [String] = []
    if !guardrails.isEmpty, horizon == nil {
      remarks.append(
        "bandit: live: without a horizon each version spends what risk a guardrail allows until the "
          + "next one only. State the decisions of the whole campaign as horizon.")
    }
    if let pacing, pacing.budget == 0 {
      remarks.append("bandit: live: pacing: a budget of 0 serves nobody. Raise it.")
    }
    return remarks
  }
}
