import Findings
public import Narrative

extension Answer {
  /// The answer as lines of text: sentences with the findings they rest on, quotations with their sources,
  /// what is missing, and what the reader should know.
  public var text: String {
    var lines: [String] = []
    if !isAnswered {
      lines.append(
        pick(
          "The findings and documents do not answer this.",
          "Die Ergebnisse und Dokumente beantworten das nicht."))
    }
    for statement in statements {
      lines.append(statement.text)
      lines.append("  [\(Self.source(statement))]")
    }
    for quote in passages {
      lines.append(pick("“\(quote.text)”", "„\(quote.text)“"))
      let place = quote.citation
      lines.append(
        "  [\(place.document), \(pick("chunk", "Teil")) \(place.chunk), "
          + "\(pick("characters", "Zeichen")) \(place.from)–\(place.to), \(place.hash.prefix(12))]")
    }
    for text in needed { lines.append("\(pick("Needed", "Nötig")): \(text)") }
    for text in notices { lines.append("\(pick("Note", "Hinweis")): \(text)") }
    return lines.map { PlainText.clean($0) + "\n" }.joined()
  }

  /// The finding of a sentence, or the first few of them, and their run.
  private static func source(_ statement: Statement) -> String {
    var names = statement.findings.prefix(3).map { key in
      let subject = key.subject.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      let period = key.period.map { ["\($0.from)–\($0.to)"] } ?? []
      let parts = (subject + period).joined(separator: ", ")
      return parts.isEmpty ? key.id : "\(key.id): \(parts)"
    }
    if statement.findings.count > 3 { names.append("+ \(statement.findings.count - 3)") }
    return names.joined(separator: "; ") + "; run \(statement.run.prefix(8))"
  }

  private func pick(_ english: String, _ german: String) -> String {
    language == .de ? german : english
  }
}
