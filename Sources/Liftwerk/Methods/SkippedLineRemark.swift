import Findings
import Tables

/// What the report says about a line of a file that was left out.
struct SkippedLineRemark {
  let phrase: Phrase

  init(_ line: SkippedLine, source: String) {
    let reason =
      switch line.reason {
      case .preamble: Phrase(en: "preamble", de: "Vorspann")
      case .total: Phrase(en: "a total", de: "eine Summe")
      case .footer: Phrase(en: "a closing remark", de: "eine Schlussbemerkung")
      case .partialPeriod:
        Phrase(en: "part of an incomplete period", de: "Teil eines unvollständigen Zeitraums")
      case .outsidePanel:
        Phrase(en: "outside the panel's periods", de: "außerhalb der Zeiträume des Panels")
      case .unmatchedCampaign:
        Phrase(en: "a campaign without a channel", de: "eine Kampagne ohne Kanal")
      }
    let text = String(line.text.prefix(80))
    let source = line.source ?? source
    phrase = Phrase(
      en: "\(source), line \(line.line), was left out as \(reason.en): \(text)",
      de: "\(source), Zeile \(line.line), wurde ausgelassen: \(reason.de): \(text)")
  }

  /// The part of the report that lists such remarks.
  static func section(_ remarks: [Phrase]) -> Section {
    Section(
      id: "left-out-lines",
      title: Phrase(en: "Lines left out of the files", de: "Ausgelassene Zeilen der Dateien"),
      blocks: remarks.map { .note(.init(.information, $0)) })
  }
}
