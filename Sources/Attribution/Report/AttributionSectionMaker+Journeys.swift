import Findings

extension AttributionSectionMaker {
  /// What journeys look like, whatever the model.
  func journeys() -> Section? {
    let blocks =
      figures([
        "attribution.assisted", "attribution.transitions", "attribution.lengths", "attribution.lag",
      ]) + (result.paths.touched.contains { $0 > 0 } ? [.table(assisted())] : [])
      + topPaths()
    guard !blocks.isEmpty else { return nil }
    return Section(
      id: "attribution-journeys",
      title: Phrase(en: "What journeys look like", de: "Wie Journeys aussehen"), blocks: blocks)
  }

  /// Conversions with each channel, and those that it ended.
  func assisted() -> Grid {
    let paths = result.paths
    let order = paths.touched.indices.filter { paths.touched[$0] > 0 }
      .sorted { (paths.touched[$0], $1) > (paths.touched[$1], $0) }
    func count(_ value: Int) -> Grid.Cell { .number(Double(value), AttributionUnits.conversions) }
    return Grid(
      id: "attribution.assisted",
      title: Phrase(en: "Assisted and last touch", de: "Mitwirkung und letzter Kontakt"),
      columns: [
        Self.channel, Phrase(en: "With the channel", de: "Mit dem Kanal"),
        Phrase(en: "As last touch", de: "Als letzter Kontakt"),
        Phrase(en: "Assisted", de: "Mitgewirkt"),
        Phrase(en: "Assisted for each last touch", de: "Mitgewirkt je letztem Kontakt"),
      ],
      rows: order.map { channel in
        [
          .text(Phrase(channels[channel])), count(paths.touched[channel]),
          count(paths.last[channel]), count(paths.assisted[channel]),
          paths.last[channel] > 0
            ? .number(Double(paths.assisted[channel]) / Double(paths.last[channel]), .one)
            : Self.absent,
        ]
      })
  }

  private func topPaths() -> [Section.Block] {
    let paths = result.paths
    let hasValue = result.intake.hasValue
    func row(_ name: Phrase, _ row: PathSummary.Row) -> [Grid.Cell] {
      var cells: [Grid.Cell] = [
        .text(name), .number(Double(row.converting), AttributionUnits.journeys),
        .number(Double(row.conversions), AttributionUnits.conversions),
      ]
      if hasValue {
        cells.append(.number(Double(row.value) / result.intake.valueUnits, units.money))
      }
      if result.intake.hasNulls {
        cells.append(.number(Double(row.nulls), AttributionUnits.journeys))
      }
      return cells
    }
    var rows = paths.top.map { row(Phrase(name(of: $0.touches)), $0) }
    if let others = paths.others {
      rows.append(row(Phrase(en: "All other paths", de: "Alle anderen Pfade"), others))
    }
    guard !rows.isEmpty else { return [] }
    var columns = [
      Phrase(en: "Path", de: "Pfad"),
      Phrase(en: "Converting journeys", de: "Journeys mit Conversion"),
      Phrase("Conversions"),
    ]
    if hasValue { columns.append(Phrase(en: "Value", de: "Wert")) }
    if result.intake.hasNulls {
      columns.append(
        Phrase(en: "Journeys without conversion", de: "Journeys ohne Conversion"))
    }
    return [
      .table(
        Grid(
          id: "attribution.paths",
          title: Phrase(en: "The most common paths", de: "Die häufigsten Pfade"),
          columns: columns, rows: rows)),
      .note(
        .init(
          .information,
          Phrase(
            en:
              "Paths that few journeys took are shown together only, so that no row is one person's.",
            de: "Pfade weniger Journeys stehen nur zusammen da, sodass keine Zeile einer Person"
              + " gehört."))),
    ]
  }

  /// A path in words; long ones lose their middle, and names with the separator are quoted.
  private func name(of touches: [UInt16]) -> String {
    let names = touches.map { touch in
      let name = channels[Int(touch)]
      return name.contains(">") ? "“\(name)”" : name
    }
    guard names.count > 12 else { return names.joined(separator: " > ") }
    let middle = "… (\(names.count - 10)) …"
    return (names.prefix(5) + [middle] + names.suffix(5)).joined(separator: " > ")
  }
}
