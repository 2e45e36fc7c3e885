public import Findings

// What rules say of a finished report.
extension ReportPolicy {
  /// What of a report breaks a rule: forbidden claims and terms, numbers that may not be stated, and
  /// obligatory texts that are missing.
  ///
  /// Texts that only some audiences have to read are not asked for: a report does not tell whom it is for.
  public func claims(
    _ report: ReportText, _ document: FindingsDocument, stated: [Claim]
  ) -> [Claim] {
    let names = Self.names(document.findings)
    var claims: [Claim] = []
    for paragraph in report.paragraphs {
      for text in SentenceSplitter.sentences(paragraph.text, names: names) {
        let breaches = breaches(text, paragraph.language, names: names)
        guard !breaches.isEmpty else { continue }
        var checks: [String: String] = [:]
        for breach in breaches {
          if let preferred = breach.preferred {
            checks["terminology"] = "\"\(breach.words)\" is to be called \"\(preferred)\""
          } else {
            let why = breach.reason.map { ": \($0)" } ?? ""
            checks["policy"] = "the rule \"\(breach.rule)\" forbids \"\(breach.words)\"\(why)"
          }
        }
        claims.append(Claim(text: text, findings: [], checks: checks))
      }
    }
    // A number that is withheld already is not stated.
    let withheld = withheld(
      in: withholding(document.findings.filter { $0.value != nil }, report.language))
    for claim in stated {
      guard
        let decision = withheld.first(where: {
          $0.findings.contains(where: claim.findings.contains)
        })
      else { continue }
      claims.append(
        Claim(
          text: claim.text, findings: claim.findings,
          checks: [
            "policy": "the rule \"\(decision.rule)\" withholds this number: \(decision.reason.en)"
          ]))
    }
    return claims + missing(report, document)
  }

  private func missing(_ report: ReportText, _ document: FindingsDocument) -> [Claim] {
    let shown = " " + report.words.joined(separator: " ") + " "
    return disclaimers(document.findings, report.language, nil).filter { text in
      let words = PhraseWord.all(Array(text.text)).map(\.text).joined(separator: " ")
      return !shown.contains(" \(words) ")
    }.map { text in
      Claim(
        text: text.text, findings: [],
        checks: ["policy": "the report has to carry this text, by the rule \"\(text.id)\""])
    }
  }
}
