public import Findings

extension SequentialAnalysis {
  /// What the last look says of every goal and arm.
  ///
  /// - `experiment.sequential_effect` {arm, metric}: the difference, with limits that hold at all
  ///   looks together.
  /// - `experiment.sequential_boundary` {arm, metric}: how many standard errors an effect needs.
  /// - `experiment.sequential_p_value` {arm, metric}: of always-valid tests.
  ///
  /// - Parameters:
  ///   - language: the language of the texts.
  ///   - level: the level of the limits, 1 less `alpha`, or 1 less twice that of a test of one side.
  public func findings(language: Language, level: Double) -> [Finding] {
    traces.flatMap { trace in
      trace.looks.last.map { findings(trace, $0, NumberStyle(language), level) } ?? []
    }
  }

  private func findings(
    _ trace: Trace, _ look: Look, _ style: NumberStyle, _ level: Double
  ) -> [Finding] {
    let subject = ["arm": trace.arm, "metric": trace.metric]
    func number(_ x: Double) -> String { style.quantity(x, as: .plain) }
    let difference = number(look.difference)
    let limits = style.interval(
      number(look.differenceLimits.lower), number(look.differenceLimits.upper))
    let verdict =
      look.hasEffect
      ? Phrase(en: "an effect is shown", de: "eine Wirkung ist gezeigt")
      : Phrase(en: "no effect is shown yet", de: "noch ist keine Wirkung gezeigt")
    let (arm, metric) = (trace.arm, trace.metric)
    let effect = Phrase(
      en: "At look \(trace.looks.count) \(arm) differs in \(metric) by \(difference) \(limits); "
        + "\(verdict.en).",
      de:
        "Beim Blick \(trace.looks.count) weicht \(arm) bei \(metric) um \(difference) \(limits) ab; "
        + "\(verdict.de).")
    let (passed, needed) = (number(abs(look.standardised)), number(look.critical))
    let boundary = Phrase(
      en: "\(arm) is \(passed) standard errors off in \(metric); an effect needs \(needed).",
      de: "\(arm) liegt bei \(metric) \(passed) Standardfehler entfernt; eine Wirkung braucht "
        + "\(needed).")
    let p = look.pValue.map { style.number($0, significant: 2) } ?? ""
    let pText = Phrase(
      en: "\(arm) has an always-valid p-value of \(p) in \(metric).",
      de: "\(arm) hat bei \(metric) einen jederzeit gültigen p-Wert von \(p).")
    func finding(
      _ name: String, _ value: Double, _ text: Phrase, _ interval: Interval? = nil
    ) -> Finding {
      Finding(
        id: "experiment.sequential_\(name)", subject: subject, value: value, interval: interval,
        unit: .one, grade: .experiment, text: text[style.language])
    }
    let interval = Interval(
      lower: look.differenceLimits.lower, upper: look.differenceLimits.upper, level: level,
      kind: .confidence)
    return [
      finding("effect", look.difference, effect, interval),
      finding("boundary", look.critical, boundary),
    ] + (look.pValue.map { [finding("p_value", $0, pText)] } ?? [])
  }
}
