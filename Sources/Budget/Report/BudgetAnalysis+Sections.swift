public import Findings
import Interchange

extension BudgetAnalysis {
  /// The parts of the report, in order.
  public func sections() -> [Section] {
    let title = Phrase(en: "Where should the money go?", de: "Wohin sollte das Geld?")
    guard context.showsNumbers else {
      let gate = context.gate ?? (Phrase(""), Phrase(""))
      return [
        Section(
          id: "budget", title: title,
          blocks: [
            .note(
              .init(
                .withheld,
                Phrase(
                  en: "The plan is withheld: \(gate.reason.en). \(gate.remedy.en)",
                  de: "Der Plan wird zurückgehalten: \(gate.reason.de). \(gate.remedy.de)")))
          ])
      ]
    }
    return [
      Section(
        id: "budget", title: title,
        blocks: [.note(verdictNote), .table(planTable()), .figure("budget.allocation")]
          + extrapolationNotes().map { .note($0) } + frequencyTable() + monthTable() + geoTables()),
      Section(
        id: "budget-risk", title: Phrase(en: "How sure is it?", de: "Wie sicher ist das?"),
        blocks: [.table(riskTable()), .figure("budget.risk"), .note(methodNote), .note(solverNote)]),
      Section(
        id: "budget-response",
        title: Phrase(en: "What does money bring?", de: "Was bringt Geld?"),
        blocks: (frontier.count > 2 ? [.figure("budget.frontier")] : [])
          + [.table(returnTable())]
          + (problem.options.grain == .channel
            ? problem.cells.indices.filter { problem.table.curves[$0].count > 1 }.map {
              .figure("budget.response.\(problem.model.channels[problem.cells[$0].channel])")
            } : [])),
    ] + (flighting.map { [flightingSection($0)] } ?? [])
  }

  /// The numbers that head a report, in groups.
  public var headline: [(label: Phrase, entries: [(label: Phrase, finding: FindingKey)])] {
    guard context.showsNumbers else { return [] }
    let writer = BudgetWriter(context, .en)
    let change = Phrase(en: "Expected change", de: "Erwartete Änderung")
    let probability =
      isRecommended
      ? Phrase(
        en: "Move: better with probability", de: "Umschichten: besser mit Wahrscheinlichkeit")
      : Phrase(
        en: "Keep the plan: better only with probability",
        de: "Plan beibehalten: besser nur mit Wahrscheinlichkeit")
    let channels = problem.model.channels.map {
      (Phrase($0), writer.key("budget.recommended", ["channel": $0]))
    }
    return [
      (probability, [(probability, writer.key("budget.probability_better"))]),
      (change, [(change, writer.key("budget.outcome_change"))]),
      (Phrase(en: "Best plan found", de: "Bester gefundener Plan"), channels),
    ]
  }

  private var verdictNote: Section.Note {
    let asked = NumberStyle(.en).number(100 * problem.options.probability, significant: 3)
    let gefragt = NumberStyle(.de).number(100 * problem.options.probability, significant: 3)
    return isRecommended
      ? .init(
        .information,
        Phrase(
          en: "Move the budget: the plan is better than today's with at least the \(asked)%"
            + " probability that was asked for.",
          de:
            "Budget umschichten: Der Plan ist mindestens mit der verlangten Wahrscheinlichkeit von"
            + " \(gefragt) % besser als der heutige."))
      : .init(
        .warning,
        Phrase(
          en: "Keep the plan: no other one is better with the \(asked)% probability that was asked"
            + " for. What follows is the best one found, for orientation.",
          de: "Plan beibehalten: Kein anderer ist mit der verlangten Wahrscheinlichkeit von"
            + " \(gefragt) % besser. Das Folgende ist der beste gefundene, zur Orientierung."))
  }

  private func planTable() -> Grid {
    let writer = BudgetWriter(context, .en)
    let today = byChannel(problem.today)
    let rows = problem.model.channels.enumerated().map { c, name -> [Grid.Cell] in
      let subject = ["channel": name]
      return [
        .text(Phrase(name)), .value(writer.key("budget.current", subject)),
        .value(writer.key("budget.recommended", subject)),
        today[c] > 0
          ? .value(writer.key("budget.change", subject))
          : .text(Phrase(en: "new", de: "neu")),
        .interval(writer.key("budget.recommended", subject)),
      ]
    }
    let total: [Grid.Cell] = [
      .text(Phrase(en: "All channels", de: "Alle Kanäle")), .value(writer.key("budget.current")),
      .value(writer.key("budget.recommended")), .text(Phrase("")), .text(Phrase("")),
    ]
    return Grid(
      id: "budget.plan", title: Phrase(en: "The plan", de: "Der Plan"),
      columns: [
        Phrase(en: "Channel", de: "Kanal"), Phrase(en: "Today", de: "Heute"),
        Phrase(en: "Best plan found", de: "Bester gefundener Plan"),
        Phrase(en: "Change", de: "Änderung"),
        Phrase(en: "Best amounts of single draws", de: "Beste Beträge einzelner Ziehungen"),
      ], rows: rows + [total])
  }

  private func riskTable() -> Grid {
    let writer = BudgetWriter(context, .en)
    func row(_ name: Phrase, _ id: String, _ subject: [String: String] = [:]) -> [Grid.Cell] {
      [.text(name), .value(writer.key(id, subject))]
    }
    var rows = [
      row(
        Phrase(en: "Probability of being better", de: "Wahrscheinlichkeit, besser zu sein"),
        "budget.probability_better"),
      row(Phrase(en: "Expected change", de: "Erwartete Änderung"), "budget.outcome_change"),
      row(
        Phrase(
          en: "Flattery by choosing on the same draws", de: "Schönung durch gleiche Ziehungen"),
        "budget.optimism"),
      row(Phrase(en: "Expected regret", de: "Erwartetes Bedauern"), "budget.regret"),
      row(
        Phrase(en: "Expected regret of today's plan", de: "Erwartetes Bedauern des heutigen Plans"),
        "budget.regret", ["scenario": "today"]),
    ]
    if decision.optimum.gap != nil {
      rows.append(
        row(
          Phrase(en: "Certified gap to the optimum", de: "Belegter Abstand zum Optimum"),
          "budget.optimality_gap"))
    }
    rows.append(
      row(Phrase(en: "Worth of perfect knowledge", de: "Wert vollkommenen Wissens"), "budget.evpi"))
    rows += problem.model.channels.map {
      row(
        Phrase(en: "Worth of knowing \($0)", de: "Wert, \($0) genau zu kennen"), "budget.evpi",
        ["channel": $0])
    }
    return Grid(
      id: "budget.risk", title: Phrase(en: "The decision", de: "Die Entscheidung"),
      columns: [Phrase(en: "Measure", de: "Maß"), Phrase(en: "Value", de: "Wert")], rows: rows)
  }

  private func returnTable() -> Grid {
    let writer = BudgetWriter(context, .en)
    let hasMoney = problem.model.outcomeValue != nil
    var rows: [[Grid.Cell]] = [
      [.text(Phrase(en: "Outcome of media", de: "Ergebnis der Medien"))]
        + Self.scenarios.map { .value(writer.key("budget.outcome", ["scenario": $0.0])) }
    ]
    if hasMoney && problem.todayTotal > 0 && decision.optimum.plan.reduce(0, +) > 0 {
      rows.append(
        [.text(Phrase(en: "Return on spend", de: "Rendite"))]
          + Self.scenarios.map { .value(writer.key("budget.roi", ["scenario": $0.0])) })
    }
    if hasMoney && problem.options.grain == .channel {
      rows += problem.model.channels.map { name in
        [.text(Phrase(en: "Next unit of money on \(name)", de: "Nächste Geldeinheit für \(name)"))]
          + Self.scenarios.map {
            .value(writer.key("budget.mroi", ["channel": name, "scenario": $0.0]))
          }
      }
    }
    return Grid(
      id: "budget.returns", title: Phrase(en: "Returns", de: "Renditen"),
      columns: [
        Phrase(en: "Measure", de: "Maß"), Phrase(en: "Today", de: "Heute"),
        Phrase(en: "Best plan found", de: "Bester gefundener Plan"),
      ], rows: rows)
  }

  private func geoTables() -> [Section.Block] {
    guard problem.options.grain == .geo, problem.model.geos.count > 1 else { return [] }
    let writer = BudgetWriter(context, .en)
    let rows = problem.cells.compactMap { cell -> [Grid.Cell]? in
      guard let geo = cell.geo.map({ problem.model.geos[$0] }) else { return nil }
      let channel = problem.model.channels[cell.channel]
      let subject = ["channel": channel, "geo": geo]
      return [
        .text(Phrase(geo)), .text(Phrase(channel)), .value(writer.key("budget.current", subject)),
        .value(writer.key("budget.recommended", subject)),
      ]
    }
    return [
      .table(
        Grid(
          id: "budget.geo_plan",
          title: Phrase(en: "The plan by region", de: "Der Plan nach Regionen"),
          columns: [
            Phrase(en: "Region", de: "Region"), Phrase(en: "Channel", de: "Kanal"),
            Phrase(en: "Today", de: "Heute"),
            Phrase(en: "Best plan found", de: "Bester gefundener Plan"),
          ], rows: rows))
    ]
  }

  private func extrapolationNotes() -> [Section.Note] {
    zip(problem.cells, decision.optimum.plan).enumerated().compactMap { j, pair in
      let (cell, amount) = pair
      guard amount > cell.observed * (1 + 1e-9), problem.options.grain == .channel else {
        return nil
      }
      let name = problem.names[j]
      return .init(
        .warning,
        Phrase(
          en: "\(name): the best plan spends more in some period than was ever observed; there the"
            + " curve is a guess.",
          de:
            "\(name): Der beste Plan gibt in mancher Periode mehr aus, als je beobachtet wurde; dort"
            + " ist die Kurve geraten."))
    }
  }

  private var methodNote: Section.Note {
    .init(
      .information,
      Phrase(
        en: "Plans are chosen on one half of the posterior draws and judged on the other, both ways"
          + " round; so the probability is not flattered by the choice. Single draws are solved in"
          + " straight lines between nodes of their curves. Knowing a channel means knowing its curve"
          + " and what that tells of the others.",
        de: "Pläne werden an der einen Hälfte der Ziehungen gewählt und an der anderen gemessen, in"
          + " beiden Richtungen; die Wahrscheinlichkeit ist also nicht geschönt. Einzelne Ziehungen"
          + " werden mit geraden Stücken ihrer Kurven gelöst. Einen Kanal zu kennen heißt, seine Kurve"
          + " zu kennen und was sie über die anderen sagt."))
  }

  private var solverNote: Section.Note {
    if decision.optimum.gap == nil {
      return .init(
        .information,
        Phrase(
          en:
            "A risk objective has several peaks: the plan is a local optimum, the best of searches"
            + " from several starts.",
          de: "Ein Risikoziel hat mehrere Gipfel: Der Plan ist ein lokales Optimum, das beste aus"
            + " Suchen von mehreren Startpunkten."))
    }
    return decision.optimum.isConcave
      ? .init(
        .information,
        Phrase(
          en:
            "All expected curves bend downwards, so the plan is the optimum; the gap is certified by"
            + " duality.",
          de:
            "Alle erwarteten Kurven flachen ab, also ist der Plan das Optimum; der Abstand ist durch"
            + " Dualität belegt."))
      : .init(
        .information,
        Phrase(
          en: "Some expected curves are S-shaped: the plan was found by branch and bound over their"
            + " concave hulls, and the gap certified by duality.",
          de:
            "Manche erwartete Kurven sind S-förmig: Der Plan wurde durch Branch-and-Bound über ihre"
            + " konkaven Hüllen gefunden, der Abstand durch Dualität belegt."))
  }

  private func flightingSection(_ free: FreeFlighting) -> Section {
    let writer = BudgetWriter(context, .en)
    let channels = problem.model.channels
    let rows = problem.model.periods.enumerated().map { t, label -> [Grid.Cell] in
      [.text(Phrase(label))]
        + channels.indices.map { c in .number(free.course(channel: c, problem)[t], context.money) }
    }
    var summary: [[Grid.Cell]] = [
      [
        .text(Phrase(en: "Gain over today's course", de: "Gewinn gegenüber heutigem Verlauf")),
        .value(writer.key("budget.flighting_gain")),
      ]
    ]
    if free.gap != nil {
      summary.append([
        .text(Phrase(en: "Certified gap", de: "Belegter Abstand")),
        .value(writer.key("budget.flighting_gap")),
      ])
    }
    return Section(
      id: "budget-flighting", title: Phrase(en: "When to spend it?", de: "Wann ausgeben?"),
      blocks: [
        .table(
          Grid(
            id: "budget.flighting_summary",
            title: Phrase(en: "A free course", de: "Ein freier Verlauf"),
            columns: [Phrase(en: "Measure", de: "Maß"), Phrase(en: "Value", de: "Wert")],
            rows: summary)),
        .table(
          Grid(
            id: "budget.flighting",
            title: Phrase(en: "Spend by period", de: "Ausgaben je Periode"),
            columns: [Phrase(en: "Period", de: "Periode")] + channels.map { Phrase($0) },
            rows: rows)),
        .note(
          .init(
            .information,
            Phrase(
              en:
                "Each channel keeps its total of the plan above; only its course is chosen, with no"
                + " period above what was observed times the cap.",
              de: "Jeder Kanal behält seine Summe aus dem Plan oben; nur sein Verlauf wird gewählt,"
                + " keine Periode über dem Beobachteten mal der Obergrenze."))),
      ])
  }
}
