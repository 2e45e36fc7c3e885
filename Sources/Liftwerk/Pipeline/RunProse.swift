import Findings
import Narrative

/// The prose of a run: written from its findings, reworded by a language model where the project asks for
/// it, and verified against the findings before it is printed.
struct RunProse {
  /// The sections of prose, for the head of the report.
  let sections: [Section]
  /// What was verified: the contents of `claims.json`.
  let verification: ReportVerification
  /// What language models did; nil if the project asks none.
  let rewrites: ReportRewrites?
  /// Obligatory texts, and what rules did.
  let policySections: [Section]
  /// What rules decided.
  let decisions: [PolicyDecision]

  /// Writes and verifies; a sentence that does not verify is left out.
  init(
    _ document: FindingsDocument, _ options: NarrativeOptions, rewriting: ReportRewriting? = nil,
    policy: ReportPolicy? = nil
  ) async {
    let verifier = ReportVerifier(document)
    var written: [Section] = Narrator(document.findings, options: options).sections().compactMap {
      section in
      var section = section
      section.blocks = section.blocks.compactMap { block in
        guard case .prose(var paragraph) = block else { return block }
        paragraph.sentences.removeAll { sentence in
          verifier.claims(sentence.text, paragraph.language).contains { !$0.isTrue }
        }
        return paragraph.sentences.isEmpty ? nil : .prose(paragraph)
      }
      return section.blocks.isEmpty ? nil : section
    }
    var decided: [PolicyDecision] = []
    if let policy {
      (written, decided) = policy.applied(to: written, document)
      decided = policy.withheld(in: document.findings) + decided
      (policySections, decided) = policy.sections(document.findings, options, decided)
    } else {
      policySections = []
    }
    decisions = decided
    rewrites = await rewriting?.rewrite(written, document, options, policy)
    sections = rewrites?.sections ?? written
    let checked = verifier.verify(ReportText(sections))
    verification = policy == nil ? checked : checked.recording(decisions)
  }

  /// What the manifest says of models and rules.
  var recorded: [String: String] {
    var list = rewrites?.decisions ?? [:]
    for (rule, own) in Dictionary(grouping: decisions, by: \.rule) {
      let counts = Dictionary(grouping: own, by: \.action.rawValue).mapValues(\.count)
      list["policy.\(rule)"] = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        .joined(separator: ", ")
    }
    return list
  }
}
