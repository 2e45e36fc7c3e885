import Findings

/// How sure the ranking is: the probability, for each channel, that it returns most.
///
/// For context: an unsure ranking is no fault of the fit, but it must not be handed in as sure.
enum BestChannel: HealthCheck {
  static let sure = 0.8

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    let returns = evidence.channels.map(\.returns)
    guard returns.count > 1, let count = returns.first?.count, count > 0 else { return nil }
    var wins = [Double](repeating: 0, count: returns.count)
    for draw in 0..<count {
      var best = 0
      for c in returns.indices where returns[c][draw] > returns[best][draw] { best = c }
      wins[best] += 1 / Double(count)
    }
    let means = returns.map(Series.mean)
    let leader = means.indices.reduce(0) { means[$1] > means[$0] ? $1 : $0 }
    let name = evidence.channels[leader].name
    let measures = zip(evidence.channels, wins).map { measure($0.name, $1) }
    return HealthOutcome(
      check: "best_channel",
      title: Phrase(en: "The best is the best", de: "Der Beste ist der Beste"),
      status: .context, shown: measures[leader].key,
      meaning: wins[leader] >= sure
        ? Phrase(
          en: "That \(name) returns most is nearly certain.",
          de: "Dass \(name) am meisten bringt, ist fast sicher.")
        : Phrase(
          en: "\(name) leads, but whether it returns most is open: hand in no ranking.",
          de: "\(name) führt, doch ob es am meisten bringt, ist offen: keine Rangfolge abgeben."),
      measures: measures)
  }

  private static func measure(_ channel: String, _ value: Double) -> HealthMeasure {
    HealthMeasure(
      metric: "best_probability", channel: channel, value: value,
      text: ReadinessText.phrase { language, style in
        let number = ReadinessText.share(value, style)
        return language == .de
          ? "Mit Wahrscheinlichkeit \(number) bringt \(channel) von allen Kanälen am meisten"
          : "With probability \(number), \(channel) returns most of all channels"
      })
  }
}
