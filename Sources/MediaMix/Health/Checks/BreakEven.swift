import Findings

/// Returns whose interval runs from losing half the money to doubling it: no decision rests on them.
enum BreakEven: HealthCheck {
  static let lower = 0.5
  static let upper = 2.0

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    guard evidence.moneyUnits.isMoney, !evidence.channels.isEmpty else { return nil }
    let found = evidence.channels.map { channel in
      let returns = channel.returns
      let summary = Summary(returns, level: evidence.level)
      let share = Double(returns.count { $0 > 1 }) / Double(max(1, returns.count))
      return measure(channel.name, share, isWide: summary.lower < lower && summary.upper > upper)
    }
    let wide = found.filter(\.isRemarkable).compactMap(\.channel)
    let names = HealthText.list(wide)
    let unsure = found.min { abs($0.value - 0.5) < abs($1.value - 0.5) }
    return HealthOutcome(
      check: "break_even",
      title: Phrase(en: "Returns told from break-even", de: "Renditen von der Schwelle getrennt"),
      status: wide.isEmpty ? .good : .review,
      shown: (found.first { $0.channel == wide.first } ?? unsure)?.key,
      meaning: wide.isEmpty
        ? Phrase(
          en:
            "No interval runs from half to twice the money spent (least sure P(return > 1) shown).",
          de: "Kein Intervall reicht vom Halben zum Doppelten der Ausgaben (unsicherstes"
            + " P(Rendite > 1)).")
        : Phrase(
          en: "From losing half the money to doubling it, all is possible: \(names.en).",
          de: "Vom halben Verlust bis zur Verdopplung ist alles möglich: \(names.de)."),
      remedy: wide.isEmpty
        ? nil
        : Phrase(
          en: "Do not move budget on these returns alone; an experiment would settle them.",
          de: "Allein darauf kein Budget verschieben; ein Experiment würde es klären."),
      measures: found)
  }

  private static func measure(_ channel: String, _ share: Double, isWide: Bool) -> HealthMeasure {
    HealthMeasure(
      metric: "profit_probability", channel: channel, value: share, isRemarkable: isWide,
      text: ReadinessText.phrase { language, style in
        let number = ReadinessText.share(share, style)
        return language == .de
          ? "\(channel) bringt mit Wahrscheinlichkeit \(number) mehr, als es kostet"
          : "\(channel) returns more than it costs with probability \(number)"
      })
  }
}
