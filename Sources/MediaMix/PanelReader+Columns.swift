import Tables

extension PanelReader {
  /// The KPI, G x T, without its leading empty periods.
  mutating func kpi(_ column: String, _ panel: Panel) -> (values: [Double], leadIn: Int)? {
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
    var values: [Double] = []
    let before = problems.count
    for g in 0..<geos {
      for t in leadIn..<width {
        let row = panel.rows[g * width + t]
        if let number = numbers[row] {
          values.append(number)
        } else {
          report(
            "the KPI is empty", column: column, row: row,
            remedy: "Only leading periods, before the first KPI of any geo, may be without it.")
        }
      }
    }
    guard problems.count == before else { return nil }
    if let first = values.first, values.allSatisfy({ $0 == first }) {
      report(
        "the KPI is \(first) everywhere, so there is nothing to explain", column: column,
        remedy: "Name the column that holds the outcome.")
      return nil
    }
    return (values, leadIn)
  }

  /// What a unit of the KPI is worth, G x T.
  mutating func value(
    _ target: MediaMixOptions.Target, _ panel: Panel, leadIn: Int
  ) -> [Double] {
    let cells = panel.geos.count * (panel.timeCount - leadIn)
    switch target.value {
    case nil: return [Double](repeating: 1, count: cells)
    case .constant(let amount):
      if !(amount > 0) {
        problems.append(
          MediaMixProblem(
            "a value of \(amount) is not positive", at: "media_mix.target.value",
            remedy: "Give the money one unit of the KPI is worth."))
      }
      return [Double](repeating: amount, count: cells)
    case .column(let column):
      return read(column, panel, from: leadIn, refusing: "is not positive") { $0 > 0 }
    }
  }

  /// Money and exposure of a channel: G x T, and G x (leadIn + T).
  mutating func media(
    _ name: String, _ channel: MediaMixOptions.Channel, _ panel: Panel, leadIn: Int
  ) -> (spend: [Double], exposure: [Double]) {
    let spend = read(channel.spend, panel, from: leadIn, refusing: "is negative") { $0 >= 0 }
    let exposure = read(
      channel.exposure ?? channel.spend, panel, from: 0, refusing: "is negative"
    ) { $0 >= 0 }
    if !spend.isEmpty && spend.allSatisfy({ $0 == 0 }) {
      report(
        "channel \(name) spent nothing in any period", column: channel.spend,
        remedy: "Leave the channel out: without variation it cannot be measured.")
    } else if !exposure.isEmpty && exposure.allSatisfy({ $0 == 0 }) {
      report(
        "channel \(name) has no exposure in any period", column: channel.exposure,
        remedy: "Name the column of its impressions or clicks, or leave exposure out.")
    }
    return (spend, exposure)
  }

  /// A control, G x T.
  mutating func control(_ column: String, _ panel: Panel, leadIn: Int) -> [Double] {
    let values = read(column, panel, from: leadIn, refusing: "") { _ in true }
    if let first = values.first, values.allSatisfy({ $0 == first }) {
      report(
        "the control is \(first) everywhere", column: column,
        remedy: "Leave it out: it explains nothing.")
    }
    return values
  }

  /// Inhabitants of each geo; ones where no column is named.
  mutating func population(_ panel: Panel) -> [Double] {
    let ones = [Double](repeating: 1, count: panel.geos.count)
    guard let column = columns.population, let numbers = numbers(column) else { return ones }
    return panel.geos.indices.map { g in
      let rows = panel.rows[(g * panel.timeCount)..<((g + 1) * panel.timeCount)]
      let counts = Set(rows.compactMap { numbers[$0] })
      guard let count = counts.first, counts.count == 1, count > 0 else {
        report(
          "the population of \(panel.geos[g]) is not one positive number", column: column,
          row: rows.first, remedy: "Give each geo the same positive number in every row.")
        return 1
      }
      return count
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

  /// A column as cells (g, t), t from `start` on; each bad cell is reported, up to ten a column.
  private mutating func read(
    _ column: String, _ panel: Panel, from start: Int, refusing complaint: String,
    unless accepts: (Double) -> Bool
  ) -> [Double] {
    guard let numbers = numbers(column) else { return [] }
    var values: [Double] = []
    var bad = 0
    for g in panel.geos.indices {
      for t in start..<max(start, panel.timeCount) {
        let row = panel.rows[g * panel.timeCount + t]
        if let number = numbers[row], accepts(number), abs(number) < 1e100 {
          values.append(number)
          continue
        }
        bad += 1
        guard bad <= 10 else { continue }
        switch numbers[row] {
        case nil:
          report("the cell is empty", column: column, row: row, remedy: "Write 0 if it is zero.")
        case .some(let number) where abs(number) >= 1e100:
          report("\(number) is too large", column: column, row: row, remedy: "Correct it.")
        case .some(let number):
          report("\(number) \(complaint)", column: column, row: row, remedy: "Correct it.")
        }
      }
    }
    if bad > 10 {
      report("\(bad - 10) more such cells", column: column, remedy: "Correct them too.")
    }
    return bad == 0 ? values : []
  }
}
