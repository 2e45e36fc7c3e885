public import Findings

/// Holds a report against findings, sentence by sentence and cell by cell.
///
/// Every number must be that of a finding of the same name and measure at the precision shown, or come from
/// them by a registered formula; words of direction, comparison, rank, significance and cause must agree
/// with them too. It is the meaning that is checked, not the bytes: order and wording are free.
public struct ReportVerifier: Sendable {
  private let document: FindingsDocument
  private let base: FactBase

  /// Takes the findings that count.
  public init(_ document: FindingsDocument) {
    self.document = document
    base = FactBase(document.findings.map(\.readable))
  }

  /// Verifies a report's prose and cells, and what else a page shows.
  ///
  /// - Parameter drawn: the page as its own data draw it, without prose; with it every text, table row and
  ///   picture is compared.
  public func verify(_ report: ReportText, drawn: ReportText? = nil) -> ReportVerification {
    var claims: [Claim] = []
    var silent = 0
    for paragraph in report.paragraphs {
      let found = Self.claims(paragraph.text, paragraph.language, base)
      claims += found.claims
      silent += found.silent
    }
    let cells = CellCheck(document)
    claims += report.cells.map { cells.claim($0, report.language) }
    guard let page = report.page, let other = drawn?.page else {
      return ReportVerification(run: document.run, claims: claims, sentencesWithoutNumbers: silent)
    }
    let comparison = PageCheck(other).compare(page, report.language)
    return ReportVerification(
      run: document.run, claims: claims + comparison.claims, sentencesWithoutNumbers: silent,
      comparedTexts: comparison.count)
  }

  /// Verifies one paragraph, as a gate before it is printed.
  public func claims(_ paragraph: String, _ language: Language) -> [Claim] {
    Self.claims(paragraph, language, base).claims
  }

  private static var checks: [any StatementCheck.Type] {
    [
      DirectionCheck.self, SuperlativeCheck.self, ComparisonCheck.self, SignificanceCheck.self,
      CausalityCheck.self, EffectCheck.self, AgreementCheck.self, PositionCheck.self,
      UnitCheck.self,
    ]
  }

  private static func claims(
    _ paragraph: String, _ language: Language, _ base: FactBase
  ) -> (claims: [Claim], silent: Int) {
    var claims: [Claim] = []
    var silent = 0
    var earlier: SentenceReading?
    for text in SentenceSplitter.sentences(
      base.withoutReasons(paragraph), names: base.names.map(\.value))
    {
      let sentence = SentenceReading(text, language, base, after: earlier)
      let binding = NumberBinding(sentence, base)
      var outcomes: [String: String] = [:]
      if !sentence.numbers.isEmpty {
        outcomes["numbers"] =
          binding.problems.isEmpty ? "ok" : binding.problems.joined(separator: "; ")
      }
      for check in checks {
        if let problem = check.problem(sentence, binding, base) { outcomes[check.name] = problem }
      }
      if outcomes.isEmpty {
        silent += 1
      } else {
        claims.append(Claim(text: text, findings: binding.findings.map(\.key), checks: outcomes))
      }
      earlier = sentence
    }
    return (claims, silent)
  }
}

extension Finding {
  /// The finding with its names as pages show them: without control characters.
  var readable: Finding {
    var finding = self
    finding.subject = subject.mapValues { PlainText.clean($0) }
    return finding
  }
}
