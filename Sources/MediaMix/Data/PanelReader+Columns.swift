import Tables

extension PanelReader {
  /// The number of leading periods in which no geo has a KPI; nil if fewer than two are left.
  mutating func leadIn(_ column: String, _ panel: Panel) -> Int? {
    guard let numbers = numbers(column) else { return nil }
    let (geos, width) = (panel.geos.count, panel.timeCount)
    func isEmpty(_ t: Int) -> Bool {
      (0..<geos).allSatisfy { numbers[panel.rows[$0 * width + t]] == nil }
    }
    let leadIn = (0..<width).first { !isEmpty($0) } ?? width
    if width - leadIn < 2 {
      report(
        "fewer than 2 periods have a KPI", column: column, remedy: "Give more periods.")
      return nil
    }
    return leadIn
  }

  /// The KPI, G x T; nil if it cannot be used.
  mutating func kpi(_ column: String, _ panel: Panel, leadIn: Int) -> [Double]? {
    let values = read(
      column, panel, from: leadIn, what: "the KPI",
      remedy: "Only leading periods, before the first KPI of any geo, may be without it."
    ) { _ in nil }
    guard !values.isEmpty else { return nil }
    if let first = values.first, values.allSatisfy({ $0 == first }) {
      report(
        "the KPI is \(first) everywhere, so there is nothing to explain", column: column,
        remedy: "Name the column that holds the outcome.")
      return nil
    }
    return values
  }

  /// What a unit of the KPI is worth, G x T.
  mutating func value(
    _ target: MediaMixOptions.Target, _ panel: Panel, leadIn: Int
  ) -> [Double] {
    let cells = panel.geos.count * (panel.timeCount - leadIn)
    switch target.value {
    case nil: return [Double](repeating: 1, count: cells)
    case .constant(let amount):
      if !(amount > 0 && Self.isReasonable(amount)) {
        refuse(
          "a value of \(amount) is not a positive amount", "target.value",
          "Give the money one unit of the KPI is worth.")
      }
      return [Double](repeating: amount, count: cells)
    case .column(let column):
      return read(column, panel, from: leadIn, what: "the value") {
        $0 > 0 ? nil : "is not positive"
      }
    }
  }

  /// A control, G x T.
  mutating func control(_ column: String, _ panel: Panel, leadIn: Int) -> [Double] {
    let values = read(
      column, panel, from: leadIn, what: "the control",
      remedy: "Write the value, or leave the control out."
    ) { _ in nil }
    if let first = values.first, values.allSatisfy({ $0 == first }) {
      report(
        "the control is \(first) everywhere", column: column,
        remedy: "Leave it out: it explains nothing.")
    }
    return values
  }

  /// Inhabitants of each geo, which the lead-in may leave out; ones where no column is named.
  mutating func population(_ panel: Panel, leadIn: Int) -> [Double] {
    let ones = [Double](repeating: 1, count: panel.geos.count)
    guard let column = columns.population, let numbers = numbers(column) else { return ones }
    return panel.geos.indices.map { g in
      let rows = panel.rows[(g * panel.timeCount)..<((g + 1) * panel.timeCount)]
      let found = rows.enumerated().filter { $0.offset >= leadIn || numbers[$0.element] != nil }
        .map { (row: $0.element, count: numbers[$0.element]) }
      let first = found.first?.count ?? nil
      func isWrong(_ count: Double?) -> Bool {
        guard let count, count > 0, Self.isReasonable(count) else { return true }
        return count != first
      }
      guard let wrong = found.first(where: { isWrong($0.count) }) else { return first ?? 1 }
      let geo = columns.geo == nil ? "" : " of \(displayed(panel.geos[g]))"
      let what: String
      switch wrong.count {
      case nil: what = "the population\(geo) is empty"
      case .some(let count) where !(count > 0) || !Self.isReasonable(count):
        what = "the population\(geo) is \(count)"
      case .some(let count): what = "the population\(geo) is \(count) here and \(first ?? 0) before"
      }
      report(
        what, column: column, row: wrong.row,
        remedy: "Give each geo the same positive number in every row.")
      return 1
    }
  }

  /// The periods that have a KPI.
  mutating func observedTimes(_ panel: Panel, leadIn: Int) -> TimeAxis? {
    guard leadIn > 0 else { return panel.times }
    let points = panel.points.filter { (panel.times.index(of: $0) ?? 0) >= leadIn }
    do {
      return try TimeAxis(points, source: table.source, column: columns.time)
    } catch {
      report(error)
      return nil
    }
  }
}
