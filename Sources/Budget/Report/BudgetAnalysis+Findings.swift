public import Findings
import Interchange

extension BudgetAnalysis {
  /// The facts.
  ///
  /// - `budget.probability_better`: {}, that the plan brings more than today's, judged on draws that
  ///   did not choose it; with the verdict in words.
  /// - `budget.probability_asked`: {}, with what probability it must do so to be recommended.
  /// - `budget.outcome_change`: {}, what the plan brings more, by what plans are judged by: outcome
  ///   where the total is given, profit less spend where it is not; `budget.outcome_change_share` over
  ///   what today's brings.
  /// - `budget.current`, `budget.recommended`: {} and {channel}, and {channel, geo} by geo; the
  ///   interval of a recommended amount holds the best plans of single draws.
  /// - `budget.change`: {channel}, recommended over today's less 1.
  /// - `budget.outcome`, `budget.roi`: {scenario: today | recommended}.
  /// - `budget.mroi`: {channel, scenario}, profit money that the next unit of money brings.
  /// - `budget.frequency`: {channel, scenario}, contacts over people reached, where it was chosen.
  /// - `budget.optimality_gap`: {}, how much any plan could beat this one, over what it brings; absent
  ///   where the plan is a local optimum.
  /// - `budget.optimism`: {}, by how much judging on the choosing draws would have flattered.
  /// - `budget.regret`: {} and {scenario: today}, expected loss against knowing the truth.
  /// - `budget.evpi`: {} and {channel}, the worth of perfect knowledge.
  /// - `budget.flighting_gain`, `budget.flighting_gap`: {}, of a free flighting over today's course.
  public func findings(language: Language) -> [Finding] {
    let writer = BudgetWriter(context, language)
    return verdict(writer) + amounts(writer) + outcomes(writer) + frequencyFindings(writer)
      + certainty(writer)
      + (flighting.map { flightingFindings($0, writer) } ?? [])
  }

  private func verdict(_ writer: BudgetWriter) -> [Finding] {
    let isMove = isRecommended
    let today = decision.todayOutcomes.reduce(0, +) / Double(decision.todayOutcomes.count)
    let base = problem.judgesProfit ? problem.worth * today - problem.todayTotal : today
    let what =
      problem.judgesProfit
      ? Phrase(en: "profit after spend", de: "Gewinn nach Ausgaben")
      : Phrase(en: "outcome", de: "Ergebnis")
    var findings = [
      writer.finding("budget.probability_better", value: decision.probability, .one) {
        isMove
          ? Phrase(
            en: "Move the budget: the plan is better than today's with a probability of \($0)",
            de: "Budget umschichten: Der Plan ist mit einer Wahrscheinlichkeit von \($0) besser als"
              + " der heutige")
          : Phrase(
            en: "Keep the plan: the best one found is better than today's with a probability of"
              + " only \($0)",
            de: "Plan beibehalten: Der beste gefundene ist nur mit einer Wahrscheinlichkeit von"
              + " \($0) besser als der heutige")
      },
      writer.finding(
        "budget.probability_asked", value: problem.options.probability, .one, grade: .descriptive
      ) {
        Phrase(
          en:
            "A plan is recommended if it is better than today's with a probability of at least \($0)",
          de:
            "Empfohlen wird ein Plan, der mit einer Wahrscheinlichkeit von mindestens \($0) besser"
            + " als der heutige ist")
      },
      writer.finding(
        "budget.outcome_change", value: meanChange, interval: interval(decision.changes), judged
      ) {
        Phrase(
          en: "The plan changes the expected \(what.en) by \($0)",
          de: "Der Plan ändert das erwartete \(what.de) um \($0)")
      },
    ]
    if base > 0 {
      let shares = interval(decision.changes).map {
        Interval(
          lower: $0.lower / base, upper: $0.upper / base, level: $0.level, kind: $0.kind)
      }
      findings.append(
        writer.finding(
          "budget.outcome_change_share", value: meanChange / base, interval: shares, .one
        ) {
          Phrase(
            en: "That is \($0) of what today's plan brings",
            de: "Das sind \($0) dessen, was der heutige Plan bringt")
        })
    }
    return findings
  }

  private func amounts(_ writer: BudgetWriter) -> [Finding] {
    let (today, plan) = (byChannel(problem.today), byChannel(decision.optimum.plan))
    let money = context.money
    func current(_ subject: [String: String], _ amount: Double, _ name: String) -> Finding {
      writer.finding("budget.current", subject, value: amount, money, grade: .descriptive) {
        Phrase(
          en: "Today's plan spends \($0)\(name.isEmpty ? "" : " on \(name)")",
          de: "Der heutige Plan gibt \($0)\(name.isEmpty ? "" : " für \(name)") aus")
      }
    }
    func recommended(
      _ subject: [String: String], _ amount: Double, _ interval: Interval?, _ name: String
    ) -> Finding {
      writer.finding(
        "budget.recommended", subject, value: amount, interval: interval, money
      ) {
        Phrase(
          en: "The best plan found spends \($0)\(name.isEmpty ? "" : " on \(name)")",
          de: "Der beste gefundene Plan gibt \($0)\(name.isEmpty ? "" : " für \(name)") aus")
      }
    }
    var findings = [
      current([:], problem.todayTotal, ""),
      recommended([:], decision.optimum.plan.reduce(0, +), nil, ""),
    ]
    for (c, name) in problem.model.channels.enumerated() {
      let subject = ["channel": name]
      findings.append(current(subject, today[c], name))
      findings.append(recommended(subject, plan[c], interval(drawAmounts(channel: c)), name))
      if today[c] > 0 {
        findings.append(
          writer.finding("budget.change", subject, value: plan[c] / today[c] - 1, .one) {
            Phrase(
              en: "That changes the spend on \(name) by \($0)",
              de: "Das ändert die Ausgaben für \(name) um \($0)")
          })
      }
    }
    guard problem.options.grain == .geo, problem.model.geos.count > 1 else { return findings }
    for (cell, amount) in zip(problem.cells, decision.optimum.plan) {
      guard let geo = cell.geo.map({ problem.model.geos[$0] }) else { continue }
      let channel = problem.model.channels[cell.channel]
      let subject = ["channel": channel, "geo": geo]
      findings.append(current(subject, cell.today, "\(channel), \(geo)"))
      findings.append(recommended(subject, amount, nil, "\(channel), \(geo)"))
    }
    return findings
  }

  /// Today's plan and the best one, as scenarios.
  static let scenarios = [
    ("today", Phrase(en: "today's plan", de: "der heutige Plan")),
    ("recommended", Phrase(en: "the best plan found", de: "der beste gefundene Plan")),
  ]

  private func outcomes(_ writer: BudgetWriter) -> [Finding] {
    let plans = [problem.today, decision.optimum.plan]
    let draws = [decision.todayOutcomes, decision.outcomes]
    var findings: [Finding] = []
    for (k, (scenario, name)) in Self.scenarios.enumerated() {
      let subject = ["scenario": scenario]
      let mean = draws[k].reduce(0, +) / Double(draws[k].count)
      findings.append(
        writer.finding(
          "budget.outcome", subject, value: mean, interval: interval(draws[k]), context.outcome
        ) {
          Phrase(en: "By \(name.en), media bring \($0)", de: "Durch Medien bringt \(name.de) \($0)")
        })
      let spend = plans[k].reduce(0, +)
      guard spend > 0, problem.model.outcomeValue != nil else { continue }
      let returns = draws[k].map { problem.worth * $0 / spend }
      findings.append(
        writer.finding(
          "budget.roi", subject, value: problem.worth * mean / spend, interval: interval(returns),
          context.money / context.money
        ) {
          Phrase(
            en: "By \(name.en), each unit of money brings \($0)",
            de: "Je Geldeinheit bringt \(name.de) \($0)")
        })
    }
    guard problem.options.grain == .channel, problem.model.outcomeValue != nil else {
      return findings
    }
    for (j, curve) in problem.table.curves.enumerated() {
      let channel = problem.model.channels[problem.cells[j].channel]
      for (k, (scenario, name)) in Self.scenarios.enumerated() {
        findings.append(
          writer.finding(
            "budget.mroi", ["channel": channel, "scenario": scenario],
            value: problem.worth
              * (k == 0 ? problem.slopeToday(j) : curve.meanSlope(at: plans[k][j])),
            context.money / context.money
          ) {
            Phrase(
              en: "The next unit of money on \(channel) brings \($0) by \(name.en)",
              de: "Die nächste Geldeinheit für \(channel) bringt \($0) (\(name.de))")
          })
      }
    }
    return findings
  }

  private func certainty(_ writer: BudgetWriter) -> [Finding] {
    var findings: [Finding] = []
    if let gap = decision.optimum.gap {
      let size = abs(decision.optimum.value)
      findings.append(
        writer.finding("budget.optimality_gap", value: size > 0 ? gap / size : 0, .one) { _ in
          let share = writer.style.number(100 * gap / max(size, 1e-300), significant: 2)
          return Phrase(
            en: "No plan that keeps the conditions can beat this one in expectation by more than"
              + " \(share)%",
            de: "Kein Plan, der die Bedingungen einhält, kann diesen im Erwartungswert um mehr als"
              + " \(share) % übertreffen")
        })
    }
    findings.append(
      writer.finding("budget.optimism", value: decision.optimism, judged) {
        Phrase(
          en: "Judged on the draws that chose it, a plan would look \($0) better than it is",
          de: "An den Ziehungen gemessen, die ihn wählten, sähe ein Plan um \($0) besser aus")
      })
    for (subject, value, name) in [
      ([:], decision.regret, Self.scenarios[1].1),
      (["scenario": "today"], decision.todayRegret, Self.scenarios[0].1),
    ] {
      findings.append(
        writer.finding("budget.regret", subject, value: value, judged) {
          Phrase(
            en: "Not knowing the truth, \(name.en) is expected to lose \($0) against the best one",
            de: "Weil die Wahrheit unbekannt ist, verliert \(name.de) gegen den besten im Mittel"
              + " \($0)")
        })
    }
    findings.append(
      writer.finding("budget.evpi", value: decision.perfect, judged) {
        Phrase(
          en: "Knowing every channel's response exactly would be worth \($0)",
          de: "Die Wirkung jedes Kanals genau zu kennen, wäre \($0) wert")
      })
    return findings
      + zip(problem.model.channels, decision.information).map { name, value in
        writer.finding("budget.evpi", ["channel": name], value: value, judged) {
          Phrase(
            en: "Knowing the response of \(name) exactly would be worth \($0)",
            de: "Die Wirkung von \(name) genau zu kennen, wäre \($0) wert")
        }
      }
  }

  private func flightingFindings(_ free: FreeFlighting, _ writer: BudgetWriter) -> [Finding] {
    var findings = [
      writer.finding("budget.flighting_gain", value: free.gain, context.outcome) {
        Phrase(
          en: "Spread anew over the periods, the plan brings \($0) more",
          de: "Neu über die Perioden verteilt, bringt der Plan \($0) mehr")
      }
    ]
    if let gap = free.gap {
      findings.append(
        writer.finding("budget.flighting_gap", value: gap, .one) {
          Phrase(
            en: "No other course over the periods can bring more than \($0) on top",
            de: "Kein anderer Verlauf kann mehr als \($0) zusätzlich bringen")
        })
    }
    return findings
  }
}
