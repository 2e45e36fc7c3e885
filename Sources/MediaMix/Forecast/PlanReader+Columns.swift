import Findings
import Tables

// What will be spent, seen and done.
extension PlanReader {
  /// Money and drivers of a paid channel, G x H each.
  mutating func channel(
    _ name: String, _ panel: Panel
  ) -> (spend: [Double], driver: PanelReader.Driver) {
    guard let channel = options.channels[name], let c = data.channels.firstIndex(of: name) else {
      return ([], PanelReader.Driver(exposure: []))
    }
    guard table.has(channel.spend) else {
      refuse(
        "channel \(name) is not in the plan", channel.spend,
        "Add the column; write 0 where nothing will be spent.")
      return ([], PanelReader.Driver(exposure: []))
    }
    let spend = notNegative(channel.spend, panel, "the spend")
    let media = channel.media
    guard let exposure = media.reach ?? media.exposure, exposure != channel.spend else {
      return (spend, PanelReader.Driver(exposure: spend))
    }
    let driving = [exposure] + [media.frequency].compactMap { $0 }
    if driving.allSatisfy({ !table.has($0) }) {
      return (spend, bought(c, name, spend, panel.timeCount))
    }
    return (spend, driver(driving, panel))
  }

  /// Drivers of a medium without spend.
  mutating func organic(_ name: String, _ panel: Panel) -> PanelReader.Driver {
    guard let media = options.organic[name]?.media, let exposure = media.reach ?? media.exposure
    else { return PanelReader.Driver(exposure: []) }
    return driver([exposure] + [media.frequency].compactMap { $0 }, panel)
  }

  private mutating func driver(_ driving: [String], _ panel: Panel) -> PanelReader.Driver {
    let values = driving.map { column -> [Double] in
      guard table.has(column) else {
        refuse(
          "the plan does not say what will be seen", column,
          "Add the column; write 0 where nothing will be seen.")
        return []
      }
      return notNegative(column, panel, "the exposure")
    }
    return PanelReader.Driver(
      exposure: values[0], frequency: values.count > 1 ? values[1] : nil)
  }

  /// Exposure that money buys as it did in the last year, geo by geo.
  private mutating func bought(
    _ c: Int, _ name: String, _ spend: [Double], _ count: Int
  ) -> PanelReader.Driver {
    guard !spend.isEmpty else { return PanelReader.Driver(exposure: []) }
    let year = lastYear
    let width = data.leadIn + data.timeCount
    func sums(_ g: Int) -> (spend: Double, exposure: Double, contacts: Double) {
      year.reduce(into: (0.0, 0.0, 0.0)) { sum, t in
        let seen = data.exposure[c][g * width + data.leadIn + t]
        sum.0 += data.spend[c][g * data.timeCount + t]
        sum.1 += seen
        sum.2 += seen * (data.frequency[c]?[g * width + data.leadIn + t] ?? 1)
      }
    }
    let each = data.geos.indices.map(sums)
    let all = each.reduce(into: (0.0, 0.0, 0.0)) {
      $0.0 += $1.spend
      $0.1 += $1.exposure
      $0.2 += $1.contacts
    }
    guard all.0 > 0, all.1 > 0 else {
      refuse(
        "what the money for \(name) will buy cannot be told: nothing was bought in the last year",
        options.channels[name]?.media.columns.first ?? name, "Add the exposure to the plan.")
      return PanelReader.Driver(exposure: [])
    }
    notes.append(
      .init(
        .information,
        Phrase(
          en: "The plan has no exposure of \(name); its money is taken to buy what it bought in the"
            + " last year.",
          de: "Der Plan nennt keine Kontakte von \(name); angenommen ist, dass das Geld so viel"
            + " kauft wie im letzten Jahr.")))
    func perMoney(_ g: Int) -> Double {
      each[g].spend > 0 && each[g].exposure > 0 ? each[g].exposure / each[g].spend : all.1 / all.0
    }
    func contacts(_ g: Int) -> Double {
      each[g].exposure > 0 ? each[g].contacts / each[g].exposure : all.2 / all.1
    }
    return PanelReader.Driver(
      exposure: spend.indices.map { spend[$0] * perMoney($0 / count) },
      frequency: data.frequency[c].map { _ in spend.indices.map { contacts($0 / count) } })
  }

  mutating func treatment(_ name: String, _ panel: Panel) -> [Double] {
    guard let column = options.treatments[name]?.column else { return [] }
    guard table.has(column) else {
      refuse(
        "treatment \(name) is not in the plan", column,
        "Add the column, with the usual value where nothing is planned.")
      return []
    }
    return self.panel.read(column, panel, from: 0, what: "the treatment") { _ in nil }
  }

  mutating func control(_ column: String, _ panel: Panel, history: [Double]) -> [Double] {
    if table.has(column) {
      return self.panel.read(
        column, panel, from: 0, what: "the control", remedy: "Write the value that is expected."
      ) { _ in nil }
    }
    guard let held = options.forecast?.holdControls else {
      refuse(
        "control \(column) is not in the plan", column,
        "Add what is expected, or say what to go on with: --hold-controls last, mean or seasonal.")
      return []
    }
    return hold(column, held, history, panel.timeCount)
  }

  /// What a unit of the KPI will be worth.
  mutating func value(_ panel: Panel) -> [Double] {
    let cells = data.geoCount * panel.timeCount
    switch options.target.value {
    case nil: return [Double](repeating: 1, count: cells)
    case .constant(let amount): return [Double](repeating: amount, count: cells)
    case .column(let column):
      if table.has(column) {
        return self.panel.read(column, panel, from: 0, what: "the value") {
          $0 > 0 ? nil : "is not positive"
        }
      }
      guard let held = options.forecast?.holdControls else {
        refuse(
          "the value of the KPI is not in the plan", column,
          "Add what is expected, or say what to go on with: --hold-controls last, mean or seasonal."
        )
        return []
      }
      return hold(column, held, data.value, panel.timeCount)
    }
  }

  /// A column of the data carried on.
  private mutating func hold(
    _ column: String, _ held: MediaMixOptions.Forecast.HeldControls, _ history: [Double],
    _ count: Int
  ) -> [Double] {
    let year = lastYear
    if held == .seasonal && (data.times.periodsPerYear == nil || year.count < yearLength) {
      refuse(
        "the data have no whole year before the plan", column,
        "Add the column to the plan, or hold controls at last or mean.")
      return []
    }
    let words =
      switch held {
      case .last: Phrase(en: "its last value", de: "dem letzten Wert")
      case .mean: Phrase(en: "its mean of the last year", de: "dem Mittel des letzten Jahres")
      case .seasonal: Phrase(en: "the values of a year before", de: "den Werten des Vorjahres")
      }
    notes.append(
      .init(
        .information,
        Phrase(
          en: "The plan has no \(displayed(column)); it goes on with \(words.en).",
          de: "Der Plan nennt \(displayed(column)) nicht; weitergeführt mit \(words.de).")))
    return data.geos.indices.flatMap { g -> [Double] in
      let row = history[(g * data.timeCount)..<((g + 1) * data.timeCount)]
      let start = row.startIndex
      switch held {
      case .last: return [Double](repeating: row.last ?? 0, count: count)
      case .mean:
        let mean = year.reduce(0) { $0 + row[start + $1] } / Double(year.count)
        return [Double](repeating: mean, count: count)
      case .seasonal:
        return (0..<count).map { row[start + year.lowerBound + $0 % year.count] }
      }
    }
  }

  private var yearLength: Int { data.periodsOfYear ?? data.timeCount }
  /// The periods of the last year, or all there are.
  private var lastYear: Range<Int> {
    max(0, data.timeCount - yearLength)..<data.timeCount
  }

  private mutating func notNegative(_ column: String, _ panel: Panel, _ what: String) -> [Double] {
    self.panel.read(column, panel, from: 0, what: what) { $0 < 0 ? "is negative" : nil }
  }

  private mutating func refuse(_ what: String, _ column: String, _ remedy: String) {
    panel.report(what, column: column, remedy: remedy)
  }
}

extension MediaMixData {
  /// How many periods make a year; nil where periods are mere numbers.
  var periodsOfYear: Int? { times.periodsPerYear.map { max(1, Int($0.rounded())) } }
}
