import Findings

/// The last door: a sentence stands in an answer only if the verifier binds it to the finding it was made
/// from.
struct AnswerGate {
  private let findings: [String: [Finding]]
  private let language: Language

  init(_ evidence: Evidence, _ language: Language) {
    self.language = language
    var findings: [String: [Finding]] = [:]
    for source in evidence.latest + evidence.earlier {
      let known = Set(findings[source.run]?.map(\.key) ?? [])
      findings[source.run, default: []] += source.findings.filter { !known.contains($0.key) }
    }
    self.findings = findings
  }

  /// The checks that a sentence passed; nil if one was not passed.
  ///
  /// - Parameters:
  ///   - text: the sentence.
  ///   - stated: the findings it was made from; of others of the same name and another period it does not
  ///     speak.
  ///   - run: the run of the findings.
  ///   - mustBind: whether the sentence states their numbers.
  func checks(
    _ text: String, _ stated: [Finding], run: String, mustBind: Bool
  ) -> [String: String]? {
    let keys = Set(stated.map(\.key))
    let others = (findings[run] ?? []).filter { other in
      keys.contains(other.key)
        || !stated.contains { $0.id == other.id && $0.subject == other.subject }
    }
    let claims = ReportVerifier(FindingsDocument(run: run, findings: others))
      .claims(text, language)
    guard claims.allSatisfy(\.isTrue) else { return nil }
    let bound = Set(claims.flatMap(\.findings))
    if mustBind && !keys.isSubset(of: bound) { return nil }
    return claims.reduce(into: ["findings": "ok"]) { all, claim in
      all.merge(claim.checks) { first, _ in first }
    }
  }
}
