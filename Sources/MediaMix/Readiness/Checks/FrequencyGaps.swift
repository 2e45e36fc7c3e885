import Findings

/// People reached without a contact, and contacts of nobody: reach and frequency that cannot both be
/// true.
enum FrequencyGaps: ReadinessCheck {
  static func items(_ view: ReadinessView) -> [ReadinessItem] {
    view.data.exposure.indices.compactMap { c in
      view.data.frequency[c].map { item(view, c, $0) }
    }
  }

  private static func item(_ view: ReadinessView, _ c: Int, _ frequency: [Double]) -> ReadinessItem
  {
    let name = view.data.terms[c]
    let (reached, gaps) = zip(view.data.exposure[c], frequency).reduce(into: (0, 0)) {
      if $1.0 > 0 { $0.0 += 1 }
      // Whoever is reached has had one contact at least.
      if $1.0 > 0 && $1.1 < 1 { $0.1 += 1 }
    }
    let share = reached > 0 ? Double(gaps) / Double(reached) : 0
    var item = ReadinessItem(
      metric: "frequency_gap_share", channel: name, value: share,
      text: ReadinessText.phrase { language, style in
        let number = ReadinessText.share(share, style)
        return language == .de
          ? "In \(number) der Zeilen mit Reichweite von \(name) liegt die Frequenz unter eins"
          : "In \(number) of the rows with reach of \(name), frequency is below one"
      })
    guard gaps > 0 else { return item }
    item.warning = .init(
      what: Phrase(
        en: "\(name) reaches people in \(gaps) of \(reached) rows with a frequency below one,"
          + " although whoever is reached has one contact at least; with none, the reach counts for"
          + " nothing",
        de: "\(name) erreicht in \(gaps) von \(reached) Zeilen Menschen mit einer Frequenz unter"
          + " eins, obwohl jeder Erreichte mindestens einen Kontakt hat; ohne Kontakt zählt die"
          + " Reichweite nichts"), location: view.location(c),
      remedy: Phrase(
        en: "Correct reach or frequency in these rows, or tell the channel by its impressions.",
        de: "Reichweite oder Frequenz in diesen Zeilen berichtigen oder den Kanal mit seinen"
          + " Impressionen angeben."))
    return item
  }
}
