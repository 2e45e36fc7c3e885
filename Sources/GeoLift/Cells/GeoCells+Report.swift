public import Findings
import Resampling

extension GeoCells {
  /// The facts: `geo.winner_probability` {arm, metric: lift or iroas} and `geo.cell_difference` {arm: a
  /// cell, scenario: the one it is compared with, metric}, then those of each cell under its name.
  public func findings(language: Language) -> [Finding] {
    guard let first = analyses.first else { return [] }
    let writer = GeoCellWriter(cells: self, writer: GeoWriter(first.withoutArm, language))
    return writer.findings() + analyses.flatMap { $0.findings(language: language) }
  }

  /// What to draw for each cell.
  public func figures() -> [Figure] { analyses.flatMap { $0.figures() } }

  /// The parts of the report: the cells side by side, then each.
  public func sections() -> [Section] {
    let maker = analyses.first.map {
      GeoCellWriter(cells: self, writer: GeoWriter($0.withoutArm, .en))
    }
    return (maker.map { [$0.section()] } ?? []) + analyses.flatMap { $0.sections() }
  }

  /// The numbers that head the report.
  public var headline: [(label: Phrase, entries: [(label: Phrase, finding: FindingKey)])] {
    let entries = analyses.compactMap { analysis -> (label: Phrase, finding: FindingKey)? in
      guard let part = analysis.first else { return nil }
      let maker = GeoSectionMaker(analysis: analysis)
      return (
        Phrase(analysis.arm ?? ""), maker.key("geo.lift", ["model": part.estimator.rawValue])
      )
    }
    return [(Phrase(en: "Lift by cell", de: "Lift nach Zelle"), entries)]
  }

  /// Why numbers are withheld: in some cell no estimator has one.
  public var gateReasons: [Phrase] { analyses.flatMap(\.gateReasons) }
}

extension GeoAnalysis {
  /// The same without the cell's name, for what is said of all cells.
  var withoutArm: GeoAnalysis {
    GeoAnalysis(
      experiment: experiment, options: options, parts: parts, lead: lead, money: money, arm: nil,
      currency: currency)
  }
}

/// Writes what is said of all cells together.
struct GeoCellWriter {
  let cells: GeoCells
  let writer: GeoWriter

  private var unit: Unit {
    guard cells.comparison?.measure == .perMoney else { return .one }
    return writer.outcome / writer.money
  }

  private var measure: Phrase {
    guard cells.comparison?.measure == .perMoney else { return Phrase("Lift") }
    return cells.options.isMoney
      ? Phrase("iROAS")
      : Phrase(en: "Outcome for a unit of money", de: "Ergebnis je Geldeinheit")
  }

  func findings() -> [Finding] {
    guard let comparison = cells.comparison else { return [] }
    let metric = comparison.measure.rawValue
    let name = comparison.estimator
    let winners = comparison.cells.map { cell in
      writer.finding(
        "geo.winner_probability", ["arm": cell.name, "metric": metric], value: cell.probability,
        .one,
        reason: Phrase(
          en: "not every cell has an interval, so their errors cannot be compared",
          de: "nicht jede Zelle hat ein Intervall, ihre Fehler sind also nicht vergleichbar")
      ) {
        Phrase(
          en: "By \(metric) and \(name), \(cell.name) is the best cell with a probability of \($0)",
          de:
            "Nach \(metric) und \(name) ist \(cell.name) mit einer Wahrscheinlichkeit von \($0) die "
            + "beste Zelle")
      }
    }
    let differences = comparison.differences.map { difference in
      let name = metric == "lift" ? "lift" : metric
      return writer.finding(
        "geo.cell_difference",
        ["arm": difference.first, "scenario": difference.second, "metric": metric],
        value: difference.value, interval: difference.interval, unit
      ) {
        Phrase(
          en: "\(difference.first) less \(difference.second) is \($0) by \(name)",
          de: "\(difference.first) minus \(difference.second) ist \($0) nach \(name)")
      }
    }
    return winners + differences
  }

  func section() -> Section {
    var blocks: [Section.Block] = [.table(sideBySide())]
    if let comparison = cells.comparison {
      if !comparison.differences.isEmpty { blocks.append(.table(differences(comparison))) }
      blocks.append(
        .note(
          .init(
            .information,
            Phrase(
              en:
                "Each cell is compared without the geos of the others. Probabilities and differences "
                + "take each cell's error as normal, as wide as its interval, and as correlated with "
                + "another's as what both fits miss before the test.",
              de:
                "Jede Zelle wird ohne die Gebiete der anderen verglichen. Wahrscheinlichkeiten und "
                + "Differenzen nehmen den Fehler jeder Zelle als normalverteilt, so breit wie ihr "
                + "Intervall und mit dem einer anderen so korreliert wie das, was beide Anpassungen "
                + "vor dem Test verfehlen."))))
    } else {
      blocks.append(
        .note(
          .init(
            .withheld,
            Phrase(
              en: "No estimator has an estimate for every cell, so the cells are not compared.",
              de: "Kein Schätzer hat für jede Zelle einen Wert, die Zellen werden also nicht "
                + "verglichen."))))
    }
    return Section(
      id: "geo-cells", title: Phrase(en: "Which cell won?", de: "Welche Zelle gewann?"),
      blocks: blocks)
  }

  private func sideBySide() -> Grid {
    let absent = GeoSectionMaker.absent
    let metric = cells.comparison?.measure.rawValue
    let hasMoney = cells.analyses.allSatisfy { $0.money?.change != nil }
    let money = cells.options.isMoney ? "geo.iroas" : "geo.cost_per_outcome"
    let rows = cells.analyses.map { analysis -> [Grid.Cell] in
      let maker = GeoSectionMaker(analysis: analysis)
      let name = cells.comparison?.estimator ?? analysis.first?.estimator.rawValue ?? ""
      let part = analysis.parts.first { $0.estimator.rawValue == name }
      guard let part, let numbers = analysis.numbers(part) else {
        return [.text(Phrase(analysis.arm ?? ""))]
          + [Grid.Cell](repeating: absent, count: hasMoney ? 7 : 6)
      }
      let subject = ["model": name]
      let law = part.conformal?.chosen.law.rawValue ?? ""
      var cells: [Grid.Cell] = [
        .text(Phrase(analysis.arm ?? "")), .value(maker.key("geo.incremental", subject)),
        .value(maker.key("geo.att", subject)), .value(maker.key("geo.lift", subject)),
        numbers.lift?.interval == nil ? absent : .interval(maker.key("geo.lift", subject)),
        .value(maker.key("geo.p_value", ["model": name, "metric": law])),
      ]
      if hasMoney { cells.append(.value(maker.key(money, subject))) }
      cells.append(
        metric.map {
          .value(key("geo.winner_probability", ["arm": analysis.arm ?? "", "metric": $0]))
        }
          ?? absent)
      return cells
    }
    var columns = [
      Phrase(en: "Cell", de: "Zelle"), Phrase(en: "Incremental", de: "Inkrementell"),
      Phrase(en: "Effect a geo and period", de: "Effekt je Gebiet und Periode"), Phrase("Lift"),
      Phrase(en: "Interval", de: "Intervall"), Phrase("p"),
    ]
    if hasMoney {
      columns.append(
        cells.options.isMoney
          ? Phrase("iROAS") : Phrase(en: "Cost per unit", de: "Kosten je Einheit"))
    }
    columns.append(
      Phrase(
        en: "Probability of being best", de: "Wahrscheinlichkeit, die beste zu sein"))
    return Grid(
      id: "geo.cells", title: Phrase(en: "Cells side by side", de: "Zellen nebeneinander"),
      columns: columns, rows: rows)
  }

  private func differences(_ comparison: GeoCellComparison) -> Grid {
    let rows = comparison.differences.map { difference -> [Grid.Cell] in
      let key = key(
        "geo.cell_difference",
        [
          "arm": difference.first, "scenario": difference.second,
          "metric": comparison.measure.rawValue,
        ])
      return [
        .text(Phrase("\(difference.first) − \(difference.second)")), .value(key),
        difference.interval == nil ? GeoSectionMaker.absent : .interval(key),
      ]
    }
    return Grid(
      id: "geo.cell_differences",
      title: Phrase(en: "Differences of cells", de: "Differenzen der Zellen"),
      columns: [
        Phrase(en: "Cells", de: "Zellen"), measure, Phrase(en: "Interval", de: "Intervall"),
      ], rows: rows)
  }

  private func key(_ id: String, _ subject: [String: String]) -> FindingKey {
    FindingKey(id: id, subject: subject, period: writer.period)
  }
}
