import Findings

/// Posteriors piled up at the edge of their prior: the data want what the prior all but forbids.
///
/// The measure is the share of draws in the outermost twentieth of the prior at either end; beyond a
/// half, the middle of the posterior lies where the prior put a chance of 1 in 20.
enum PriorEdge: HealthCheck {
  static let review = 0.5

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    let found = evidence.channels.flatMap { channel in
      channel.learned.filter { $0.parameter != "roi" }.map { learned in
        let edge = ProbabilityMoved.edge(learned.draws, prior: learned.prior)
        return (measure: measure(channel.name, learned, edge.share), learned, isUpper: edge.isUpper)
      }
    }.sorted { $0.measure.value > $1.measure.value }
    guard let worst = found.first else { return nil }
    let piled = found.filter(\.measure.isRemarkable)
    func list(_ language: Language, _ upper: String, _ lower: String) -> String {
      HealthText.list(
        piled.map {
          "\($0.measure.channel ?? "") (\($0.1.name[language]), \($0.isUpper ? upper : lower))"
        })[language]
    }
    return HealthOutcome(
      check: "prior_edge",
      title: Phrase(en: "Shapes inside their priors", de: "Formen innerhalb der Priors"),
      status: piled.isEmpty ? .good : .review, shown: worst.measure.key,
      meaning: piled.isEmpty
        ? Phrase(
          en: "No carry-over or saturation is pressed against its prior (most pressed shown).",
          de: "Keine Nachwirkung oder Sättigung drängt an den Rand ihres Priors (größter Wert).")
        : Phrase(
          en: "The data press against the prior: \(list(.en, "upper end", "lower end")).",
          de: "Die Daten drängen gegen den Prior: \(list(.de, "oberes Ende", "unteres Ende"))."),
      remedy: piled.isEmpty
        ? nil
        : Phrase(
          en: "Widen that prior if it was a guess; carry-over near 1 is often a trend in disguise,"
            + " near 0 it can be left out.",
          de: "Den Prior weiten, wenn er geraten war; Nachwirkung nahe 1 ist oft ein verkleideter"
            + " Trend, nahe 0 kann sie entfallen."), measures: found.map(\.measure))
  }

  private static func measure(
    _ channel: String, _ learned: HealthEvidence.Learned, _ share: Double
  ) -> HealthMeasure {
    HealthMeasure(
      metric: "prior_edge_share", channel: channel, parameter: learned.parameter, value: share,
      isRemarkable: share > review,
      text: ReadinessText.phrase { language, style in
        let number = ReadinessText.share(share, style)
        return language == .de
          ? "\(number) des Posteriors von \(channel) (\(learned.name.de)) liegen im äußersten"
            + " Zwanzigstel des Priors"
          : "\(number) of the posterior of \(channel) (\(learned.name.en)) lie in the outermost"
            + " twentieth of the prior"
      })
  }
}
