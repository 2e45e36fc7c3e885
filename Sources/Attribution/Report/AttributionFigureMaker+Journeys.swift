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
        Phrase(en: "(end)", de: "(Ende)")[language],
      ]
    let shares = transitions.shares
    let cells = from.indices.flatMap { row in to.indices.map { (row, $0) } }
    return Figure(
      id: "attribution.transitions", kind: .heatMap,
      title: Phrase(en: "Where journeys go", de: "Wohin Journeys gehen"),
      caption: Phrase(
        en:
          "Of the steps from the channel at the left, the share that goes to the channel above; (end)"
          + " is an end without conversion.",
        de:
          "Von den Schritten ab dem Kanal links der Anteil, der zum Kanal oben geht; (Ende) ist ein"
          + " Ende ohne Conversion."),
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
    histogram(
      "attribution.lengths", result.intake.lengths, first: 1, starts: Array(1...12),
      title: Phrase(en: "Length of journeys", de: "Länge der Journeys"),
      caption: Phrase(
        en: "Journeys by number of touches; a last bar with a plus holds all longer ones.",
        de: "Journeys nach Zahl der Kontakte; ein letzter Balken mit Plus enthält alle längeren."),
      axis: Phrase(en: "Touches", de: "Kontakte"),
      counted: Phrase(en: "Journeys", de: "Journeys"))
  }

  /// How long journeys with a conversion took.
  func lags() -> Figure? {
    guard result.intake.hasTimes else { return nil }
    return histogram(
      "attribution.lag", result.intake.lagDays, first: 0,
      starts: Array(0...6) + [7, 14, 21, 30],
      title: Phrase(
        en: "Days from first touch to conversion",
        de: "Tage vom ersten Kontakt bis zur Conversion"),
      caption: Phrase(
        en:
          "Converting journeys by whole days, later ones by weeks; a last bar with a plus holds all"
          + " longer ones.",
        de: "Journeys mit Conversion nach ganzen Tagen, spätere nach Wochen; ein letzter Balken mit"
          + " Plus enthält alle längeren."),
      axis: Phrase(en: "Days", de: "Tage"),
      counted: Phrase(en: "Converting journeys", de: "Journeys mit Conversion"))
  }

  /// Bars of counts in few bins; those beyond the largest count are left out.
  ///
  /// - Parameters:
  ///   - first: what the first count counts; the last one holds all that is larger.
  ///   - starts: where bins begin.
  private func histogram(
    _ id: String, _ counts: [Int], first: Int, starts: [Int], title: Phrase, caption: Phrase,
    axis: Phrase, counted: Phrase
  ) -> Figure? {
    guard let largest = counts.lastIndex(where: { $0 > 0 }) else { return nil }
    var labels: [String] = []
    var numbers: [Double?] = []
    for (bin, start) in starts.enumerated() where start - first <= largest {
      let end = bin + 1 < starts.count ? starts[bin + 1] : nil
      let places = (start - first)..<(end.map { $0 - first } ?? counts.count)
      numbers.append(Double(counts[places.clamped(to: counts.indices)].reduce(0, +)))
      switch end {
      case nil: labels.append("\(start)+")
      case start + 1: labels.append("\(start)")
      case let end?: labels.append("\(start)–\(end - 1)")
      }
    }
    return Figure(
      id: id, kind: .histogram, title: title, caption: caption, description: caption,
      x: .init(label: axis, scale: .category),
      y: .init(label: counted, unit: AttributionUnits.journeys),
      columns: [.init("bin", texts: labels), .init("journeys", numbers: numbers)],
      marks: [.init(.bar, role: .actual, label: counted, x: "bin", y: "journeys")])
  }
}
