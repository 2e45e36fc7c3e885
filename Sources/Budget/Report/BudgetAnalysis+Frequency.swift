import Findings

extension BudgetAnalysis {
  private static let unit = Unit("contacts")

  /// The frequency of each channel for which it was chosen, today's and the plan's.
  func frequencyFindings(_ writer: BudgetWriter) -> [Finding] {
    frequencies.flatMap { one -> [Finding] in
      let values = [one.today, one.chosen]
      return zip(Self.scenarios, values).map { scenario, value in
        writer.finding(
          "budget.frequency", ["channel": one.channel, "scenario": scenario.0], value: value,
          Self.unit
        ) {
          Phrase(
            en: "By \(scenario.1.en), \(one.channel) meets those it reaches \($0)",
            de: "Durch \(one.channel) hat, wer erreicht wird, \($0) (\(scenario.1.de))")
        }
      }
    }
  }

  /// The frequencies that were chosen.
  func frequencyTable() -> [Section.Block] {
    guard !frequencies.isEmpty else { return [] }
    let writer = BudgetWriter(context, .en)
    let rows = frequencies.map { one -> [Grid.Cell] in
      [.text(Phrase(one.channel))]
        + Self.scenarios.map {
          .value(
            writer.key("budget.frequency", ["channel": one.channel, "scenario": $0.0]))
        }
    }
    let gap = frequencies.reduce(0) { max($0, $1.gap) }
    func share(_ language: Language) -> String {
      NumberStyle(language).number(100 * gap, significant: 1)
    }
    return [
      .table(
        Grid(
          id: "budget.frequencies",
          title: Phrase(en: "Contacts a person", de: "Kontakte je Person"),
          columns: [
            Phrase(en: "Channel", de: "Kanal"), Phrase(en: "Today", de: "Heute"),
            Phrase(en: "Best plan found", de: "Bester gefundener Plan"),
          ], rows: rows)),
      .note(
        .init(
          .information,
          Phrase(
            en:
              "The same contacts are had by fewer or more people. What they bring in expectation is"
              + " within \(share(.en))% of the best frequency within the bounds, whatever the amount;"
              + " whether so many people can be reached is not in the model.",
            de: "Dieselben Kontakte verteilen sich auf weniger oder mehr Menschen. Was sie im"
              + " Erwartungswert bringen, ist bei jedem Betrag höchstens \(share(.de)) % unter dem der"
              + " besten Häufigkeit innerhalb der Grenzen; ob sich so viele Menschen erreichen lassen,"
              + " steht nicht im Modell."))),
    ]
  }
}
