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

  /// Writes and verifies; a sentence that does not verify is left out.
  init(
    _ document: FindingsDocument, _ options: NarrativeOptions, rewriting: ReportRewriting? = nil
  ) async {
    let verifier = ReportVerifier(document)
    let written: [Section] = Narrator(document.findings, options: options).sections().compactMap {
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
    rewrites = await rewriting?.rewrite(written, document, options)
    sections = rewrites?.sections ?? written
    verification = verifier.verify(ReportText(sections))
  }
}
