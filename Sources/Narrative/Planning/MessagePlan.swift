import Findings

/// The summary of a report: the key messages of all methods, in the order in which a reader asks.
struct MessagePlan {
  /// What a reader asks.
  private enum Question: Int, CaseIterable {
    case changed, matters, uncertain, act

    var lead: Phrase {
      switch self {
      case .changed: Phrase(en: "What changed.", de: "Was sich getan hat.")
      case .matters: Phrase(en: "What matters.", de: "Worauf es ankommt.")
      case .uncertain: Phrase(en: "What is uncertain.", de: "Was ungewiss ist.")
      case .act: Phrase(en: "What to do.", de: "Was zu tun ist.")
      }
    }
  }

  private let options: NarrativeOptions
  private var answers: [Question: [Sentence]] = [:]

  init(_ options: NarrativeOptions) { self.options = options }

  /// Takes the key messages of a passage: the first few to each question.
  mutating func add(_ messages: [Message], of passage: any Passage.Type) {
    let groups = Dictionary(grouping: messages.filter(\.isKey)) {
      Self.question($0.purpose, passage)
    }
    for (question, found) in groups {
      answers[question, default: []] += found.prefix(options.length.summarySentences)
        .map(\.sentence)
    }
  }

  /// A paragraph for each question that has an answer.
  func paragraphs() -> [Paragraph] {
    Question.allCases.compactMap { question in
      answers[question].map { sentences in
        Paragraph(
          options.language, lead: question.lead[options.language], Self.withoutRepeats(sentences))
      }
    }
  }

  /// Without sentences of whose findings another says more.
  private static func withoutRepeats(_ sentences: [Sentence]) -> [Sentence] {
    let findings = sentences.map { Set($0.findings) }
    return zip(sentences, findings).filter { _, own in
      !findings.contains { own.isStrictSubset(of: $0) }
    }.map(\.0)
  }

  /// Tests tell what a change did; models what the whole is made of; a plan what to do.
  private static func question(_ purpose: Message.Purpose, _ passage: any Passage.Type) -> Question
  {
    switch purpose {
    case .doubt: .uncertain
    case .action: .act
    case .result where passage is GeoPassage.Type || passage is ExperimentPassage.Type: .changed
    case .result where passage is BudgetPassage.Type: .act
    case .result, .breakdown, .method: .matters
    }
  }
}
