import Charts
import Findings
import Foundation
import Reports

/// A media mix report as the program writes them, with made-up numbers from plain formulas.
enum Sample {
  static let channels = [
    Channel(key: "tv", name: "TV", roi: 1.42, width: 0.55, share: 0.118, spend: 11_830_000),
    Channel(
      key: "search", name: "Paid search", roi: 3.08, width: 0.9, share: 0.094, spend: 4_310_000),
    Channel(
      key: "social", name: "Paid social", roi: 2.27, width: 1.4, share: 0.061, spend: 3_790_000),
    Channel(
      key: "video", name: "Online video", roi: 1.87, width: 1.1, share: 0.043, spend: 3_240_000),
    Channel(key: "radio", name: "Radio", roi: 0.84, width: 0.9, share: 0.012, spend: 2_020_000),
  ]

  struct Channel {
    let key: String
    let name: String
    let roi: Double
    let width: Double
    let share: Double
    let spend: Double

    var phrase: Phrase { Phrase(name) }
    var role: Figure.Mark.Role { .channel(key) }
  }

  static let period = Period(from: "2023-01-02", to: "2025-12-28")
  static let revenue = 141_000_000.0

  static func report(_ language: Language, withheld: Bool = false, forced: Bool = false)
    -> HTMLReport
  {
    var findings = self.findings
    if withheld || forced {
      findings = findings.map { finding in
        let isAffected = finding.id == "mmm.roi" || finding.id == "mmm.contribution"
        guard isAffected, finding.subject["channel"] == "radio" || withheld else { return finding }
        let reason = "R-hat is 1.08 for the saturation of radio, above the limit of 1.01"
        let remedy = "run longer chains (draws: 4000) or give radio a tighter prior"
        return withheld
          ? finding.withheld(reason: reason, remedy: remedy, text: reason)
          : finding.forced(reason: reason, remedy: remedy)
      }
    }
    return HTMLReport(
      title: "Alpine Outdoor",
      subtitle: Phrase(en: "Media mix report", de: "Bericht zum Media-Mix"),
      language: language, document: FindingsDocument(run: "3f9a2c41d07be852", findings: findings),
      figures: figures, sections: sections, tiles: tiles, facts: facts, provenance: provenance)
  }

  static let facts: [HTMLReport.Fact] = [
    .init(Phrase(en: "Target", de: "Zielgröße"), Phrase(en: "revenue, EUR", de: "Umsatz, EUR")),
    .init(
      Phrase(en: "Time", de: "Zeitraum"),
      Phrase(en: "156 weeks, 2 Jan 2023 to 28 Dec 2025", de: "156 Wochen, 2.1.2023 bis 28.12.2025")),
    .init(
      Phrase(en: "Channels", de: "Kanäle"),
      Phrase(en: "5 paid, 0 organic", de: "5 bezahlt, 0 organisch")),
    .init(Phrase(en: "Geography", de: "Regionen"), Phrase(en: "national", de: "national")),
    .init(
      Phrase(en: "Model", de: "Modell"),
      Phrase(en: "geometric adstock, Hill saturation", de: "geometrischer Adstock, Hill-Sättigung")),
    .init(Phrase(en: "Controls", de: "Kontrollgrößen"), Phrase("price_index, temperature")),
  ]

  static let provenance = HTMLReport.Provenance(
    seed: 1, version: "0.1.0",
    inputs: [
      .init(
        name: "weekly.csv",
        hash: "9c1185a5c5e9fc54612808977ee8f548b2258d31a6d2e0a2b9b2b6b6bb1c41d5"),
      .init(
        name: "liftwerk.yaml",
        hash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ],
    details: [
      .init(
        Phrase(en: "Sampler", de: "Stichprobe"),
        Phrase(en: "4 chains, 500 warm-up, 1,000 draws", de: "4 Ketten, 500 Einlauf, 1.000 Züge"))
    ])

  static let tiles: [HTMLReport.Tile] = [
    .init(
      Phrase(en: "Share of revenue caused by media", de: "Durch Werbung verursachter Umsatzanteil"),
      FindingKey(id: "mmm.contribution_share", period: period)),
    .init(
      Phrase(en: "Return on investment by channel", de: "Ertrag je Kanal"),
      entries: channels.map { channel in
        .init(
          channel.phrase,
          FindingKey(id: "mmm.roi", subject: ["channel": channel.key], period: period))
      }),
    .init(
      Phrase(en: "Revenue caused by media", de: "Durch Werbung verursachter Umsatz"),
      FindingKey(id: "mmm.contribution", period: period)),
    .init(
      Phrase(en: "Fit, R²", de: "Anpassung, R²"),
      FindingKey(id: "mmm.fit", subject: ["metric": "r2"]),
      note: Phrase(en: "share of weekly variation explained", de: "erklärter Anteil der Schwankung")
    ),
  ]

  static let sections: [Section] = [
    Section(
      id: "fit", title: Phrase(en: "How well the model fits", de: "Wie gut das Modell passt"),
      blocks: [.figure("mmm.fit")]),
    Section(
      id: "contribution",
      title: Phrase(en: "What caused the revenue", de: "Was den Umsatz verursacht hat"),
      blocks: [
        .figure("mmm.contribution.weekly"), .figure("mmm.waterfall"), .table(contributionTable),
      ]),
    Section(
      id: "return",
      title: Phrase(en: "What each channel returned", de: "Was jeder Kanal einbringt"),
      blocks: [
        .figure("mmm.roi"), .figure("mmm.share"), .table(roiTable),
        .note(
          .init(
            .information,
            Phrase(
              en: "No lift test was given; returns rest on the model and its priors alone.",
              de: "Es lag kein Lift-Test vor; die Erträge beruhen allein auf Modell und Prioren."))),
      ]),
    Section(
      id: "response",
      title: Phrase(
        en: "What more or less spend would do", de: "Was mehr oder weniger Budget bewirkt"),
      blocks: channels.map { .figure("mmm.response.\($0.key)") }),
    Section(
      id: "carryover",
      title: Phrase(en: "How long the effect lasts", de: "Wie lange die Wirkung anhält"),
      blocks: [.figure("mmm.adstock"), .figure("mmm.correlation")]),
    Section(
      id: "diagnostics",
      title: Phrase(en: "Can the numbers be trusted", de: "Kann man den Zahlen trauen"),
      blocks: [
        .table(diagnosticsTable),
        .note(
          .init(
            .warning,
            Phrase(
              en:
                "TV and online video rise and fall together; their returns are told apart mostly by the prior.",
              de:
                "TV und Online-Video steigen und fallen gemeinsam; ihre Erträge trennt vor allem der Prior."
            ))),
      ]),
  ]
}
