public import Findings

extension BanditSimulation {
  /// The section of a report: bounds kept and missed, regret, and the pictures.
  public var section: Section {
    Section(
      id: "bandit-simulation",
      title: Phrase(en: "Bandit, simulated", de: "Bandit, simuliert"),
      blocks: (bandit.guardrails.isEmpty ? [] : [.table(violationGrid)]) + [.table(regretGrid)]
        + figures.map { .figure($0.id) } + [.note(.init(.information, explanation))])
  }

  private var explanation: Phrase {
    let writer = (en: BanditWriter(.en), de: BanditWriter(.de))
    return Phrase(
      en: "Each campaign draws its truth from the bandit's own priors, and runs twice on it: with "
        + "guardrails and without. A bound is missed where the true expected metric of all decisions "
        + "after a burn-in of \(writer.en.count(bandit.burnIn)) is beyond it at the campaign's end. "
        + "Intervals hold the error of simulating no more campaigns than these.",
      de:
        "Jede Kampagne zieht ihre Wahrheit aus den A-priori-Verteilungen des Bandits und läuft darauf "
        + "zweimal: mit Leitplanken und ohne. Eine Grenze ist verfehlt, wenn der wahre erwartete Wert "
        + "aller Entscheidungen nach einer Anlaufzeit von \(writer.de.count(bandit.burnIn)) am Ende der "
        + "Kampagne jenseits liegt. Intervalle enthalten den Fehler der begrenzten Zahl von Kampagnen."
    )
  }

  private var violationGrid: Grid {
    Grid(
      id: "bandit-violations",
      title: Phrase(en: "Campaigns that miss a bound", de: "Kampagnen, die eine Grenze verfehlen"),
      columns: [
        Phrase(en: "Guardrail", de: "Leitplanke"), Phrase(en: "Bound", de: "Grenze"),
        Phrase(en: "Allowed", de: "Erlaubt"),
        Phrase(en: "With guardrails", de: "Mit Leitplanken"),
        Phrase(en: "Interval", de: "Intervall"),
        Phrase(en: "Without", de: "Ohne"),
      ],
      rows: bandit.guardrails.map { guardrail in
        let metric = guardrail.metric.rawValue
        func key(_ model: String) -> FindingKey {
          FindingKey(id: "bandit.violation_share", subject: ["metric": metric, "model": model])
        }
        return [
          .text(BanditWriter.name(guardrail.metric)), .number(guardrail.bound, .one),
          .value(FindingKey(id: "bandit.permitted_violation_share", subject: ["metric": metric])),
          .value(key("guardrails")), .interval(key("guardrails")), .value(key("thompson")),
        ]
      })
  }

  private var regretGrid: Grid {
    var scenarios: [(Phrase, String?)] = [(Phrase(en: "All", de: "Alle"), nil)]
    if !slack.isEmpty {
      scenarios.append((Phrase(en: "Guardrails slack", de: "Leitplanken locker"), "slack"))
    }
    return Grid(
      id: "bandit-regret", title: Phrase(en: "Regret a campaign", de: "Bedauern je Kampagne"),
      columns: [
        Phrase(en: "Campaigns", de: "Kampagnen"), Phrase(en: "Number", de: "Anzahl"),
        Phrase(en: "With guardrails", de: "Mit Leitplanken"),
        Phrase(en: "Interval", de: "Intervall"), Phrase(en: "Without", de: "Ohne"),
        Phrase(en: "Interval", de: "Intervall"),
      ],
      rows: scenarios.map { label, scenario in
        func key(_ model: String) -> FindingKey {
          var subject = ["model": model]
          subject["scenario"] = scenario
          return FindingKey(id: "bandit.regret", subject: subject)
        }
        let count = FindingKey(
          id: "bandit.campaigns", subject: scenario.map { ["scenario": $0] } ?? [:])
        return [
          .text(label), .value(count), .value(key("guardrails")), .interval(key("guardrails")),
          .value(key("thompson")), .interval(key("thompson")),
        ]
      })
  }

  /// The numbers that head the report.
  public var headline: [(label: Phrase, finding: FindingKey)] {
    bandit.guardrails.map { guardrail in
      let name = BanditWriter.name(guardrail.metric)
      return (
        Phrase(en: "Miss the bound: \(name.en)", de: "Verfehlen die Grenze: \(name.de)"),
        FindingKey(
          id: "bandit.violation_share",
          subject: ["metric": guardrail.metric.rawValue, "model": "guardrails"])
      )
    } + [
      (
        Phrase(en: "Regret a campaign", de: "Bedauern je Kampagne"),
        FindingKey(id: "bandit.regret", subject: ["model": "guardrails"])
      )
    ]
  }
}
