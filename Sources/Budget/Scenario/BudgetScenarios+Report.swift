public import Findings
import Interchange

extension BudgetScenarios {
  /// The facts of each plan, {scenario: its name}, today's as `today`: `budget.planned` (its total, and
  /// {channel, scenario}), `budget.outcome`, `budget.roi`; and but for today's
  /// `budget.outcome_change` (of profit less spend where totals differ and outcome has a value in
  /// money, else of outcome) and `budget.probability_better`.
  public func findings(language: Language) -> [Finding] {
    let writer = BudgetWriter(context, language)
    return scenarios.flatMap { one -> [Finding] in
      let subject = ["scenario": one.name]
      let spend = one.amounts.reduce(0, +)
      var findings = [
        writer.finding(
          "budget.planned", subject, value: spend, context.money, grade: .descriptive
        ) {
          Phrase(en: "Plan \(one.name) spends \($0)", de: "Plan \(one.name) gibt \($0) aus")
        },
        writer.finding(
          "budget.outcome", subject, value: mean(one.outcomes), interval: band(one.outcomes),
          context.outcome
        ) {
          Phrase(
            en: "By plan \(one.name), media bring \($0)",
            de: "Durch Plan \(one.name) bringen Medien \($0)")
        },
      ]
      if let worth, spend > 0 {
        let returns = one.outcomes.map { worth * $0 / spend }
        findings.append(
          writer.finding(
            "budget.roi", subject, value: mean(returns), interval: band(returns),
            context.money / context.money
          ) {
            Phrase(
              en: "By plan \(one.name), each unit of money brings \($0)",
              de: "Durch Plan \(one.name) bringt jede Geldeinheit \($0)")
          })
      }
      if one.name != "today" { findings += comparison(one, writer) }
      return findings
        + zip(model.channels, one.amounts).map { channel, amount in
          writer.finding(
            "budget.planned", ["channel": channel, "scenario": one.name], value: amount,
            context.money, grade: .descriptive
          ) {
            Phrase(
              en: "Plan \(one.name) spends \($0) on \(channel)",
              de: "Plan \(one.name) gibt \($0) für \(channel) aus")
          }
        }
    }
  }

  private func comparison(_ one: Scenario, _ writer: BudgetWriter) -> [Finding] {
    let subject = ["scenario": one.name]
    let changes = changes(one)
    let share = Double(changes.count { $0 > 0 }) / Double(changes.count)
    let what =
      judgesProfit
      ? Phrase(en: "profit after spend", de: "Gewinn nach Ausgaben")
      : Phrase(en: "outcome", de: "Ergebnis")
    return [
      writer.finding(
        "budget.outcome_change", subject, value: mean(changes), interval: band(changes),
        judgesProfit ? context.money : context.outcome
      ) {
        Phrase(
          en: "Plan \(one.name) changes the expected \(what.en) by \($0)",
          de: "Plan \(one.name) ändert das erwartete \(what.de) um \($0)")
      },
      writer.finding("budget.probability_better", subject, value: share, .one) {
        Phrase(
          en: "Plan \(one.name) is better than today's with a probability of \($0)",
          de: "Plan \(one.name) ist mit einer Wahrscheinlichkeit von \($0) besser als der heutige")
      },
    ]
  }

  private func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }

  private func band(_ values: [Double]) -> Interval {
    let ends = interval(values)
    return Interval(
      lower: ends.lower, upper: ends.upper, level: options.level, kind: .credible)
  }

  private func key(_ id: String, _ scenario: String) -> FindingKey {
    FindingKey(id: id, subject: ["scenario": scenario], period: context.period)
  }

  /// What to draw; nothing where the numbers are withheld.
  public func figures() -> [Figure] {
    guard context.showsNumbers else { return [] }
    let others = scenarios.dropFirst()
    let bands = others.map { band(changes($0)) }
    return [
      Figure(
        id: "budget.scenarios", kind: .bars,
        title: Phrase(en: "Plans against today's", de: "Pläne gegen den heutigen"),
        caption: Phrase(
          en: "The expected change against today's plan, with its interval.",
          de: "Die erwartete Änderung gegenüber dem heutigen Plan, mit Intervall."),
        description: Phrase(
          en: "Bars of the expected change of each plan, with intervals.",
          de: "Balken der erwarteten Änderung jedes Plans, mit Intervallen."),
        x: .init(label: Phrase(en: "Plan", de: "Plan"), scale: .category),
        y: .init(
          label: Phrase(en: "Change", de: "Änderung"),
          unit: judgesProfit ? context.money : context.outcome),
        columns: [
          .init("plan", texts: others.map(\.name)),
          .init("change", numbers: others.map { mean(changes($0)) }),
          .init("lower", numbers: bands.map(\.lower)),
          .init("upper", numbers: bands.map(\.upper)),
        ],
        marks: [
          .init(.bar, role: .model, x: "plan", y: "change"),
          .init(.range, role: .actual, x: "plan", y: "lower", y2: "upper"),
        ], findings: others.map { key("budget.outcome_change", $0.name) })
    ]
  }

  /// The parts of the report.
  public func sections() -> [Section] {
    let title = Phrase(en: "Which plan is best?", de: "Welcher Plan ist der beste?")
    guard context.showsNumbers else {
      let gate = context.gate ?? (Phrase(""), Phrase(""))
      return [
        Section(
          id: "budget-scenarios", title: title,
          blocks: [
            .note(
              .init(
                .withheld,
                Phrase(
                  en: "The comparison is withheld: \(gate.reason.en). \(gate.remedy.en)",
                  de: "Der Vergleich wird zurückgehalten: \(gate.reason.de). \(gate.remedy.de)")))
          ])
      ]
    }
    let warnings = scenarios.filter { !$0.beyond.isEmpty }.map { one -> Section.Block in
      let names = one.beyond.joined(separator: ", ")
      return .note(
        .init(
          .warning,
          Phrase(
            en:
              "Plan \(one.name) goes beyond what was ever spent in a period on \(names); there the"
              + " curves are a guess.",
            de: "Plan \(one.name) geht bei \(names) über alles hinaus, was je in einer Periode"
              + " ausgegeben wurde; dort sind die Kurven geraten.")))
    }
    return [
      Section(
        id: "budget-scenarios", title: title,
        blocks: [.table(comparisonTable()), .figure("budget.scenarios"), .table(amountTable())]
          + warnings)
    ]
  }

  private func comparisonTable() -> Grid {
    let hasReturn = worth != nil
    let rows = scenarios.map { one -> [Grid.Cell] in
      let isToday = one.name == "today"
      let none = Grid.Cell.text(Phrase("–"))
      var cells: [Grid.Cell] = [
        .text(isToday ? Phrase(en: "Today", de: "Heute") : Phrase(one.name)),
        .value(key("budget.planned", one.name)), .value(key("budget.outcome", one.name)),
        .interval(key("budget.outcome", one.name)),
      ]
      if hasReturn {
        cells.append(
          one.amounts.reduce(0, +) > 0 ? .value(key("budget.roi", one.name)) : none)
      }
      return cells + [
        isToday ? none : .value(key("budget.outcome_change", one.name)),
        isToday ? none : .value(key("budget.probability_better", one.name)),
      ]
    }
    var columns = [
      Phrase(en: "Plan", de: "Plan"), Phrase(en: "Spend", de: "Ausgaben"),
      Phrase(en: "Outcome of media", de: "Ergebnis der Medien"),
      Phrase(en: "Interval", de: "Intervall"),
    ]
    if hasReturn { columns.append(Phrase(en: "Return", de: "Rendite")) }
    columns += [
      Phrase(en: "Change", de: "Änderung"),
      Phrase(en: "Better than today's", de: "Besser als der heutige"),
    ]
    return Grid(
      id: "budget.scenarios", title: Phrase(en: "The plans compared", de: "Die Pläne im Vergleich"),
      columns: columns, rows: rows)
  }

  private func amountTable() -> Grid {
    Grid(
      id: "budget.scenario_amounts",
      title: Phrase(en: "Spend by channel", de: "Ausgaben je Kanal"),
      columns: [Phrase(en: "Channel", de: "Kanal")]
        + scenarios.map {
          $0.name == "today" ? Phrase(en: "Today", de: "Heute") : Phrase($0.name)
        },
      rows: model.channels.map { channel in
        [.text(Phrase(channel))]
          + scenarios.map {
            .value(
              FindingKey(
                id: "budget.planned", subject: ["channel": channel, "scenario": $0.name],
                period: context.period))
          }
      })
  }
}
