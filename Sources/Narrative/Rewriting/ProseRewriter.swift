public import Findings
public import LanguageModels

/// Lets a language model reword prose, paragraph by paragraph, and believes nothing it says.
///
/// The model sees slots instead of numbers and names. Its words stand in the report only if every slot came
/// back once and in order, no number or stronger word came beside them, no hedge went, and the filled text passes the
/// verifier with every number bound to the finding it was bound to before. Else the words stay that were
/// written without a model, and the record says why.
public struct ProseRewriter: Sendable {
  private let verifier: ReportVerifier
  private let base: FactBase
  private let style: RewriteStyle
  private let chain: ChatChain

  /// Prepares to reword.
  ///
  /// - Parameters:
  ///   - document: the findings that the prose states.
  ///   - style: how to word it.
  ///   - chain: the models to ask.
  public init(_ document: FindingsDocument, style: RewriteStyle, chain: ChatChain) {
    verifier = ReportVerifier(document)
    base = FactBase(document.findings)
    self.style = style
    self.chain = chain
  }

  /// Rewords the prose of sections, in order; everything else of them stays.
  ///
  /// - Returns: the sections, and a record for each paragraph of prose.
  public func rewrite(_ sections: [Section]) async -> (
    sections: [Section], records: [RewriteRecord]
  ) {
    var sections = sections
    var records: [RewriteRecord] = []
    for place in sections.indices {
      var number = 0
      for block in sections[place].blocks.indices {
        guard case .prose(let paragraph) = sections[place].blocks[block] else { continue }
        number += 1
        var record = RewriteRecord(
          section: sections[place].id, paragraph: number, outcome: .kept, failures: [])
        if let new = await reword(paragraph, &record) {
          record.outcome = .rewritten
          sections[place].blocks[block] = .prose(new)
        }
        records.append(record)
      }
    }
    return (sections, records)
  }

  private static var checks: [any RewriteCheck.Type] {
    [
      SlotCheck.self, OutputFilter.self, BareNumberCheck.self, LanguageCheck.self,
      WordingCheck.self, DriftCheck.self, PolicyCheck.self, NameCheck.self,
    ]
  }

  private func reword(_ paragraph: Paragraph, _ record: inout RewriteRecord) async -> Paragraph? {
    guard let slotted = SlottedText(paragraph, base),
      let asked = RewriteQuestion(slotted, style)
    else {
      record.check = "not_asked"
      record.detail = "the paragraph is too long, or holds signs that slots are made of"
      return nil
    }
    let outcome: ChatChain.Outcome
    do throws(ChatChain.Silence) { outcome = try await chain.ask(asked.question) } catch {
      record.check = "no_answer"
      record.failures = error.failures.map(Self.failure)
      return nil
    }
    record.server = outcome.server
    record.model = outcome.model
    record.failures = outcome.failures.map(Self.failure)
    let sentences = outcome.texts.map(\.trimmed).filter { !$0.isEmpty }
    let proposal = RewriteProposal(
      original: slotted, sentences: sentences.flatMap { SentenceSplitter.sentences($0) },
      words: RewriteWords.of(style.language), style: style, canary: asked.canary)
    for check in Self.checks {
      guard let problem = check.problem(proposal) else { continue }
      record.check = check.name
      record.detail = problem
      return nil
    }
    return verified(proposal, paragraph, &record)
  }

  /// The reworded paragraph with its numbers, if the findings still say so.
  private func verified(
    _ proposal: RewriteProposal, _ paragraph: Paragraph, _ record: inout RewriteRecord
  ) -> Paragraph? {
    let text = proposal.original.filled(proposal.text)
    let problem = verifier.claims(text, paragraph.language).flatMap(\.checks)
      .filter { $0.value != "ok" }.map(\.key).min()
    if let problem {
      record.check = "verifier_\(problem)"
      record.detail = "a sentence does not agree with the findings"
      return nil
    }
    let before = StatedFacts(paragraph.text, paragraph.language, base)
    guard before.keep(StatedFacts(text, paragraph.language, base)) else {
      record.check = "facts"
      record.detail = "a number is said of something else"
      return nil
    }
    let sentences = proposal.sentences.map { sentence(of: $0, proposal.original, paragraph) }
    return Paragraph(paragraph.language, lead: paragraph.lead, sentences)
  }

  /// A reworded sentence with the findings and sources of those whose slots it has.
  private func sentence(
    of text: String, _ original: SlottedText, _ paragraph: Paragraph
  ) -> Sentence {
    let slots = Set(SlottedText.slots(of: text))
    let sources = original.parts.filter {
      slots.isEmpty ? $0.slots.isEmpty : !slots.isDisjoint(with: $0.slots)
    }.map { paragraph.sentences[$0.sentence] }
    var findings: [FindingKey] = []
    var citations: [Citation] = []
    for source in sources {
      findings += source.findings.filter { !findings.contains($0) }
      citations += source.citations.filter { !citations.contains($0) }
    }
    return Sentence(original.filled(text), findings: findings, citations: citations)
  }

  private static func failure(_ failed: ChatChain.Failed) -> RewriteRecord.Failure {
    RewriteRecord.Failure(
      server: failed.server, kind: failed.failure.kind.rawValue, detail: failed.failure.detail)
  }
}
