import Findings

/// A paragraph of prose, and where its passages stand.
struct ProseView {
  let lead: String?
  let text: String
  let language: String
  let sources: [String]

  init(_ paragraph: Paragraph) {
    lead = paragraph.lead
    text = paragraph.text
    language = paragraph.language.rawValue
    var seen: Set<Citation> = []
    sources = paragraph.sentences.flatMap(\.citations).filter { seen.insert($0).inserted }.map {
      "\($0.document), \($0.from)–\($0.to)"
    }
  }
}
