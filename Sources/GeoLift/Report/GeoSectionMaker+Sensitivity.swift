import Findings

extension GeoSectionMaker {
  /// The effect if choices had been made otherwise.
  func sensitivity() -> Section? {
    guard let lead = analysis.lead, let estimate = analysis.first?.estimate,
      !lead.sensitivity.isEmpty
    else { return nil }
    let rows = lead.sensitivity.map { row -> [Grid.Cell] in
      [
        .text(row.choice.label), .text(GeoFigureMaker.scenario(row)),
        .text(Phrase(row.estimator)),
        .value(
          key(
            "geo.sensitivity",
            [
              "model": row.estimator, "metric": row.choice.rawValue, "scenario": row.scenario,
            ])),
      ]
    }
    let turned = lead.sensitivity.filter {
      $0.choice != .placeboStart && ($0.att > 0) != (estimate.att > 0)
    }
    var blocks: [Section.Block] = []
    if !turned.isEmpty {
      let names = turned.map { $0.scenario }.joined(separator: ", ")
      blocks.append(
        .note(
          .init(
            .warning,
            Phrase(
              en: "The sign of the effect hangs on a choice: \(names).",
              de: "Das Vorzeichen des Effekts hängt an einer Wahl: \(names)."))))
    }
    blocks.append(
      .table(
        Grid(
          id: name("geo.sensitivity"),
          title: titled(
            Phrase(
              en: "Effect a geo and period, chosen otherwise",
              de: "Effekt je Gebiet und Periode, anders gewählt")),
          columns: [
            Phrase(en: "Choice", de: "Wahl"), Phrase(en: "Made as", de: "Getroffen als"),
            Phrase(en: "Estimator", de: "Schätzer"), Phrase(en: "Effect", de: "Effekt"),
          ], rows: rows)))
    blocks += analysis.sensitivityFigures().map { .figure($0.id) }
    return Section(
      id: anchor("geo-sensitivity"),
      title: titled(
        Phrase(en: "What does it hang on?", de: "Woran hängt das Ergebnis?")), blocks: blocks)
  }
}

extension GeoSensitivity.Choice {
  /// What is chosen.
  var label: Phrase {
    switch self {
    case .withoutGeo: Phrase(en: "Without a donor", de: "Ohne einen Spender")
    case .fromPeriod: Phrase(en: "Later beginning", de: "Späterer Anfang")
    case .penalty: Phrase(en: "Ridge penalty", de: "Ridge-Strafe")
    case .unitEffects: Phrase(en: "Unit effects", de: "Gebietseffekte")
    case .placeboStart: Phrase(en: "Placebo in time", de: "Placebo in der Zeit")
    }
  }
}
