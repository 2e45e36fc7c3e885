import Findings

extension GeoSectionMaker {
  func weights() -> Section? {
    let parts = analysis.parts.filter { $0.estimate != nil }
    let named = parts.flatMap { part in
      (part.estimate?.weights ?? []).filter { abs($0.weight) > 0.001 }.map(\.geo)
    }
    let geos = Set(named).sorted()
    guard !geos.isEmpty else { return nil }
    let weighted = parts.filter { $0.estimate?.weights.isEmpty == false }
    let rows = geos.map { geo -> [Grid.Cell] in
      [.text(Phrase(geo))]
        + weighted.map { part in
          let weight = part.estimate?.weights.first { $0.geo == geo }?.weight ?? 0
          return abs(weight) > 0.001
            ? .value(key("geo.weight", ["geo": geo, "model": part.estimator.rawValue]))
            : Self.absent
        }
    }
    let fit = parts.map { part -> [Grid.Cell] in
      let name = part.estimator.rawValue
      return [
        .text(Phrase(name)), .value(key("geo.pre_fit", ["model": name, "metric": "l2"])),
        part.estimate?.scaledImbalance == nil
          ? Self.absent : .value(key("geo.pre_fit", ["model": name, "metric": "scaled_l2"])),
      ]
    }
    return Section(
      id: anchor("geo-weights"),
      title: titled(Phrase(en: "What was it compared with?", de: "Womit wurde verglichen?")),
      blocks: [
        .table(
          Grid(
            id: name("geo.pre_fit"),
            title: titled(Phrase(en: "Fit before the test", de: "Anpassung vor dem Test")),
            columns: [
              Phrase(en: "Estimator", de: "Schätzer"), Phrase("L2"),
              Phrase(
                en: "Share of what equal weights miss", de: "Anteil am Fehler gleicher Gewichte"),
            ], rows: fit)),
        .table(
          Grid(
            id: name("geo.weights"),
            title: titled(Phrase(en: "Weights of the donors", de: "Gewichte der Spender")),
            columns: [Phrase(en: "Geo", de: "Gebiet")]
              + weighted.map { Phrase($0.estimator.rawValue) }, rows: rows)),
      ])
  }
}
