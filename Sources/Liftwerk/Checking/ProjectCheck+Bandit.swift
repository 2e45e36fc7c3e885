import Bandits

extension ProjectCheck {
  /// Reads log and policy of the bandit section; nil without such a section.
  ///
  /// - Throws: `LiftwerkError` for what `bandit evaluate` would refuse.
  static func bandit(
    _ project: Project, directory: String, threads: Int
  ) async throws(LiftwerkError) -> Part? {
    guard let options = project.bandit?.evaluate else { return nil }
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
