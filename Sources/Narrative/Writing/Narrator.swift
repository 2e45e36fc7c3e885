public import Findings

/// Writes prose from findings, without a language model: same findings, same bytes.
///
/// Each method has a passage: results, what they are made of, doubts, what to do, and for
/// specialists how well the method did. How strongly something is put follows the grade of its evidence;
/// numbers come with their intervals, what is withheld is said to be, and nothing is called the largest
/// unless its interval or its probability allows it.
public struct Narrator: Sendable {
  private let findings: [Finding]
  private let options: NarrativeOptions

  /// Takes the findings of one or more runs.
  public init(_ findings: [Finding], options: NarrativeOptions) {
    self.findings = findings
    self.options = options
  }

  static var passages: [any Passage.Type] {
    [
      MediaMixPassage.self, AttributionPassage.self, GeoPassage.self, ExperimentPassage.self,
      BudgetPassage.self, BanditPassage.self,
    ]
  }

  /// A section of prose for each method that has findings; where there are several, after a summary of them
  /// all and what comes of holding them against each other.
  public func sections() -> [Section] {
    let table = FindingTable(findings)
    let words = Wording(options.language)
    var plan = MessagePlan(options)
    var sections: [Section] = []
    for passage in Self.passages {
      let messages = passage.init(table, words).messages()
        .filter { $0.audience <= options.audience }
      plan.add(messages, of: passage)
      if let section = section(passage.heading, messages) { sections.append(section) }
    }
    // A single method needs no summary beside its passage.
    guard sections.count > 1 else { return sections }
    let comparison = EvidencePassage(table, words, tested: options.testedChannels).messages()
      .filter { $0.audience <= options.audience }
    plan.add(comparison, of: EvidencePassage.self)
    if let section = section(EvidencePassage.heading, comparison) { sections.append(section) }
    return [
      Section(
        id: "summary", title: Phrase(en: "Summary", de: "Zusammenfassung"),
        blocks: plan.paragraphs().map { .prose($0) })
    ] + sections
  }

  private func section(_ heading: (id: String, title: Phrase), _ messages: [Message]) -> Section? {
    let paragraphs = Self.paragraphs(messages, options.language)
    guard !paragraphs.isEmpty else { return nil }
    return Section(
      id: heading.id, title: heading.title, blocks: paragraphs.map { .prose($0) })
  }

  /// A paragraph for each purpose, in the order of the purposes.
  private static func paragraphs(_ messages: [Message], _ language: Language) -> [Paragraph] {
    let groups = Dictionary(grouping: messages, by: \.purpose)
    return groups.keys.sorted().map { purpose in
      Paragraph(language, (groups[purpose] ?? []).map(\.sentence))
    }
  }
}
