public import Findings
import Resampling

extension GeoAnalysis {
  /// The parts of the report, in order.
  public func sections() -> [Section] {
    let maker = GeoSectionMaker(analysis: self)
    return [maker.effect(), maker.inference(), maker.weights(), maker.optima()].compactMap { $0 }
  }

  /// The numbers that head the report.
  public var headline: [(label: Phrase, entries: [(label: Phrase, finding: FindingKey)])] {
    guard let part = parts.first(where: { $0.estimate != nil }) else { return [] }
    let maker = GeoSectionMaker(analysis: self)
    let name = part.estimator.rawValue
    let entries: [(Phrase, String)] = [
      (Phrase(en: "Incremental by \(name)", de: "Inkrementell nach \(name)"), "geo.incremental"),
      (Phrase(en: "Lift by \(name)", de: "Lift nach \(name)"), "geo.lift"),
    ]
    return entries.map { label, id in
      (label, [(label, maker.key(id, ["model": name]))])
    }
  }

  /// Why numbers are withheld: no estimator has one.
  public var gateReasons: [Phrase] {
    guard parts.allSatisfy({ $0.estimate == nil }) else { return [] }
    return parts.flatMap(\.problems).map { Phrase($0) }
  }
}

/// Lays a geo test out as sections.
struct GeoSectionMaker {
  let analysis: GeoAnalysis

  func key(_ id: String, _ subject: [String: String]) -> FindingKey {
    FindingKey(id: id, subject: subject, period: GeoWriter(analysis, .en).period)
  }

  private static let absent = Grid.Cell.text(Phrase("–"))

  func effect() -> Section {
    let hasSpend = (analysis.spend ?? 0) > 0
    let perMoney = analysis.options.isMoney ? "geo.iroas" : "geo.cost_per_outcome"
    var columns = [
      Phrase(en: "Estimator", de: "Schätzer"), Phrase(en: "Incremental", de: "Inkrementell"),
      Phrase(en: "Interval", de: "Intervall"),
      Phrase(en: "Effect a geo and period", de: "Effekt je Gebiet und Periode"),
      Phrase(en: "Lift", de: "Lift"), Phrase(en: "Interval", de: "Intervall"),
    ]
    if hasSpend {
      columns.append(
        analysis.options.isMoney
          ? Phrase("iROAS") : Phrase(en: "Cost per unit", de: "Kosten je Einheit"))
    }
    let rows = analysis.parts.map { part -> [Grid.Cell] in
      let subject = ["model": part.estimator.rawValue]
      let hasInterval = part.interval != nil
      func interval(_ id: String) -> Grid.Cell {
        hasInterval ? .interval(key(id, subject)) : Self.absent
      }
      var cells: [Grid.Cell] = [
        .text(Phrase(part.estimator.rawValue)), .value(key("geo.incremental", subject)),
        interval("geo.incremental"), .value(key("geo.att", subject)),
        .value(key("geo.lift", subject)),
        (part.estimate?.lift ?? 0) != 0 ? interval("geo.lift") : Self.absent,
      ]
      if hasSpend {
        let isTold = part.estimate.map { analysis.options.isMoney || $0.incremental > 0 } ?? false
        cells.append(isTold ? .value(key(perMoney, subject)) : Self.absent)
      }
      return cells
    }
    var blocks: [Section.Block] = []
    if analysis.disagree {
      blocks.append(
        .note(
          .init(
            .warning,
            Phrase(
              en:
                "The estimators disagree: about the sign, or by more than the interval of the first. "
                + "Trust none of them before you know why.",
              de:
                "Die Schätzer sind uneinig: über das Vorzeichen oder um mehr als das Intervall des "
                + "ersten. Trauen Sie keinem, bevor Sie den Grund kennen."))))
    }
    blocks.append(
      .table(
        Grid(
          id: "geo.effect", title: Phrase(en: "Effect by estimator", de: "Effekt nach Schätzer"),
          columns: columns, rows: rows)))
    blocks += analysis.figures().map { .figure($0.id) }
    for part in analysis.parts where part.estimate == nil {
      for problem in part.problems { blocks.append(.note(.init(.withheld, Phrase(problem)))) }
    }
    return Section(
      id: "geo-effect", title: Phrase(en: "What did the test bring?", de: "Was brachte der Test?"),
      blocks: blocks)
  }

  func inference() -> Section? {
    let parts = analysis.parts.filter { $0.conformal != nil }
    guard !parts.isEmpty else { return nil }
    let rows = parts.flatMap { part in
      ["mirror", "block", "iid"].map { law -> [Grid.Cell] in
        let subject = ["model": part.estimator.rawValue, "metric": law]
        let isChosen = part.conformal?.chosen.law.rawValue == law
        return [
          .text(Phrase(part.estimator.rawValue)), .text(Phrase(law)),
          .value(key("geo.p_value", subject)), .value(key("geo.smallest_p", subject)),
          .text(isChosen ? Phrase(en: "yes", de: "ja") : Phrase("–")),
        ]
      }
    }
    let grid = Grid(
      id: "geo.inference", title: Phrase(en: "Permutation tests", de: "Permutationstests"),
      columns: [
        Phrase(en: "Estimator", de: "Schätzer"), Phrase(en: "Law", de: "Gesetz"), Phrase("p"),
        Phrase(en: "Smallest p there can be", de: "Kleinstmögliches p"),
        Phrase(en: "Used for intervals", de: "Für Intervalle verwendet"),
      ], rows: rows)
    let note = Phrase(
      en: "p-values and intervals come from the same permutations of residuals. Mirror turns the "
        + "series together with its mirror image, and errs on the side of caution; block turns the "
        + "series; iid shuffles it. The last two hold where residuals before the test do not depend "
        + "on each other. A p near the smallest there can be says no more than that.",
      de:
        "p-Werte und Intervalle stammen aus denselben Permutationen der Residuen. Mirror dreht die "
        + "Reihe zusammen mit ihrem Spiegelbild und irrt zur vorsichtigen Seite; block dreht die "
        + "Reihe; iid mischt sie. Die letzten beiden gelten, wo die Residuen vor dem Test nicht "
        + "voneinander abhängen. Ein p nahe dem kleinstmöglichen sagt nicht mehr als das.")
    return Section(
      id: "geo-inference", title: Phrase(en: "Could it be chance?", de: "Könnte es Zufall sein?"),
      blocks: [.table(grid)] + intervalNotes(parts) + obstacles() + [.note(.init(.information, note))])
  }

  /// Why estimators have no interval.
  private func intervalNotes(_ parts: [GeoAnalysis.Part]) -> [Section.Block] {
    func names(_ outcome: InvertedTest.Outcome) -> String {
      parts.filter { $0.conformal?.chosen.interval.outcome == outcome }
        .map(\.estimator.rawValue).joined(separator: ", ")
    }
    var blocks: [Section.Block] = []
    if !names(.empty).isEmpty {
      blocks.append(
        .note(
          .init(
            .information,
            Phrase(
              en:
                "\(names(.empty)): no constant effect agrees with the data at this level, so there is "
                + "no interval: the effect changed from period to period, see the figure.",
              de:
                "\(names(.empty)): Kein gleichbleibender Effekt passt auf diesem Niveau zu den Daten, "
                + "daher gibt es kein Intervall: Der Effekt änderte sich von Periode zu Periode, siehe "
                + "Abbildung."))))
    }
    let astray = parts.filter {
      $0.conformal?.chosen.interval.outcome == .interval && $0.interval == nil
    }.map(\.estimator.rawValue).joined(separator: ", ")
    if !astray.isEmpty {
      blocks.append(
        .note(
          .init(
            .information,
            Phrase(
              en:
                "\(astray): inverting the test gives no bounded interval around the estimate, so none "
                + "is shown.",
              de: "\(astray): Die Umkehrung des Tests ergibt kein beschränktes Intervall um den "
                + "Schätzwert, daher wird keines gezeigt."))))
    }
    if !names(.cannotTell).isEmpty {
      blocks.append(
        .note(
          .init(
            .warning,
            Phrase(
              en: "\(names(.cannotTell)): the test cannot tell at this level: there are too few "
                + "periods for a p as small. Export a longer history, or lower the level.",
              de:
                "\(names(.cannotTell)): Der Test kann auf diesem Niveau nichts entscheiden: Für ein so "
                + "kleines p gibt es zu wenige Perioden. Exportieren Sie eine längere Vorgeschichte, "
                + "oder senken Sie das Niveau."))))
    }
    return blocks
  }

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
      id: "geo-weights",
      title: Phrase(en: "What was it compared with?", de: "Womit wurde verglichen?"),
      blocks: [
        .table(
          Grid(
            id: "geo.pre_fit",
            title: Phrase(en: "Fit before the test", de: "Anpassung vor dem Test"),
            columns: [
              Phrase(en: "Estimator", de: "Schätzer"), Phrase("L2"),
              Phrase(
                en: "Share of what equal weights miss", de: "Anteil am Fehler gleicher Gewichte"),
            ], rows: fit)),
        .table(
          Grid(
            id: "geo.weights",
            title: Phrase(en: "Weights of the donors", de: "Gewichte der Spender"),
            columns: [Phrase(en: "Geo", de: "Gebiet")]
              + weighted.map { Phrase($0.estimator.rawValue) }, rows: rows)),
      ])
  }
}
