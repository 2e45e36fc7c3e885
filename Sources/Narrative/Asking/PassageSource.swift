public import Findings

/// Where passages come from: a store of documents, read only.
public protocol PassageSource: Sendable {
  /// Passages for words or a question, best first.
  ///
  /// - Throws: any error; the answer then goes without passages and says so.
  func passages(_ query: String, language: Language, limit: Int) throws -> [FoundPassage]

  /// Whether the stored text still has a passage where its citation says.
  func holds(_ citation: Citation) -> Bool
}

/// A passage that was found.
public struct FoundPassage: Sendable {
  /// The text, as it is stored.
  public var text: String
  /// The headings above it.
  public var heading: String
  /// Where it stands.
  public var citation: Citation

  /// Describes a passage.
  public init(text: String, heading: String, citation: Citation) {
    self.text = text
    self.heading = heading
    self.citation = citation
  }
}

/// Chooses what is quoted of the passages that were found.
struct Quoting {
  /// The most characters of a quotation.
  static let maximumLength = 400
  /// The most passages that are quoted.
  static let limit = 3

  let question: Question
  let language: Language

  /// What is quoted, and remarks on what is not.
  func quotes(
    from source: any PassageSource, also words: [String]
  ) -> (quotes: [Answer.Quote], notices: [String]) {
    let found: [FoundPassage]
    do {
      let query = ([question.text] + words).joined(separator: " ").prefix(500)
      found = try source.passages(String(query), language: language, limit: 8)
    } catch {
      return (
        [],
        [
          pick(
            "The documents cannot be read: \(error)", "Die Dokumente sind nicht lesbar: \(error)")
        ]
      )
    }
    var quotes: [Answer.Quote] = []
    var notices: [String] = []
    for passage in found where quotes.count < Self.limit && isAboutQuestion(passage) {
      if !source.holds(passage.citation) {
        notices.append(
          left(passage, "its citation does not hold", "seine Quellenangabe stimmt nicht"))
      } else if InstructionScan.isSuspect(passage.heading + "\n" + passage.text) {
        notices.append(
          left(
            passage, "it reads like an instruction, or hides text",
            "er liest sich wie eine Anweisung oder verbirgt Text"))
      } else {
        quotes.append(
          Answer.Quote(
            text: Self.shown(passage.text), heading: PlainText.clean(passage.heading),
            citation: passage.citation))
      }
    }
    return (quotes, notices)
  }

  /// Whether a passage has enough of the question's words.
  private func isAboutQuestion(_ passage: FoundPassage) -> Bool {
    let stems = Set(WordRange.all(Array(passage.heading + " " + passage.text)).map(\.stem))
    let shared = question.content.intersection(stems).count
    return shared > 0 && shared * 2 >= question.content.count
  }

  private static func shown(_ text: String) -> String {
    let text = PlainText.clean(text).trimmed
    return text.count > maximumLength ? text.prefix(maximumLength) + " …" : text
  }

  private func left(_ passage: FoundPassage, _ english: String, _ german: String) -> String {
    let place = passage.citation
    let name = InstructionScan.isSuspect(place.document) ? "…" : PlainText.clean(place.document)
    return pick(
      "A passage of \(name), chunk \(place.chunk), is not quoted: \(english).",
      "Ein Abschnitt von \(name), Teil \(place.chunk), wird nicht zitiert: \(german).")
  }

  private func pick(_ english: String, _ german: String) -> String {
    language == .de ? german : english
  }
}
