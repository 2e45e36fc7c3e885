import Findings
import Narrative
import Runs

extension ProjectCheck {
  /// Looks whether the rules can hold together; nil without a policy.
  ///
  /// - Throws: `LiftwerkError` with a message for each rule that cannot hold, with its line.
  static func policy(_ project: Project, directory: String) throws(LiftwerkError) -> Part? {
    guard let section = project.policy, let file = try project.policyFile(in: directory) else {
      return nil
    }
    var problems = file.problems
    if let region = section.region, !file.policy.regions.contains(region) {
      problems.append("policy.region: " + project.unknownRegion(region, file.policy.regions))
    }
    guard problems.isEmpty else { throw LiftwerkError(.badProject, messages: problems) }
    var part = Part(dataHash: "policy", sections: [], findings: [], warnings: [])
    let rules = file.policy
    part.notices.append(
      "The policy has \(rules.forbidden.count) forbidden claims, \(rules.disclaimers.count) disclaimers "
        + "and \(rules.thresholds.count) thresholds.")
    let policy = try project.reportPolicy(in: directory)
    part.warnings = policy?.unused.map { "\($0.rule): \($0.reason.en)" } ?? []
    return part
  }
}
