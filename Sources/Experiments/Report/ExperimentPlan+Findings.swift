public import Findings

extension ExperimentPlan {
  /// What the plan says.
  ///
  /// - `experiment.sample_size` {}: the units of all arms; `experiment.mde` {}: the lift found with
  ///   them; `experiment.power` {}: the probability of finding it; `experiment.run_time` {}: days;
  ///   `experiment.inflation` {}: the factor that looks before the end cost, if there are any.
  ///
  /// - Parameter language: the language of the texts.
  public func findings(language: Language) -> [Finding] {
    let style = NumberStyle(language)
    func finding(_ name: String, _ value: Double, _ unit: Unit, _ text: Phrase) -> Finding {
      Finding(
        id: "experiment.\(name)", value: value, unit: unit, grade: .assumption,
        text: text[language])
    }
    let count = style.number(Double(units), decimals: 0)
    let shown = style.quantity(lift, as: .share)
    let chance = style.quantity(power, as: .share)
    var findings = [
      finding(
        "sample_size", Double(units), Unit("units"),
        Phrase(
          en: "The experiment has \(count) units in all arms together.",
          de: "Das Experiment hat \(count) Einheiten in allen Gruppen zusammen.")),
      finding(
        "mde", lift, .one,
        Phrase(
          en: "It is planned to find a lift of \(shown).",
          de: "Es soll eine Veränderung um \(shown) finden.")),
      finding(
        "power", power, .one,
        Phrase(
          en: "Such a lift is found with a probability of \(chance).",
          de: "Eine solche Veränderung wird mit einer Wahrscheinlichkeit von \(chance) gefunden.")),
    ]
    if let days {
      findings.append(
        finding(
          "run_time", Double(days), Unit("days"),
          Phrase(
            en: "It takes \(days) days until all units have arrived.",
            de: "Bis alle Einheiten da sind, vergehen \(days) Tage.")))
    }
    if inflation != 1 {
      let factor = style.number(inflation, significant: 3)
      findings.append(
        finding(
          "inflation", inflation, .one,
          Phrase(
            en: "Looks before the end cost \(factor) times the units of a single look.",
            de:
              "Blicke vor dem Ende kosten das \(factor)-Fache der Einheiten eines einzigen Blicks."
          )))
    }
    return findings
  }
}
