import Findings

/// Channels of which the data said nothing: the number is the prior.
///
/// The measure is the largest change that the data made to the probability of any statement about
/// the return. Below 0.1, nobody would notice from the answer that data were looked at: a shift by a
/// quarter of a prior standard deviation makes 0.1.
enum PriorMovement: HealthCheck {
  static let review = 0.1

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    let learned = evidence.channels.flatMap { channel in
      channel.learned.map { (channel: channel.name, learned: $0) }
    }
    guard learned.contains(where: { $0.learned.parameter == "roi" }) else { return nil }
    let moved = learned.map { measure($0.channel, $0.learned) }
    let returns = moved.filter { $0.parameter == "roi" }.sorted { $0.value < $1.value }
    let untaught = returns.filter(\.isRemarkable).compactMap(\.channel)
    let names = HealthText.list(untaught)
    let one = untaught.count == 1
    return HealthOutcome(
      check: "prior_movement",
      title: Phrase(en: "Data moved the priors", de: "Daten bewegten Priors"),
      status: untaught.isEmpty ? .good : .review, shown: returns.first?.key,
      meaning: untaught.isEmpty
        ? Phrase(
          en: "The data said something about every channel (least shown).",
          de: "Die Daten sagten zu jedem Kanal etwas (kleinster Wert).")
        : Phrase(
          en: "The data said nothing about \(names.en): the \(one ? "number is" : "numbers are")"
            + " the prior.",
          de:
            "Die Daten sagten nichts über \(names.de): \(one ? "Die Zahl ist" : "Die Zahlen sind")"
            + " der Prior."),
      remedy: untaught.isEmpty
        ? nil
        : Phrase(
          en: "Report \(one ? "it" : "them") as an assumption, run an experiment, or merge"
            + " \(one ? "it" : "them") with a similar channel.",
          de: "Als Annahme berichten, ein Experiment machen oder mit einem ähnlichen Kanal"
            + " zusammenlegen."),
      measures: moved + learned.map { shift($0.channel, $0.learned) })
  }

  private static func measure(_ channel: String, _ learned: HealthEvidence.Learned) -> HealthMeasure
  {
    let value = ProbabilityMoved.share(learned.draws, prior: learned.prior)
    return HealthMeasure(
      metric: "learned_share", channel: channel, parameter: learned.parameter, value: value,
      isRemarkable: learned.parameter == "roi" && value < review,
      text: ReadinessText.phrase { language, style in
        let number = ReadinessText.share(value, style)
        return language == .de
          ? "Die Daten änderten Wahrscheinlichkeiten zu \(learned.name.de) von \(channel) um"
            + " höchstens \(number)"
          : "The data changed probabilities about \(learned.name.en) of \(channel) by at most"
            + " \(number)"
      })
  }

  private static func shift(_ channel: String, _ learned: HealthEvidence.Learned) -> HealthMeasure {
    let value = ProbabilityMoved.shift(learned.draws, prior: learned.prior)
    return HealthMeasure(
      metric: "prior_shift", channel: channel, parameter: learned.parameter, value: value,
      text: ReadinessText.phrase { language, style in
        let number = style.number(value, decimals: 2)
        return language == .de
          ? "\(learned.name.de) von \(channel) liegt \(number) Prior-Standardabweichungen neben"
            + " dem Prior-Mittel"
          : "The \(learned.name.en) of \(channel) lies \(number) prior standard deviations off the"
            + " prior mean"
      })
  }
}
