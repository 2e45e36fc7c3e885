import Findings

extension ExperimentWriter {
  /// What the last look says of a goal in every arm.
  func looks(_ sequential: SequentialAnalysis, _ name: String, _ unit: Unit) -> [Finding] {
    sequential.traces.filter { $0.metric == name }.flatMap { trace in
      trace.looks.last.map { look(trace, $0, unit) } ?? []
    }
  }

  private func look(
    _ trace: SequentialAnalysis.Trace, _ look: SequentialAnalysis.Look, _ unit: Unit
  ) -> [Finding] {
    let (arm, name) = (trace.arm, trace.metric)
    let subject = ["arm": arm, "metric": name]
    let verdict =
      look.hasEffect
      ? Phrase(en: "an effect is shown", de: "eine Wirkung ist gezeigt")
      : Phrase(en: "no effect is shown yet", de: "noch ist keine Wirkung gezeigt")
    let effects = comparison(
      arm, name, unit,
      Comparison(
        difference: look.difference, limits: look.differenceLimits, lift: look.lift,
        liftLimits: look.liftLimits, kind: .confidence))
    let test = [
      finding("experiment.statistic", subject, look.standardised, .one) {
        Phrase(
          en: "at look \(trace.looks.count) \(arm) is \($0) standard errors off in \(name): "
            + verdict.en,
          de: "beim Blick \(trace.looks.count) liegt \(arm) bei \(name) \($0) Standardfehler "
            + "entfernt: \(verdict.de)")
      },
      finding("experiment.boundary", subject, look.critical, .one) {
        Phrase(
          en: "an effect of \(arm) in \(name) needs \($0) standard errors",
          de: "eine Wirkung von \(arm) bei \(name) braucht \($0) Standardfehler")
      },
    ]
    guard let pValue = look.pValue else { return effects + test }
    return effects + test + [
      finding("experiment.p_value", subject, pValue, .one) {
        Phrase(
          en: "\(arm) has an always-valid p-value of \($0) in \(name)",
          de: "\(arm) hat bei \(name) einen jederzeit gültigen p-Wert von \($0)")
      }
    ]
  }
}
