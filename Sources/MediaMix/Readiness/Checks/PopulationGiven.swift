import Findings

/// Whether regions of different size are told apart by their inhabitants.
enum PopulationGiven: ReadinessCheck {
  static func items(_ view: ReadinessView) -> [ReadinessItem] {
    let data = view.data
    guard data.geoCount > 1, data.population.allSatisfy({ $0 == 1 }) else { return [] }
    let totals = data.geos.indices.map { g in
      (0..<data.timeCount).reduce(0.0) { $0 + abs(data.kpi[g * data.timeCount + $1]) }
    }
    let ratio = (totals.max() ?? 0) / max(totals.min() ?? 0, 1e-9 * (totals.max() ?? 1))
    var item = ReadinessItem(
      metric: "region_size_ratio", value: ratio,
      text: ReadinessText.phrase { language, style in
        let number = style.number(ratio, significant: 2)
        return language == .de
          ? "Die größte Region hat das \(number)-Fache der Zielgröße der kleinsten"
          : "The largest region has \(number) times the KPI of the smallest"
      })
    item.warning = .init(
      what: Phrase(
        en: "no inhabitants are given, so all \(data.geoCount) regions count as equally large",
        de: "Einwohnerzahlen fehlen; alle \(data.geoCount) Regionen gelten als gleich groß"),
      location: "data: population",
      remedy: Phrase(
        en: "Add a column with the inhabitants of each region and name it: population: COLUMN.",
        de: "Eine Spalte mit den Einwohnern jeder Region ergänzen und nennen: population: SPALTE."))
    return [item]
  }
}
