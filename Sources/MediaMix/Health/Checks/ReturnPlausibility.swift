import Findings

/// Returns that cannot be: a channel that made more than the whole outcome (fail), or returns ten
/// times more or less than the median of the others (review).
///
/// Channels of one company rarely differ tenfold in what they return; a slip in units does.
enum ReturnPlausibility: HealthCheck {
  static let ratio = 10.0

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    let means = evidence.channels.map { Series.mean($0.returns) }
    guard !means.isEmpty else { return nil }
    let impossible = evidence.channels.filter {
      evidence.outcome > 0 && Series.mean($0.contributions) > evidence.outcome
    }.map(\.name)
    let ratios = means.indices.compactMap { c -> HealthMeasure? in
      let others = means.enumerated().filter { $0.offset != c }.map(\.element)
      guard let median = Series.median(others), median > 0 else { return nil }
      return measure(evidence.channels[c].name, means[c] / median)
    }
    let odd = ratios.filter(\.isRemarkable).compactMap(\.channel)
    let status: HealthStatus = !impossible.isEmpty ? .fail : odd.isEmpty ? .good : .review
    return HealthOutcome(
      check: "return_plausibility",
      title: Phrase(en: "Returns plausible", de: "Renditen plausibel"), status: status,
      shown: ratios.max { distance($0.value) < distance($1.value) }?.key,
      meaning: meaning(impossible, odd),
      remedy: status == .good
        ? nil
        : Phrase(
          en: "Check currency and units of spend and outcome, then give the channel a prior you"
            + " can defend.",
          de: "Währung und Einheiten von Ausgaben und Ergebnis prüfen, dann dem Kanal einen"
            + " vertretbaren Prior geben."), measures: ratios)
  }

  /// How far a ratio is from 1, either way.
  private static func distance(_ ratio: Double) -> Double {
    ratio > 0 ? max(ratio, 1 / ratio) : .infinity
  }

  private static func meaning(_ impossible: [String], _ odd: [String]) -> Phrase {
    if !impossible.isEmpty {
      let names = HealthText.list(impossible)
      return Phrase(
        en: "More than the whole outcome is credited to \(names.en).",
        de: "Mehr als das ganze Ergebnis wird zugerechnet: \(names.de).")
    }
    if !odd.isEmpty {
      let names = HealthText.list(odd)
      return Phrase(
        en: "Far from the return of the other channels: \(names.en).",
        de: "Weit von der Rendite der anderen Kanäle entfernt: \(names.de).")
    }
    return Phrase(
      en: "No channel returns ten times more or less than the others (furthest shown).",
      de: "Kein Kanal bringt das Zehnfache oder ein Zehntel der anderen (äußerster Wert).")
  }

  private static func measure(_ channel: String, _ value: Double) -> HealthMeasure {
    HealthMeasure(
      metric: "return_ratio", channel: channel, value: value,
      isRemarkable: distance(value) > ratio,
      text: ReadinessText.phrase { language, style in
        let number = style.number(value, significant: 2)
        return language == .de
          ? "Die Rendite von \(channel) ist das \(number)-Fache des Medians der anderen Kanäle"
          : "The return of \(channel) is \(number) times the median of the other channels"
      })
  }
}
