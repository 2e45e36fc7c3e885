public import Findings

extension GeoAnalysis {
  /// The parts of the report, in order.
  public func sections() -> [Section] {
    let maker = GeoSectionMaker(analysis: self)
    return [
      maker.effect(), maker.inference(), maker.weights(), maker.structural(), maker.optima(),
      maker.sensitivity(),
    ].compactMap { $0 }
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
    return parts.flatMap(\.problems)
  }
}

/// Lays a geo test out as sections.
struct GeoSectionMaker {
  let analysis: GeoAnalysis

  func key(_ id: String, _ subject: [String: String]) -> FindingKey {
    let writer = GeoWriter(analysis, .en)
    return FindingKey(id: id, subject: writer.arm(subject), period: writer.period)
  }

  /// An identifier of a table, one for each cell.
  func name(_ id: String) -> String { analysis.named(id) }

  /// The identifier of a section, fit for an anchor, one for each cell.
  func anchor(_ id: String) -> String {
    guard let arm = analysis.arm else { return id }
    let safe = arm.unicodeScalars.map { scalar in
      let isPlain = scalar.isASCII && scalar.properties.isAlphabetic
      return isPlain || ("0"..."9").contains(scalar)
        ? String(Character(scalar)) : "-" + String(scalar.value, radix: 16)
    }
    return "\(id)-\(safe.joined())"
  }

  /// A title that names the cell.
  func titled(_ title: Phrase) -> Phrase { analysis.titled(title) }

  static let absent = Grid.Cell.text(Phrase("–"))

  func effect() -> Section {
    Section(
      id: anchor("geo-effect"),
      title: titled(Phrase(en: "What did the test bring?", de: "Was brachte der Test?")),
      blocks: warnings() + [.table(effectTable())] + spendTable()
        + analysis.effectFigures().map { .figure($0.id) } + withheld() + remarks())
  }

  private func effectTable() -> Grid {
    let hasMoney = analysis.money?.change != nil
    let isMoney = analysis.options.isMoney
    var columns = [
      Phrase(en: "Estimator", de: "Schätzer"), Phrase(en: "Incremental", de: "Inkrementell"),
      Phrase(en: "Interval", de: "Intervall"),
      Phrase(en: "Effect a geo and period", de: "Effekt je Gebiet und Periode"),
      Phrase(en: "Lift", de: "Lift"), Phrase(en: "Interval", de: "Intervall"),
    ]
    if hasMoney {
      columns += [
        isMoney ? Phrase("iROAS") : Phrase(en: "Cost per unit", de: "Kosten je Einheit"),
        Phrase(en: "Interval", de: "Intervall"),
      ]
    }
    let rows = analysis.parts.map { part -> [Grid.Cell] in
      let subject = ["model": part.estimator.rawValue]
      let numbers = analysis.numbers(part)
      func interval(_ id: String, _ number: GeoNumber?) -> Grid.Cell {
        number?.interval == nil ? Self.absent : .interval(key(id, subject))
      }
      let cells: [Grid.Cell] = [
        .text(Phrase(part.estimator.rawValue)), .value(key("geo.incremental", subject)),
        interval("geo.incremental", numbers?.incremental), .value(key("geo.att", subject)),
        .value(key("geo.lift", subject)), interval("geo.lift", numbers?.lift),
      ]
      guard hasMoney else { return cells }
      guard numbers != nil else { return cells + [Self.absent, Self.absent] }
      let id = isMoney ? "geo.iroas" : "geo.cost_per_outcome"
      return cells + [
        .value(key(id, subject)), interval(id, isMoney ? numbers?.perMoney : numbers?.cost),
      ]
    }
    return Grid(
      id: name("geo.effect"),
      title: titled(Phrase(en: "Effect by estimator", de: "Effekt nach Schätzer")),
      columns: columns, rows: rows)
  }

  private func withheld() -> [Section.Block] {
    analysis.parts.filter { $0.estimate == nil }.flatMap(\.problems).map {
      .note(.init(.withheld, $0))
    }
  }
}
