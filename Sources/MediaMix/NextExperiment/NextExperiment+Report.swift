public import Findings
import Inference
import Tables

extension NextExperiment {
  /// What to draw; nothing if the gate failed and nothing is forced.
  public func figures(language: Language, isForced: Bool = false) -> [Figure] {
    guard result.verdict.passed || isForced else { return [] }
    let names = candidates.map {
      "\(result.data.channels[$0.test.channel]): \(change($0.test)[language])"
    }
    let money = MediaMixUnits(result.model).money
    return [
      Figure(
        id: "budget.next_experiment", kind: .bars,
        title: Phrase(en: "What each test is worth", de: "Was jeder Test wert ist"),
        caption: Phrase(
          en: "Bars are the expected gain of the budget by the test's result, dots what is left of"
            + " it after the profit forgone.",
          de: "Balken sind der erwartete Gewinn des Budgets durch das Ergebnis, Punkte das, was"
            + " nach dem entgangenen Gewinn davon bleibt."),
        description: Phrase(
          en: "Bars of the value of candidate tests, with dots of value less cost.",
          de: "Balken des Wertes möglicher Tests, mit Punkten für Wert abzüglich Kosten."),
        x: .init(label: Phrase(en: "Test", de: "Test"), scale: .category),
        y: .init(label: Phrase(en: "Value", de: "Wert"), unit: money),
        columns: [
          .init("test", texts: names),
          .init("value", numbers: candidates.map(\.sample.value)),
          .init("net", numbers: candidates.map(\.net)),
        ],
        marks: [
          .init(
            .bar, role: .model, label: Phrase(en: "Value", de: "Wert"), x: "test", y: "value"),
          .init(
            .point, role: .actual,
            label: Phrase(en: "Value less cost", de: "Wert abzüglich Kosten"),
            x: "test", y: "net"),
        ],
        findings: candidates.map {
          FindingKey(id: "budget.next_experiment", subject: subject($0), period: period)
        })
    ]
  }

  /// The parts of the report, in order.
  public func sections(isForced: Bool = false) -> [Section] {
    let showsNumbers = result.verdict.passed || isForced
    var blocks: [Section.Block] = [.note(verdictNote(showsNumbers))]
    if showsNumbers {
      blocks += [.table(rankTable()), .figure("budget.next_experiment"), .table(perfectTable())]
    }
    blocks += [.note(decisionNote), .note(methodNote)]
    if let best = recommended, showsNumbers, best.test.extent != .all {
      blocks.insert(.note(geoNote(best.test)), at: 1)
    }
    return [
      Section(
        id: "next-experiment",
        title: Phrase(en: "Which experiment next?", de: "Welches Experiment als Nächstes?"),
        blocks: blocks)
    ]
  }

  /// The numbers that head a report, in groups.
  public var headline: [(label: Phrase, entries: [(label: Phrase, finding: FindingKey)])] {
    let net = Phrase(en: "Best test, after its cost", de: "Bester Test, nach Kosten")
    let all = Phrase(en: "Worth of perfect knowledge", de: "Wert vollkommenen Wissens")
    return [
      (net, [(net, FindingKey(id: "budget.next_experiment_net", subject: [:], period: period))]),
      (all, [(all, FindingKey(id: "budget.evpi", subject: [:], period: period))]),
    ]
  }

  private func verdictNote(_ showsNumbers: Bool) -> Section.Note {
    guard showsNumbers else {
      return .init(
        .withheld,
        Phrase(
          en: "What tests are worth is withheld: \(result.gateReason.en). \(result.gateRemedy.en)",
          de: "Der Wert von Tests wird zurückgehalten: \(result.gateReason.de)."
            + " \(result.gateRemedy.de)"))
    }
    guard let best = recommended else {
      return .init(
        .information,
        Phrase(
          en: "No experiment pays: what its result could improve is less than the profit forgone"
            + " while it runs, or it would hardly ever change the decision.",
          de: "Kein Experiment lohnt sich: Was sein Ergebnis verbessern könnte, ist weniger als der"
            + " entgangene Gewinn, oder es änderte die Entscheidung fast nie."))
    }
    let name = words(best.test)
    return .init(
      .information,
      Phrase(
        en: "Run this one next: \(name.en).", de: "Als Nächstes dieses: \(name.de)."))
  }

  private func geoNote(_ test: CandidateTest) -> Section.Note {
    let names = test.geos.map { result.data.geos[$0] }.joined(separator: ", ")
    return .init(
      .information,
      Phrase(
        en: "Regions of the test, matched by size with the others: \(names).",
        de: "Regionen des Tests, nach Größe auf die übrigen abgestimmt: \(names)."))
  }

  private var decisionNote: Section.Note {
    let time = duration(decision.periods.count)
    let (en, de) = (NumberStyle(.en), NumberStyle(.de))
    func bounds(_ style: NumberStyle) -> [String] {
      choices.bounds.map { Self.multiple($0, style) }
    }
    return .init(
      .information,
      Phrase(
        en: "The decision that a test should improve: how to split the total of the last"
          + " \(time.en) over the channels for as long again, each between \(bounds(en)[0]) and"
          + " \(bounds(en)[1]) times its spend.",
        de: "Die Entscheidung, die ein Test verbessern soll: wie die Summe der letzten \(time.de)"
          + " für ebenso lange auf die Kanäle verteilt wird, jeder zwischen dem"
          + " \(bounds(de)[0])- und \(bounds(de)[1])-Fachen seiner Ausgaben."))
  }

  private var methodNote: Section.Note {
    .init(
      .information,
      Phrase(
        en: "Of each channel and change, the extent and length that pay most are shown, out of"
          + " \(candidateCount) tests. A test's error follows from the fit's residuals; a test in"
          + " the whole market has no region to compare with and is the less sure for it. A test"
          + " that earns money counts as free: the money could be spent without a test.",
        de: "Je Kanal und Änderung sind Ausmaß und Dauer gezeigt, die sich am meisten lohnen, aus"
          + " \(candidateCount) Tests. Der Fehler eines Tests folgt aus den Residuen der"
          + " Anpassung; ein Test im ganzen Markt hat keine Vergleichsregion und ist unsicherer."
          + " Ein Test, der Geld einbringt, zählt als kostenlos: Das Geld ließe sich auch so ausgeben."
      ))
  }

  private func rankTable() -> Grid {
    let rows = candidates.map { candidate -> [Grid.Cell] in
      func cell(_ measure: String) -> Grid.Cell {
        .value(
          FindingKey(
            id: "budget.next_experiment\(measure)", subject: subject(candidate), period: period))
      }
      return [
        .text(words(candidate.test)), cell("_lift"), cell("_error"), cell("_probability"),
        cell(""), cell("_cost"), cell("_net"),
      ]
    }
    return Grid(
      id: "budget.next_experiment",
      title: Phrase(en: "Tests by what they pay", de: "Tests nach dem, was sie bringen"),
      columns: [
        Phrase(en: "Test", de: "Test"), Phrase(en: "Expected lift", de: "Erwarteter Lift"),
        Phrase(en: "Its standard error", de: "Standardfehler"),
        Phrase(en: "Chance to change the decision", de: "Chance, die Entscheidung zu ändern"),
        Phrase(en: "Value of the result", de: "Wert des Ergebnisses"),
        Phrase(en: "Cost", de: "Kosten"), Phrase(en: "Net", de: "Netto"),
      ], rows: rows)
  }

  private func perfectTable() -> Grid {
    func row(_ name: Phrase, _ id: String, _ subject: [String: String]) -> [Grid.Cell] {
      [.text(name), .value(FindingKey(id: id, subject: subject, period: period))]
    }
    let rows =
      result.data.channels.map { row(Phrase($0), "budget.evpi", ["channel": $0]) } + [
        row(Phrase(en: "All channels", de: "Alle Kanäle"), "budget.evpi", [:]),
        row(
          Phrase(en: "Noise of the method", de: "Rauschen der Methode"),
          "budget.next_experiment_noise", [:]),
      ]
    return Grid(
      id: "budget.evpi",
      title: Phrase(
        en: "What perfect knowledge would be worth", de: "Was vollkommenes Wissen wert wäre"),
      columns: [Phrase(en: "Channel", de: "Kanal"), Phrase(en: "Worth", de: "Wert")], rows: rows)
  }
}
