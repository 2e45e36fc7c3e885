public import Findings
import Inference
import Tables

extension MediaMixForecast {
  /// The parts of the report, in order.
  public func sections(isForced: Bool = false) -> [Section] {
    var assumptions = plan.notes + extrapolationNotes
    assumptions.append(
      .init(
        .information,
        Phrase(
          en: "The baseline goes on at its last level, with the seasons, trend and occasions that"
            + " the model knows; a change of level that nothing announces is not in the intervals.",
          de: "Das Grundniveau bleibt auf seinem letzten Stand, mit den Saisons, dem Trend und den"
            + " Anlässen, die das Modell kennt; ein Wechsel des Niveaus, den nichts ankündigt, ist"
            + " in den Intervallen nicht enthalten.")))
    let notes = Section(
      id: "forecast-assumptions",
      title: Phrase(en: "What the forecast assumes", de: "Was die Prognose annimmt"),
      blocks: assumptions.map { .note($0) })
    guard result.verdict.passed || isForced else { return [notes] }
    return [outcomeSection(), channelSection(), periodSection(), notes]
  }

  /// The numbers that head a report, in groups.
  public var headline: [(label: Phrase, entries: [(label: Phrase, finding: FindingKey)])] {
    let outcome = Phrase(en: "Outcome under the plan", de: "Ergebnis unter dem Plan")
    let change = Phrase(en: "Change on the year before", de: "Änderung zum Vorjahr")
    let pipe = Phrase(en: "Already in the pipe", de: "Bereits unterwegs")
    let roi = Phrase(en: "Return of the plan", de: "Rendite des Plans")
    var groups = [(outcome, [(outcome, key("mmm.forecast"))])]
    if self.change != nil { groups.append((change, [(change, key("mmm.forecast_change"))])) }
    groups.append((pipe, [(pipe, key("mmm.forecast_carry_in"))]))
    if totalReturn != nil { groups.append((roi, [(roi, key("mmm.forecast_roi"))])) }
    return groups
  }

  private func key(_ id: String, _ subject: [String: String] = [:]) -> FindingKey {
    FindingKey(id: id, subject: subject, period: period)
  }

  private var units: MediaMixUnits { MediaMixUnits(result.model) }
  private static var absent: Grid.Cell { .text(Phrase("–")) }

  private var extrapolationNotes: [Section.Note] {
    let beyond = zip(result.data.channels, extrapolation).filter { $0.1 > 0 }.map(\.0)
    guard !beyond.isEmpty else { return [] }
    let names = beyond.joined(separator: ", ")
    return [
      .init(
        .warning,
        Phrase(
          en: "The plan spends more than any period of the data on: \(names). There the response is"
            + " a guess of the model's curve, not something the data have seen.",
          de:
            "Der Plan gibt mehr aus als jede Periode der Daten für: \(names). Dort ist die Wirkung"
            + " eine Vermutung aus der Kurve des Modells, nichts, was die Daten gesehen haben."))
    ]
  }

  private func outcomeSection() -> Section {
    func row(_ name: Phrase, _ key: FindingKey) -> [Grid.Cell] {
      [.text(name), .value(key), .interval(key)]
    }
    var rows = [
      row(Phrase(en: "Outcome", de: "Ergebnis"), key("mmm.forecast")),
      row(
        Phrase(en: "Mean of such outcomes", de: "Mittelwert solcher Ergebnisse"),
        key("mmm.forecast", ["metric": "expected"])),
    ]
    if change != nil, let before = Self.yearBefore(result.data, plan.count) {
      rows.append([
        .text(Phrase(en: "Same periods a year before", de: "Gleiche Perioden im Vorjahr")),
        .number(before, units.outcome), Self.absent,
      ])
      rows.append(
        row(
          Phrase(en: "Change on the year before", de: "Änderung zum Vorjahr"),
          key("mmm.forecast_change")))
    }
    rows.append(
      row(
        Phrase(en: "Already in the pipe", de: "Bereits unterwegs"), key("mmm.forecast_carry_in")))
    rows.append(
      row(
        Phrase(en: "Outcome after the plan's end", de: "Ergebnis nach dem Plan"),
        key("mmm.forecast_carry_out")))
    if totalReturn != nil {
      rows.append(
        row(
          Phrase(en: "Return of the plan's money", de: "Rendite des geplanten Geldes"),
          key("mmm.forecast_roi")))
    }
    let grid = Grid(
      id: "mmm.forecast.totals", title: Phrase(en: "The plan in numbers", de: "Der Plan in Zahlen"),
      columns: [
        Phrase(en: "Measure", de: "Maß"), Phrase(en: "Value", de: "Wert"),
        Phrase(en: "Interval", de: "Intervall"),
      ], rows: rows)
    return Section(
      id: "forecast", title: Phrase(en: "What the plan leads to", de: "Wohin der Plan führt"),
      blocks: [.figure("mmm.forecast"), .table(grid), .figure("mmm.forecast.parts")])
  }

  private func channelSection() -> Section {
    let data = result.data
    let rows = data.terms.enumerated().map { c, name -> [Grid.Cell] in
      let isPaid = c < data.channels.count
      let isMedium = c < carriedIn.count
      func cell(_ id: String, _ exists: Bool) -> Grid.Cell {
        exists ? .value(key(id, ["channel": name])) : Self.absent
      }
      let hasReturn = isPaid && returns[c] != nil
      return [
        .text(Phrase(name)),
        isPaid ? .number(plan.totalSpend(c), units.money) : Self.absent,
        cell("mmm.forecast", true), cell("mmm.forecast_carry_in", isMedium),
        cell("mmm.forecast_caused", isMedium), cell("mmm.forecast_carry_out", isMedium),
        cell("mmm.forecast_roi", hasReturn),
        hasReturn ? .interval(key("mmm.forecast_roi", ["channel": name])) : Self.absent,
        isPaid ? cell("mmm.forecast_extrapolation_share", true) : Self.absent,
      ]
    }
    let grid = Grid(
      id: "mmm.forecast.channels",
      title: Phrase(en: "The plan by channel", de: "Der Plan nach Kanälen"),
      columns: [
        Phrase(en: "Channel", de: "Kanal"), Phrase(en: "Planned spend", de: "Geplante Ausgaben"),
        Phrase(en: "Effect in the periods", de: "Wirkung in der Planzeit"),
        Phrase(en: "of it in the pipe", de: "davon unterwegs"),
        Phrase(en: "of it by the plan", de: "davon durch den Plan"),
        Phrase(en: "After the end", de: "Nach dem Ende"), Phrase(en: "Return", de: "Rendite"),
        Phrase(en: "Interval", de: "Intervall"),
        Phrase(en: "Share beyond the data", de: "Anteil jenseits der Daten"),
      ], rows: rows)
    return Section(
      id: "forecast-channels",
      title: Phrase(en: "What each channel does", de: "Was jeder Kanal tut"),
      blocks: [.table(grid), .figure("mmm.forecast.carry")])
  }

  private func periodSection() -> Section {
    let first = Self.firstOfYearBefore(result.data, plan.count)
    let rows = (0..<plan.count).map { t -> [Grid.Cell] in
      let finding = FindingKey(
        id: "mmm.forecast", subject: ["week": plan.times.labels[t]], period: period(t, t))
      let spend = result.data.channels.indices.reduce(0) { sum, c in
        result.data.geos.indices.reduce(sum) { $0 + plan.spend[c][$1 * plan.count + t] }
      }
      let before = first.map { ReportWindow.outcome(result.data, ($0 + t)...($0 + t)) }
      return [
        .text(Phrase(plan.times.labels[t])), .number(spend, units.money), .value(finding),
        .interval(finding), before.map { .number($0, units.outcome) } ?? Self.absent,
      ]
    }
    let grid = Grid(
      id: "mmm.forecast.periods",
      title: Phrase(en: "The plan by period", de: "Der Plan nach Perioden"),
      columns: [
        Phrase(en: "Period", de: "Periode"), Phrase(en: "Planned spend", de: "Geplante Ausgaben"),
        Phrase(en: "Outcome", de: "Ergebnis"), Phrase(en: "Interval", de: "Intervall"),
        Phrase(en: "A year before", de: "Ein Jahr zuvor"),
      ], rows: rows)
    return Section(
      id: "forecast-periods", title: Phrase(en: "Period by period", de: "Periode für Periode"),
      blocks: [.table(grid)])
  }
}
