import Findings

/// A sheet on which people rate a report: a row for each paragraph and criterion.
public struct RubricSheet: Sendable {
  /// What is rated, from one (not at all) to five (wholly).
  public enum Criterion: String, Sendable, CaseIterable {
    case clear, useful, cautious, fluent

    var question: Phrase {
      switch self {
      case .clear:
        Phrase(
          en: "Is it clear what was found?", de: "Ist klar, was herausgekommen ist?")
      case .useful:
        Phrase(
          en: "Does it help to decide?", de: "Hilft es bei der Entscheidung?")
      case .cautious:
        Phrase(
          en: "Does it claim no more than the evidence allows?",
          de: "Behauptet es nicht mehr, als der Beleg erlaubt?")
      case .fluent:
        Phrase(en: "Does it read well?", de: "Liest es sich gut?")
      }
    }
  }

  private let report: ReportText

  /// Takes a report.
  public init(_ report: ReportText) { self.report = report }

  /// The sheet as CSV with the columns item, criterion, question, scale, text, rater and rating, of which
  /// the last two are to be filled in.
  public var csv: String {
    var lines = ["item,criterion,question,scale,text,rater,rating"]
    for (place, paragraph) in report.paragraphs.enumerated() {
      for criterion in Criterion.allCases {
        let cells = [
          "p\(place + 1)", criterion.rawValue, criterion.question[paragraph.language], "1-5",
          PlainText.clean(paragraph.text), "", "",
        ]
        lines.append(cells.map(PlainText.csvField).joined(separator: ","))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
