import Findings

extension AttributionSectionMaker {
  /// What credited conversions cost; nil without a table of spend.
  func cost() -> Section? {
    guard let spend = result.spend else { return nil }
    let models = result.models.filter { isForced || result.objection($0) == nil }
    return Section(
      id: "attribution-cost", title: Phrase(en: "Cost and return", de: "Kosten und Rendite"),
      blocks: models.map { .table(table($0, spend)) } + notes(spend))
  }

  private func table(_ estimate: ModelEstimate, _ spend: ChannelSpend) -> Grid {
    let hasValue = result.intake.hasValue
    var columns = [
      Self.channel, Phrase(en: "Spend", de: "Ausgaben"),
      Phrase(en: "Credited", de: "Gutgeschrieben"),
      Phrase(en: "Cost per conversion", de: "Kosten je Conversion"), Self.interval,
    ]
    if hasValue { columns += [Phrase("ROAS"), Self.interval] }
    let rows = estimate.order.map { channel -> [Grid.Cell] in
      var row: [Grid.Cell] = [
        .text(Phrase(channels[channel])),
        spend.amounts[channel].map { .number($0, units.money) } ?? Self.absent,
        .value(key("attribution.credit", channel, estimate)),
      ]
      guard let amount = spend.amounts[channel], amount > 0 else {
        return row + columns.dropFirst(3).map { _ in Self.absent }
      }
      let credits = estimate.interval(.conversions, channel: channel)
      let hasInterval = (credits?.lower ?? 0) > 0
      row += cells(
        key("attribution.cost_per_conversion", channel, estimate), hasInterval ? credits : nil)
      if hasValue {
        row += cells(
          key("attribution.roas", channel, estimate), estimate.interval(.value, channel: channel))
      }
      return row
    }
    let name = estimate.model.rawValue
    return Grid(
      id: "attribution.cost.\(name)",
      title: Phrase(
        en: "Cost and return by \(name)", de: "Kosten und Rendite nach \(name)"),
      columns: columns, rows: rows)
  }

  private func notes(_ spend: ChannelSpend) -> [Section.Block] {
    var notes: [Section.Block] = []
    func list(_ channels: [Int]) -> String {
      channels.map { self.channels[$0] }.joined(separator: ", ")
    }
    func money(_ value: Double, _ language: Language) -> String {
      AttributionWriter(result, language: language, isForced: isForced).money(value)
    }
    if !spend.unknown.isEmpty {
      func names(_ language: Language) -> String {
        spend.unknown.map { unknown in
          let ask = Phrase(en: "is it", de: "gemeint ist vielleicht")[language]
          let near = unknown.nearest.map { "; \(ask) \($0)?" } ?? ""
          return "\(unknown.name) (\(money(unknown.amount, language))\(near))"
        }.joined(separator: ", ")
      }
      notes.append(
        .note(
          .init(
            .warning,
            Phrase(
              en: "Spend on names that no journey holds is left out: \(names(.en)).",
              de: "Ausgaben für Namen, die keine Journey enthält, bleiben außen vor:"
                + " \(names(.de))."))))
    }
    let missing = channels.indices.filter { spend.amounts[$0] == nil }
    if !missing.isEmpty {
      notes.append(
        .note(
          .init(
            .information,
            Phrase(
              en: "Without spend in the table: \(list(missing)).",
              de: "Ohne Ausgaben in der Tabelle: \(list(missing))."))))
    }
    let idle = channels.indices.filter {
      (spend.amounts[$0] ?? 0) > 0 && result.paths.touched[$0] == 0
    }
    if !idle.isEmpty {
      notes.append(
        .note(
          .init(
            .warning,
            Phrase(
              en: "With spend, but in no journey that converts: \(list(idle)).",
              de: "Mit Ausgaben, aber in keiner Journey, die konvertiert: \(list(idle))."))))
    }
    return notes
  }
}
