public import Findings

extension PlanAnalysis {
  /// What the plan says.
  ///
  /// - `experiment.sample_size` {} and {arm}: the units of all arms and of each, `control`, `arm-2`, …;
  ///   `experiment.mde` {}: the lift found with them; `experiment.power` {}: the probability of finding
  ///   it; `experiment.run_time` {}: days;
  /// - `experiment.baseline` {metric: `value` or `standard_deviation`}: what was planned with.
  /// - `experiment.mde` {scenario}: the smallest lift found within some days, as in `14 days`.
  ///   `experiment.inflation` {}: the factor that looks before the end cost, if there are any.
  ///
  /// - Parameter language: the language of the texts.
  public func findings(language: Language) -> [Finding] {
    let style = NumberStyle(language)
    func finding(
      _ name: String, _ value: Double, _ unit: Unit, of subject: [String: String] = [:],
      _ text: Phrase
    ) -> Finding {
      Finding(
        id: "experiment.\(name)", subject: subject, value: value, unit: unit, grade: .assumption,
        text: text[language])
    }
    let count = style.number(Double(plan.units), decimals: 0)
    let shown = style.quantity(plan.lift, as: .share)
    let chance = style.quantity(plan.power, as: .share)
    var findings = [
      finding(
        "sample_size", Double(plan.units), Unit("units"),
        Phrase(
          en: "The experiment has \(count) units in all arms together.",
          de: "Das Experiment hat \(count) Einheiten in allen Gruppen zusammen.")),
      finding(
        "mde", plan.lift, .one,
        Phrase(
          en: "It is planned to find a lift of \(shown).",
          de: "Es soll eine Veränderung um \(shown) finden.")),
      finding(
        "power", plan.power, .one,
        Phrase(
          en: "Such a lift is found with a probability of \(chance).",
          de: "Eine solche Veränderung wird mit einer Wahrscheinlichkeit von \(chance) gefunden.")),
    ]
    if let days = plan.days {
      findings.append(
        finding(
          "run_time", Double(days), Unit("days"),
          Phrase(
            en: "It takes \(days) days until all units have arrived.",
            de: "Bis alle Einheiten da sind, vergehen \(days) Tage.")))
    }
    if plan.inflation != 1 {
      let factor = style.number(plan.inflation, significant: 3)
      findings.append(
        finding(
          "inflation", plan.inflation, .one,
          Phrase(
            en: "Looks before the end cost \(factor) times the units of a single look.",
            de:
              "Blicke vor dem Ende kosten das \(factor)-Fache der Einheiten eines einzigen Blicks."
          )))
    }
    findings += zip(armNames, plan.unitsByArm).map { arm, units in
      let count = style.number(Double(units), decimals: 0)
      return finding(
        "sample_size", Double(units), Unit("units"), of: ["arm": arm],
        Phrase(en: "\(arm) has \(count) units.", de: "\(arm) hat \(count) Einheiten."))
    }
    findings += baselines.map { metric, value in
      let number = style.number(value, significant: 4)
      return finding(
        "baseline", value, .one, of: ["metric": metric],
        Phrase(
          en: "It is planned with a \(metric) of \(number).",
          de: "Geplant ist mit \(metric) = \(number)."))
    }
    return findings
      + horizons.compactMap { horizon in
        horizon.lift.map { lift in
          let shown = style.quantity(lift, as: .share)
          return finding(
            "mde", lift, .one, of: ["scenario": "\(horizon.days) days"],
            Phrase(
              en: "Within \(horizon.days) days a lift of \(shown) is found.",
              de: "Innerhalb von \(horizon.days) Tagen wird eine Veränderung um \(shown) gefunden.")
          )
        }
      }
  }

  /// The names of the arms: `control`, `arm-2` and so on.
  var armNames: [String] {
    plan.unitsByArm.indices.map { $0 == 0 ? "control" : "arm-\($0 + 1)" }
  }

  /// What was planned with.
  var baselines: [(metric: String, value: Double)] {
    [("value", options.baseline)]
      + (options.standardDeviation.map { [("standard_deviation", $0)] } ?? [])
  }
}
