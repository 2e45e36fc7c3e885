public import Findings

extension Allocation {
  /// What the allocation says.
  ///
  /// - `bandit.share` {} and {arm}: the share of decisions served, of all arms and by each; the text
  ///   of an arm that is stopped says why.
  /// - `bandit.probability_best` {arm}: that the arm's reward is the best.
  /// - `bandit.guardrail` {metric: cpa, roas or frequency}: the metric at the campaign's end if shares
  ///   stay, with its credible interval; {metric, parameter: probability_kept}: that the bound is kept
  ///   with these shares for the next step and the safest way on after it.
  ///
  /// - Parameters:
  ///   - language: the language of the texts.
  ///   - currency: of money; none is invented.
  ///   - level: of the intervals.
  public func findings(language: Language, currency: String?, level: Double) -> [Finding] {
    let writer = BanditWriter(language)
    return [total(writer)] + arms.flatMap { $0.findings(writer) }
      + guardrails.flatMap { $0.findings(writer, currency, level) }
  }

  private func total(_ writer: BanditWriter) -> Finding {
    let share = writer.share(served)
    let reasons = remarks.map { writer.text($0) }
    let text = Phrase(
      en: (["\(share) of decisions are served."] + reasons.map(\.en)).joined(separator: " "),
      de: (["\(share) der Entscheidungen werden bedient."] + reasons.map(\.de))
        .joined(separator: " "))
    return Finding(
      id: "bandit.share", value: served, unit: .one, grade: .model,
      text: text[writer.style.language])
  }
}

extension Allocation.Arm {
  func findings(_ writer: BanditWriter) -> [Finding] {
    let language = writer.style.language
    let best = writer.share(probabilityBest)
    return [
      Finding(
        id: "bandit.share", subject: ["arm": name], value: share, unit: .one, grade: .model,
        text: shareText(writer)[language]),
      Finding(
        id: "bandit.probability_best", subject: ["arm": name], value: probabilityBest, unit: .one,
        grade: .model,
        text: Phrase(
          en: "\(name) is the best arm with a probability of \(best).",
          de: "\(name) ist mit einer Wahrscheinlichkeit von \(best) der beste Arm.")[language]),
    ]
  }

  func shareText(_ writer: BanditWriter) -> Phrase {
    guard let stop else {
      let share = writer.share(share)
      return Phrase(
        en: "\(name) gets \(share) of decisions.", de: "\(name) erhält \(share) der Entscheidungen."
      )
    }
    let metric = BanditWriter.name(stop.metric)
    let probability = writer.share(stop.probability)
    return Phrase(
      en: "\(name) is stopped: with a probability of \(probability) it misses the guardrail on "
        + "\(metric.en) by itself.",
      de: "\(name) ist gestoppt: Mit einer Wahrscheinlichkeit von \(probability) verletzt der Arm "
        + "für sich die Leitplanke: \(metric.de).")
  }
}

extension Allocation.GuardrailState {
  func findings(_ writer: BanditWriter, _ currency: String?, _ level: Double) -> [Finding] {
    let metric = guardrail.metric
    let money = Unit.money(currency)
    let unit: Unit =
      switch metric {
      case .cpa: money / Unit("conversion")
      case .roas: money / money
      case .frequency: Unit("impressions") / Unit("person")
      }
    let kept = writer.share(probabilityKept)
    let name = BanditWriter.name(metric)
    let bound = writer.number(guardrail.bound)
    let value = self.metric.map { writer.number($0.mean) }
    let fact = Phrase(
      en: value.map { "At the end \(name.en) is expected at \($0), with a bound of \(bound)." }
        ?? "Nothing is served, so there is no \(name.en).",
      de: value.map { "Am Ende wird erwartet: \(name.de) \($0), bei einer Grenze von \(bound)." }
        ?? "Nichts wird bedient, daher gibt es keinen Wert: \(name.de).")
    let chance = Phrase(
      en: "The guardrail on \(name.en) is kept with a probability of \(kept).",
      de: "Diese Leitplanke hält mit einer Wahrscheinlichkeit von \(kept): \(name.de).")
    let language = writer.style.language
    let key = metric.rawValue
    let state = Finding(
      id: "bandit.guardrail", subject: ["metric": key], value: self.metric?.mean,
      interval: self.metric.map {
        Interval(lower: $0.lower, upper: $0.upper, level: level, kind: .credible)
      }, unit: unit, grade: .model, text: fact[language])
    return [
      self.metric == nil
        ? state.withheld(
          reason: "nothing is served", remedy: "see the remarks of bandit.share",
          text: fact[language]) : state,
      Finding(
        id: "bandit.guardrail", subject: ["metric": key, "parameter": "probability_kept"],
        value: probabilityKept, unit: .one, grade: .model, text: chance[language]),
    ]
  }
}
