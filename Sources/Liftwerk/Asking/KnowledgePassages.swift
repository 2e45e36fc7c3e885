import Findings
import Knowledge
import Narrative

/// Passages of a store of knowledge, for answers.
struct KnowledgePassages: PassageSource {
  let store: KnowledgeStore

  func passages(_ query: String, language: Language, limit: Int) throws -> [FoundPassage] {
    try store.search(
      query, filter: KnowledgeFilter(language: language.rawValue), limit: limit
    ).map { passage in
      let matches = PersonalDataScan.matches(in: passage.text)
      return FoundPassage(
        text: PersonalDataScan.masked(passage.text, matches), heading: passage.heading,
        citation: passage.citation)
    }
  }

  func holds(_ citation: Citation) -> Bool { (try? store.check(citation))?.isValid ?? false }
}
