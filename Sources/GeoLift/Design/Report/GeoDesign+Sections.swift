public import Findings
import Resampling

extension GeoDesign {
  /// The parts of the report, in order.
  public func sections() -> [Section] {
    let maker = DesignSectionMaker(design: self)
    return [maker.designs(), maker.map(), maker.audits()].compactMap { $0 }
  }

  /// The numbers that head the report: those of the best design.
  public var headline: [(label: Phrase, entries: [(label: Phrase, finding: FindingKey)])] {
    guard let best = plans.first else { return [] }
    let maker = DesignSectionMaker(design: self)
    func tile(_ en: String, _ de: String, _ id: String) -> (
      label: Phrase, entries: [(label: Phrase, finding: FindingKey)]
    ) {
      let label = Phrase(en: en, de: de)
      return (label, [(label, maker.key(id, ["scenario": best.scenario]))])
    }
    var tiles = [tile("Smallest effect found", "Kleinster gefundener Effekt", "geo.mde")]
    if best.investment != nil { tiles.append(tile("Investment", "Einsatz", "geo.investment")) }
    return tiles
  }

  /// Why numbers are withheld: no design finds an effect.
  public var gateReasons: [Phrase] {
    guard let best = plans.first, best.mde == nil else { return [] }
    let (reason, remedy) = DesignWriter(self, .en).unfound(best)
    let german = DesignWriter(self, .de).unfound(best)
    return [
      Phrase(
        en: "No design finds an effect: \(reason.en). \(remedy.en)",
        de: "Kein Entwurf findet einen Effekt: \(german.reason.de). \(german.remedy.de)")
    ]
  }
}

/// Lays a design out as sections.
struct DesignSectionMaker {
  let design: GeoDesign

  func key(_ id: String, _ subject: [String: String]) -> FindingKey {
    FindingKey(id: id, subject: subject, period: DesignWriter.period(design))
  }

  static let absent = Grid.Cell.text(Phrase("–"))

  func value(_ id: String, _ plan: DesignPlan, _ metric: String? = nil) -> Grid.Cell {
    var subject = ["scenario": plan.scenario]
    subject["metric"] = metric
    return .value(key(id, subject))
  }

  func geos(_ plan: DesignPlan) -> Grid.Cell { .text(Phrase(plan.geos.joined(separator: " + "))) }

  func designs() -> Section {
    let hasCosts = design.plans.contains { $0.investment != nil }
    var columns = [
      Phrase(en: "Rank", de: "Rang"), Phrase(en: "Geos to treat", de: "Zu behandelnde Gebiete"),
      Phrase(en: "Periods", de: "Perioden"),
      Phrase(en: "Smallest effect", de: "Kleinster Effekt"),
      Phrase(en: "Power", de: "Power"),
    ]
    if hasCosts { columns.append(Phrase(en: "Investment", de: "Einsatz")) }
    columns.append(Phrase("A/A"))
    let rows = design.told.map { plan -> [Grid.Cell] in
      var cells: [Grid.Cell] = [
        .text(Phrase(String(plan.rank))), geos(plan), .text(Phrase(String(plan.duration))),
        value("geo.mde", plan), value("geo.power", plan),
      ]
      if hasCosts {
        cells.append(plan.investment == nil ? Self.absent : value("geo.investment", plan))
      }
      cells.append(.text(verdict(plan)))
      return cells
    }
    let ranked = Grid(
      id: "geo.designs", title: Phrase(en: "Designs", de: "Entwürfe"), columns: columns,
      rows: rows)
    return Section(
      id: "geo-designs",
      title: Phrase(en: "Which geos should be treated?", de: "Welche Gebiete behandeln?"),
      blocks: [.table(ranked)] + design.figures().map { .figure($0.id) } + [.table(details())]
        + notes())
  }

  /// What the rank is made of, and what else tells designs apart.
  private func details() -> Grid {
    let columns = [
      Phrase(en: "Geos to treat", de: "Zu behandelnde Gebiete"),
      Phrase(en: "Periods", de: "Perioden"),
      Phrase(en: "Effect a geo and period", de: "Effekt je Gebiet und Periode"),
      Phrase(en: "Misfit before (scaled L2)", de: "Fehler davor (skaliertes L2)"),
      Phrase(en: "Error of the lift", de: "Fehler des Lifts"),
      Phrase(en: "Correlation", de: "Korrelation"), Phrase(en: "Holdout", de: "Unbehandelt"),
      Phrase(en: "Smallest mean effect", de: "Kleinster mittlerer Effekt"),
      Phrase(en: "Law", de: "Gesetz"),
    ]
    let rows = design.told.map { plan -> [Grid.Cell] in
      func detail(_ metric: String, _ number: Double?) -> Grid.Cell {
        number == nil ? Self.absent : value("geo.design", plan, metric)
      }
      return [
        geos(plan), .text(Phrase(String(plan.duration))), detail("att", plan.att),
        detail("scaled_l2", plan.curve.imbalance), detail("lift_error", plan.recoveryError),
        detail("correlation", plan.correlation), detail("holdout_share", plan.holdout),
        plan.meanMDE == nil ? Self.absent : value("geo.mde", plan, "mean"),
        .text(Phrase(plan.curve.law.rawValue)),
      ]
    }
    return Grid(
      id: "geo.design_details",
      title: Phrase(en: "What tells designs apart", de: "Was Entwürfe unterscheidet"),
      columns: columns, rows: rows)
  }

  func verdict(_ plan: DesignPlan) -> Phrase {
    switch plan.audit?.verdict {
    case .passed: Phrase(en: "passed", de: "bestanden")
    case .failed: Phrase(en: "failed", de: "nicht bestanden")
    case .cannotTell: Phrase(en: "cannot tell", de: "nicht zu sagen")
    case nil: Phrase("–")
    }
  }
}
