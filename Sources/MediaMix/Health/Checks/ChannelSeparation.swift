import Findings

/// Pairs of channels whose draws trade against each other: the data know their sum, not their parts.
///
/// At a correlation of -0.7, half of what is unknown about one channel is the other.
enum ChannelSeparation: HealthCheck {
  static let review = 0.7

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    let channels = evidence.channels
    let centred = channels.map { channel -> [Double] in
      let mean = Series.mean(channel.contributions)
      return channel.contributions.map { $0 - mean }
    }
    var pairs: [(measure: HealthMeasure, first: Int, second: Int)] = []
    for i in channels.indices {
      for j in channels.indices.dropFirst(i + 1) {
        guard let r = Series.correlation(centred[i], centred[j]) else { continue }
        pairs.append((correlation(channels[i].name, channels[j].name, r), i, j))
      }
    }
    pairs.sort { abs($0.measure.value) > abs($1.measure.value) }
    guard let worst = pairs.first else { return nil }
    let tied = pairs.filter(\.measure.isRemarkable)
    let sums = tied.map { sum(evidence, channels[$0.first], channels[$0.second]) }
    return HealthOutcome(
      check: "channel_separation",
      title: Phrase(en: "Channels told apart", de: "Kanäle getrennt"),
      status: tied.isEmpty ? .good : .review, shown: worst.measure.key,
      meaning: tied.isEmpty
        ? Phrase(
          en: "No two channels trade against each other (strongest correlation of draws shown).",
          de: "Keine zwei Kanäle gehen gegeneinander (stärkste Korrelation der Ziehungen).")
        : meaning(tied.map { (channels[$0.first].name, channels[$0.second].name) }, sums),
      remedy: tied.isEmpty
        ? nil
        : Phrase(
          en: "Report their sum, run them at different times or in different regions, or measure"
            + " one by an experiment.",
          de: "Ihre Summe berichten, sie zeitlich oder regional versetzt schalten oder eines in"
            + " einem Experiment messen."), measures: pairs.map(\.measure) + sums)
  }

  private static func meaning(
    _ names: [(String, String)], _ sums: [HealthMeasure]
  ) -> Phrase {
    let shown = names.prefix(3)
    func pairs(_ from: String) -> String {
      shown.map { "\($0.0) \(from) \($0.1)" }.joined(separator: ", ")
    }
    let more = names.count - shown.count
    let rest = Phrase(
      en: more > 0 ? " and \(more) more pairs" : "",
      de: more > 0 ? " und \(more) weitere Paare" : "")
    return Phrase(
      en: "The data cannot tell \(pairs("from"))\(rest.en). \(sums.first?.text.en ?? "").",
      de: "Die Daten trennen nicht: \(pairs("von"))\(rest.de). \(sums.first?.text.de ?? "").")
  }

  private static func correlation(_ a: String, _ b: String, _ r: Double) -> HealthMeasure {
    HealthMeasure(
      metric: "posterior_correlation", channel: a, parameter: b, value: r,
      isRemarkable: r < -review,
      text: ReadinessText.phrase { language, style in
        let number = style.number(r, decimals: 2)
        return language == .de
          ? "Die Beiträge von \(a) und \(b) korrelieren im Posterior mit \(number)"
          : "The contributions of \(a) and \(b) correlate at \(number) in the posterior"
      })
  }

  private static func sum(
    _ evidence: HealthEvidence, _ a: HealthEvidence.Channel, _ b: HealthEvidence.Channel
  ) -> HealthMeasure {
    let summary = Summary(
      zip(a.contributions, b.contributions).map { $0 + $1 }, level: evidence.level)
    let unit = evidence.moneyUnits.outcome
    return HealthMeasure(
      metric: "pair_contribution", channel: a.name, parameter: b.name, value: summary.mean,
      interval: Interval(
        lower: summary.lower, upper: summary.upper, level: evidence.level, kind: .credible),
      unit: unit, isRemarkable: true,
      text: ReadinessText.phrase { language, style in
        let form = NumberForm(unit, name: "pair_contribution")
        let mean = style.quantity(summary.mean, as: form)
        let interval = style.interval(
          style.quantity(summary.lower, as: form), style.quantity(summary.upper, as: form))
        let level = style.intervalName(evidence.level)
        return language == .de
          ? "Die Summe von \(a.name) und \(b.name) ist besser bekannt: \(mean), \(level) \(interval)"
          : "The sum of \(a.name) and \(b.name) is known better: \(mean), \(level) \(interval)"
      })
  }
}
