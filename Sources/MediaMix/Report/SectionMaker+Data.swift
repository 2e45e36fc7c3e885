import Findings

extension SectionMaker {
  func dataSection() -> Section {
    var blocks: [Section.Block] = [.figure("mmm.data.outcome"), .figure("mmm.data.spend")]
    if !data.organic.isEmpty || !data.treatments.isEmpty {
      blocks.append(.figure("mmm.data.other"))
    }
    blocks.append(.table(mediaGrid()))
    if !data.treatments.isEmpty { blocks.append(.table(treatmentGrid())) }
    return Section(
      id: "data", title: Phrase(en: "The data at a glance", de: "Die Daten auf einen Blick"),
      blocks: blocks)
  }

  private func mediaGrid() -> Grid {
    let showsKind = !data.organic.isEmpty
    let exposed = Set(result.exposedMedia)
    let showsFrequency = data.frequency.contains { $0 != nil }
    var columns = [Phrase(en: "Channel", de: "Kanal")]
    if showsKind { columns.append(Phrase(en: "Kind", de: "Art")) }
    columns.append(Phrase(en: "Spend", de: "Ausgaben"))
    if !exposed.isEmpty { columns.append(Phrase(en: "Exposure", de: "Kontakte")) }
    if showsFrequency { columns.append(Phrase(en: "Mean frequency", de: "Mittlere Frequenz")) }
    columns.append(Phrase(en: "Active periods", de: "Aktive Perioden"))
    let periods = result.window.periods
    let rows = data.exposure.indices.map { c -> [Grid.Cell] in
      let isPaid = c < data.channels.count
      var row: [Grid.Cell] = [.text(Phrase(data.terms[c]))]
      if showsKind { row.append(.text(Self.name(of: result.terms[c].role))) }
      row.append(isPaid ? .number(result.window.spend[c], writer.units.money) : Self.absent)
      if !exposed.isEmpty {
        row.append(exposed.contains(c) ? .number(result.contacts(c, periods), .one) : Self.absent)
      }
      if showsFrequency {
        let frequency = result.meanFrequency(c, periods)
        row.append(frequency.map { .number($0, Unit("contacts")) } ?? Self.absent)
      }
      let active = periods.count {
        isPaid ? ReportWindow.spend(data, c, $0...$0) > 0 : result.contacts(c, $0...$0) > 0
      }
      row.append(.number(Double(active), Unit("periods")))
      return row
    }
    return Grid(
      id: "mmm.data", title: Phrase(en: "Media in the data", de: "Medien in den Daten"),
      columns: columns, rows: rows)
  }

  private func treatmentGrid() -> Grid {
    let rows = data.treatments.enumerated().map { k, name -> [Grid.Cell] in
      let values = data.treatmentValues[k]
      let mean = values.reduce(0, +) / Double(values.count)
      return [
        .text(Phrase(name)), .number(values.min() ?? 0, .one), .number(mean, .one),
        .number(values.max() ?? 0, .one),
        .number(result.model.design.scaling.treatmentBaseline[k], .one),
      ]
    }
    return Grid(
      id: "mmm.data.treatments",
      title: Phrase(en: "Treatments in the data", de: "Maßnahmen in den Daten"),
      columns: [
        Phrase(en: "Treatment", de: "Maßnahme"), Phrase(en: "Smallest", de: "Kleinster Wert"),
        Phrase(en: "Mean", de: "Mittel"), Phrase(en: "Largest", de: "Größter Wert"),
        Phrase(en: "Compared with", de: "Verglichen mit"),
      ], rows: rows)
  }

  /// What a kind of term is called.
  static func name(of role: MediaMixSpecification.Term.Role) -> Phrase {
    switch role {
    case .paid: Phrase(en: "paid", de: "bezahlt")
    case .organic: Phrase(en: "organic", de: "organisch")
    case .treatment: Phrase(en: "treatment", de: "Maßnahme")
    }
  }
}
