public import Findings

extension OffPolicyEvaluation {
  /// The facts: `bandit.decisions` {}, `bandit.logged_value` {}, then for each {model}, in the order asked
  /// for, `bandit.value` (reward a decision), `bandit.gain` (that less the logged one) and `bandit.ess`
  /// (effective rows); `bandit.weight` {metric: mean, largest, clipped_share}; `bandit.support` {metric:
  /// uncovered_share}; and where that is not 0, `bandit.bound` {metric: lower, upper}.
  public func findings(language: Language) -> [Finding] {
    let writer = OffPolicyWriter(self, language)
    return writer.log() + parts.flatMap { writer.estimates($0) } + writer.weights()
      + writer.support()
  }
}

extension OffPolicyWriter {
  func log() -> [Finding] {
    [
      finding(
        "bandit.decisions", value: Double(evaluation.rows), unit: Self.rows, grade: .descriptive
      ) {
        Phrase(en: "The log has \($0) decisions", de: "Das Protokoll hat \($0) Entscheidungen")
      },
      finding(
        "bandit.logged_value", value: evaluation.logged.value,
        interval: evaluation.logged.interval, unit: evaluation.rewardUnit, grade: .descriptive
      ) {
        Phrase(
          en: "The policy that wrote the log earned \($0) a decision",
          de: "Die Strategie, die das Protokoll schrieb, brachte \($0) je Entscheidung")
      },
    ]
  }

  func estimates(_ part: OffPolicyEvaluation.Part) -> [Finding] {
    let name = part.estimator.rawValue
    let subject = ["model": name]
    return [
      finding(
        "bandit.value", subject, value: part.value?.value, interval: part.value?.interval,
        unit: evaluation.rewardUnit, problem: part.problem
      ) {
        Phrase(
          en: "By \(name), the policy would have earned \($0) a decision",
          de: "Nach \(name) hätte die Strategie \($0) je Entscheidung gebracht")
      },
      finding(
        "bandit.gain", subject, value: part.gain?.value, interval: part.gain?.interval,
        unit: evaluation.rewardUnit, problem: part.problem
      ) {
        Phrase(
          en: "By \(name), that is \($0) more a decision than the log earned",
          de: "Nach \(name) sind das \($0) je Entscheidung mehr, als das Protokoll brachte")
      },
      finding(
        "bandit.ess", subject, value: part.problem == nil ? part.effectiveRows : nil,
        unit: Self.rows, grade: .descriptive, problem: part.problem
      ) {
        Phrase(
          en: "The estimate by \(name) rests on as much as \($0) evenly weighted rows",
          de: "Die Schätzung nach \(name) ruht auf so viel wie \($0) gleich gewichteten Zeilen")
      },
    ]
  }

  func weights() -> [Finding] {
    let weights = evaluation.weights
    var findings = [
      finding(
        "bandit.weight", ["metric": "mean"], value: weights.mean, unit: .one, grade: .descriptive
      ) {
        Phrase(
          en:
            "The weights of the rows have a mean of \($0); it is near 1 where the propensities are "
            + "right",
          de:
            "Die Gewichte der Zeilen sind im Mittel \($0); bei richtigen Wahrscheinlichkeiten liegt "
            + "das nahe 1")
      },
      finding(
        "bandit.weight", ["metric": "largest"], value: weights.largest, unit: .one,
        grade: .descriptive
      ) {
        Phrase(en: "The largest weight is \($0)", de: "Das größte Gewicht ist \($0)")
      },
    ]
    if evaluation.options.clip != nil {
      findings.append(
        finding(
          "bandit.weight", ["metric": "clipped_share"], value: weights.clippedShare, unit: .one,
          grade: .descriptive
        ) {
          Phrase(
            en: "\($0) of the rows had their weight cut down",
            de: "Bei \($0) der Zeilen wurde das Gewicht gekappt")
        })
    }
    return findings
  }

  func support() -> [Finding] {
    var findings = [
      finding(
        "bandit.support", ["metric": "uncovered_share"], value: evaluation.support.uncovered,
        unit: .one, grade: .descriptive
      ) {
        Phrase(
          en: "The log shows no row for \($0) of what the policy chooses",
          de: "Zu \($0) dessen, was die Strategie wählt, zeigt das Protokoll keine Zeile")
      }
    ]
    guard let bounds = evaluation.bounds else { return findings }
    for (metric, value, en, de) in [
      ("lower", bounds.lowerBound, "least", "geringsten"),
      ("upper", bounds.upperBound, "greatest", "größten"),
    ] {
      findings.append(
        finding(
          "bandit.bound", ["metric": metric], value: value, unit: evaluation.rewardUnit,
          grade: .assumption
        ) {
          Phrase(
            en:
              "If what the log does not show always brought the \(en) reward of the log, the policy "
              + "would have earned \($0) a decision by ipw",
            de:
              "Brächte das, was das Protokoll nicht zeigt, immer den \(de) Ertrag des Protokolls, "
              + "hätte die Strategie nach ipw \($0) je Entscheidung gebracht")
        })
    }
    return findings
  }
}
