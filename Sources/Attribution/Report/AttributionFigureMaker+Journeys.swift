import Findings

extension AttributionFigureMaker {
  /// From which channel to which journeys go.
  func transitions() -> Figure? {
    let transitions = result.paths.transitions
    guard !transitions.channels.isEmpty else { return nil }
    let others = Phrase(en: "(others)", de: "(andere)")[language]
    let states =
      transitions.channels.map { result.channels[$0] } + (transitions.hasOthers ? [others] : [])
    let from = [Phrase(en: "(start)", de: "(Beginn)")[language]] + states
    let to =
      states + [
        Phrase(en: "(conversion)", de: "(Conversion)")[language],
        Phrase(en: "(no conversion)", de: "(keine Conversion)")[language],
      ]
    let shares = transitions.shares
    let cells = from.indices.flatMap { row in to.indices.map { (row, $0) } }
    return Figure(
      id: "attribution.transitions", kind: .heatMap,
      title: Phrase(en: "Where journeys go", de: "Wohin Journeys gehen"),
      caption: Phrase(
        en: "Of the steps from the channel at the left, the share that goes to the channel above.",
        de: "Von den Schritten ab dem Kanal links der Anteil, der zum Kanal oben geht."),
      description: Phrase(
        en: "Table of shaded cells, one for each pair of channels.",
        de: "Tabelle schattierter Felder, eines je Paar von Kanälen."),
      x: .init(label: Phrase(en: "To", de: "Nach"), scale: .category),
      y: .init(label: Phrase(en: "Share of steps", de: "Anteil der Schritte"), scale: .category),
      columns: [
        .init("to", texts: cells.map { to[$0.1] }), .init("from", texts: cells.map { from[$0.0] }),
        .init("share", numbers: cells.map { shares[$0.0][$0.1] }),
      ], marks: [.init(.point, role: .model, x: "to", y: "from", y2: "share")])
  }

  /// How many touches journeys have.
  func lengths() -> Figure? {
    bars(
      "attribution.lengths", result.intake.lengths, first: 1,
      title: Phrase(en: "Length of journeys", de: "Länge der Journeys"),
      caption: Phrase(
        en: "Journeys by number of touches; the last bar holds all longer ones.",
        de: "Journeys nach Zahl der Kontakte; der letzte Balken enthält alle längeren."),
      axis: Phrase(en: "Touches", de: "Kontakte"),
      counted: Phrase(en: "Journeys", de: "Journeys"))
  }

  /// How long journeys with a conversion took.
  func lags() -> Figure? {
    guard result.intake.hasTimes else { return nil }
    return bars(
      "attribution.lag", result.intake.lagDays, first: 0,
      title: Phrase(
        en: "Days from first touch to conversion",
        de: "Tage vom ersten Kontakt bis zur Conversion"),
      caption: Phrase(
        en: "Converting journeys by whole days; the last bar holds all longer ones.",
        de: "Journeys mit Conversion nach ganzen Tagen; der letzte Balken enthält alle längeren."),
      axis: Phrase(en: "Days", de: "Tage"),
      counted: Phrase(en: "Converting journeys", de: "Journeys mit Conversion"))
  }

  private func bars(
    _ id: String, _ counts: [Int], first: Int, title: Phrase, caption: Phrase, axis: Phrase,
    counted: Phrase
  ) -> Figure? {
    guard counts.contains(where: { $0 > 0 }) else { return nil }
    let labels = counts.indices.map { place in
      "\(place + first)" + (place > 0 && place == counts.count - 1 ? "+" : "")
    }
    return Figure(
      id: id, kind: .histogram, title: title, caption: caption, description: caption,
      x: .init(label: axis, scale: .category),
      y: .init(label: counted, unit: AttributionUnits.journeys),
      columns: [
        .init("bin", texts: labels), .init("journeys", numbers: counts.map { Double($0) }),
      ], marks: [.init(.bar, role: .actual, label: counted, x: "bin", y: "journeys")])
  }
}
