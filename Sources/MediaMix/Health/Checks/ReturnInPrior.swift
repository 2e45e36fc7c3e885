import Findings

/// Returns that surprise their prior: the posterior mean outside its central 98 %.
///
/// Either what was believed was wrong, or the channel is credited with the work of something else.
enum ReturnInPrior: HealthCheck {
  static let tail = 0.01

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    let ranks = evidence.channels.compactMap { channel -> HealthMeasure? in
      guard let learned = channel.learned.first(where: { $0.parameter == "roi" }) else {
        return nil
      }
      return measure(channel.name, learned.prior.cdf(Series.mean(learned.draws)))
    }
    guard let worst = ranks.max(by: { abs($0.value - 0.5) < abs($1.value - 0.5) }) else {
      return nil
    }
    let outside = ranks.filter(\.isRemarkable)
    func list(_ above: String, _ below: String) -> [String] {
      outside.map { "\($0.channel ?? "") (\($0.value > 0.5 ? above : below))" }
    }
    return HealthOutcome(
      check: "return_in_prior",
      title: Phrase(en: "Returns as believed possible", de: "Renditen im Rahmen des Priors"),
      status: outside.isEmpty ? .good : .review, shown: worst.key,
      meaning: outside.isEmpty
        ? Phrase(
          en: "Every return lies where the prior expected it (outermost rank shown).",
          de: "Jede Rendite liegt, wo der Prior sie erwartete (äußerster Rang).")
        : Phrase(
          en: "Returns the prior called impossible:"
            + " \(HealthText.list(list("above", "below")).en).",
          de: "Renditen, die der Prior ausschloss:"
            + " \(HealthText.list(list("darüber", "darunter")).de)."),
      remedy: outside.isEmpty
        ? nil
        : Phrase(
          en: "Ask whether the prior was wrong or something unmodelled moves with the channel;"
            + " then correct one of them.",
          de: "Klären, ob der Prior falsch war oder etwas Unbeachtetes mit dem Kanal läuft; eines"
            + " von beiden berichtigen."), measures: ranks)
  }

  private static func measure(_ channel: String, _ rank: Double) -> HealthMeasure {
    HealthMeasure(
      metric: "return_prior_probability", channel: channel, value: rank,
      isRemarkable: rank < tail || rank > 1 - tail,
      text: ReadinessText.phrase { language, style in
        let number = ReadinessText.share(rank, style)
        return language == .de
          ? "Der Prior gab \(number) darauf, dass die Rendite von \(channel) höchstens so hoch ist"
          : "The prior gave \(number) to a return of \(channel) at most this high"
      })
  }
}
