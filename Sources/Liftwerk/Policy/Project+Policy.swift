import Findings
import Foundation
import Knowledge
public import Narrative

extension Project {
  /// The rules and terms that the project's reports keep; nil if it names none.
  ///
  /// Rules that contradict each other, and a store of knowledge that cannot be read, are not used; the
  /// policy says so.
  ///
  /// - Throws: `LiftwerkError` if the rule file is missing or is none.
  public func reportPolicy(in directory: String) throws(LiftwerkError) -> ReportPolicy? {
    let file = try policyFile(in: directory)
    var terms: [Language: [TermRule]] = [:]
    var faults: [(name: String, reason: String)] = []
    do throws(LiftwerkError) { terms = try terminology(in: directory) } catch {
      faults.append(("knowledge", error.description))
    }
    if let region = policy?.region, let known = file?.policy.regions, !known.contains(region) {
      faults.append(("policy.region", unknownRegion(region, known)))
    }
    guard file != nil || !terms.isEmpty || !faults.isEmpty else { return nil }
    let region = policy?.region.flatMap { name in
      file?.policy.regions.contains(name) == true ? name : nil
    }
    return ReportPolicy(
      file?.policy ?? Policy(), terms: terms, region: region, faults: faults)
  }

  /// The rule file; nil if the project names none.
  func policyFile(in directory: String) throws(LiftwerkError) -> PolicyFile? {
    guard let policy else { return nil }
    guard let data = FileManager.default.contents(atPath: place(of: policy.rules, from: directory))
    else {
      throw LiftwerkError(
        .inputMissing, "policy: \(policy.rules): there is no such rule file. Check the path.")
    }
    return try PolicyFile(
      text: try ProjectFile.text(data, path: policy.rules, kind: "a rule file"), path: policy.rules)
  }

  func unknownRegion(_ region: String, _ known: [String]) -> String {
    "the region \"\(region)\" is unknown. Known are: "
      + "\(known.isEmpty ? "none" : known.joined(separator: ", "))."
  }

  /// The terms of the store's glossaries, by language.
  private func terminology(in directory: String) throws(LiftwerkError) -> [Language: [TermRule]] {
    guard let knowledge,
      FileManager.default.fileExists(atPath: place(of: knowledge.store, from: directory))
    else { return [:] }
    let store = try knowledge.open(in: directory, usesEncoder: false)
    var terms: [Language: [TermRule]] = [:]
    for language in Language.allCases {
      do {
        let rules = try store.terminology(language).filter { !$0.forbidden.isEmpty }.map {
          TermRule(preferred: $0.preferred, forbidden: $0.forbidden)
        }
        if !rules.isEmpty { terms[language] = rules }
      } catch {
        throw LiftwerkError(error)
      }
    }
    return terms
  }
}
