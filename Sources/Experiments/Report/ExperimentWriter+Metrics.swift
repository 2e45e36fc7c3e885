import Findings

extension ExperimentWriter {
  /// All that is said of a metric.
  func metric(_ metric: ExperimentResult.Metric) -> [Finding] {
    let name = metric.metric.name
    let unit = metric.metric.unit.map { Unit($0) } ?? .one
    let values = zip(result.arms, metric.values).map { arm, value in
      finding("experiment.value", ["arm": arm, "metric": name], value, unit) {
        Phrase(en: "\(name) of \(arm) is \($0)", de: "\(name) von \(arm) ist \($0)")
      }
    }
    let found = values + reduction(metric)
    let isGuardrail = metric.metric.guardrail != nil
    if !isGuardrail, let sequential = analysis.sequential {
      return found + looks(sequential, name, unit)
    }
    if !isGuardrail, let bayesian = analysis.bayesian {
      return found + posteriors(bayesian, name, unit)
    }
    return found
      + metric.effects.flatMap { effect in
        comparison(
          effect.arm, name, unit,
          Comparison(
            difference: effect.difference, limits: effect.differenceLimits, lift: effect.lift,
            liftLimits: effect.liftLimits, kind: .confidence))
          + (effect.guardrail.map { [guardrail($0, effect, name)] } ?? pValues(effect, name))
      }
  }

  private func reduction(_ metric: ExperimentResult.Metric) -> [Finding] {
    guard let share = metric.varianceReduction, let covariate = metric.covariate else { return [] }
    let name = metric.metric.name
    let text = style.quantity(share, as: .share)
    return [
      Finding(
        id: "experiment.variance_share", subject: ["metric": name], value: share, unit: .one,
        grade: .descriptive,
        text: Phrase(
          en: "\(covariate) takes away \(text) of the variance of \(name).",
          de: "\(covariate) nimmt \(text) der Varianz von \(name).")[language])
    ]
  }

  var control: String { result.arms[0] }

  /// An arm less control, by whatever method.
  struct Comparison {
    let difference: Double
    let limits: ExperimentResult.Limits
    let lift: Double?
    let liftLimits: ExperimentResult.Limits?
    let kind: Interval.Kind
  }

  /// The difference of an arm and the lift, with the interval of the method.
  func comparison(
    _ arm: String, _ name: String, _ unit: Unit, _ found: Comparison
  ) -> [Finding] {
    let subject = ["arm": arm, "metric": name]
    let isGuardrail = result.metrics.contains {
      $0.metric.name == name && $0.metric.guardrail != nil
    }
    let level = isGuardrail ? result.options.level : analysis.goalLevel
    func interval(_ limits: ExperimentResult.Limits) -> Interval {
      Interval(lower: limits.lower, upper: limits.upper, level: level, kind: found.kind)
    }
    let difference = finding(
      "experiment.effect", subject, found.difference, unit, interval(found.limits)
    ) {
      Phrase(
        en: "\(arm) differs from \(control) in \(name) by \($0)",
        de: "\(arm) weicht bei \(name) um \($0) von \(control) ab")
    }
    guard let lift = found.lift else { return [difference] }
    let relative = finding(
      "experiment.lift", subject, lift, .one, found.liftLimits.map { interval($0) }
    ) {
      Phrase(
        en: "\(arm) changes \(name) by \($0) against \(control)",
        de: "\(arm) verändert \(name) um \($0) gegenüber \(control)")
    }
    return [difference, relative]
  }

  private func pValues(_ effect: ExperimentResult.Effect, _ name: String) -> [Finding] {
    let subject = ["arm": effect.arm, "metric": name]
    let plain = finding("experiment.p_value", subject, effect.pValue, .one) {
      Phrase(
        en: "a difference like that of \(effect.arm) in \(name) has p = \($0) if there is none",
        de:
          "ein Unterschied wie der von \(effect.arm) bei \(name) hat p = \($0), wenn es keinen gibt"
      )
    }
    guard result.options.correction != .none else { return [plain] }
    let isShown = effect.adjustedPValue <= result.options.alpha
    let adjusted = finding(
      "experiment.p_value", subject.merging(["parameter": "adjusted"]) { $1 },
      effect.adjustedPValue, .one
    ) {
      Phrase(
        en: "adjusted for all goals and arms it is p = \($0), which "
          + (isShown ? "shows an effect" : "shows no effect"),
        de: "angepasst an alle Ziele und Gruppen ist p = \($0); das "
          + (isShown ? "zeigt eine Wirkung" : "zeigt keine Wirkung"))
    }
    return [plain, adjusted]
  }

  private func guardrail(
    _ test: GuardrailTest, _ effect: ExperimentResult.Effect, _ name: String
  ) -> Finding {
    finding(
      "experiment.guardrail", ["arm": effect.arm, "metric": name], test.pValue, .one
    ) {
      switch test.verdict {
      case .kept:
        Phrase(
          en: "\(effect.arm) keeps the guardrail \(name) (p = \($0))",
          de: "\(effect.arm) hält die Leitplanke \(name) ein (p = \($0))")
      case .broken:
        Phrase(
          en: "\(effect.arm) breaks the guardrail \(name) (p = \($0))",
          de: "\(effect.arm) verletzt die Leitplanke \(name) (p = \($0))")
      case .unclear:
        Phrase(
          en: "whether \(effect.arm) keeps the guardrail \(name) cannot be told (p = \($0))",
          de: "ob \(effect.arm) die Leitplanke \(name) einhält, ist offen (p = \($0))")
      }
    }
  }
}
