import Findings
package import Tables

extension MediaPlan {
  /// Reads the plan of the periods that follow the data.
  ///
  /// - Parameters:
  ///   - table: a row for each future period, or geo and period, in any order.
  ///   - columns: the columns that place a row, named as in the data.
  ///   - options: which columns are media, treatments and controls, and what controls that the plan
  ///     leaves out will be.
  ///   - data: what the plan continues.
  /// - Throws: `MediaMixError.refused` with every problem found.
  package init(
    table: Table, columns: MediaMixData.Columns, options: MediaMixOptions, data: MediaMixData
  ) throws(MediaMixError) {
    var reader = PlanReader(table: table, columns: columns, options: options, data: data)
    guard let panel = reader.placeRows() else { throw .refused(reader.panel.problems) }
    let plan = reader.plan(panel)
    guard reader.panel.problems.isEmpty else { throw .refused(reader.panel.problems) }
    self = plan
  }
}

/// Reads a plan of future media, and gathers every problem on the way.
struct PlanReader {
  let table: Table
  let columns: MediaMixData.Columns
  let options: MediaMixOptions
  let data: MediaMixData
  var panel: PanelReader
  var notes: [Section.Note] = []

  init(
    table: Table, columns: MediaMixData.Columns, options: MediaMixOptions, data: MediaMixData
  ) {
    self.table = table
    self.columns = columns
    self.options = options
    self.data = data
    panel = PanelReader(table: table, columns: columns)
  }

  mutating func plan(_ panel: Panel) -> MediaPlan {
    refuseOutcome()
    let channels = data.channels.map { self.channel($0, panel) }
    let organic = data.organic.map { self.organic($0, panel) }
    let treatments = data.treatments.map { treatment($0, panel) }
    let controls = data.controls.enumerated().map { j, name in
      control(name, panel, history: data.controlValues[j])
    }
    let value = value(panel)
    noteUnknownColumns()
    var plan = MediaPlan(
      times: panel.times, spend: channels.map(\.spend),
      exposure: channels.map(\.driver.exposure) + organic.map(\.exposure),
      frequency: channels.map(\.driver.frequency) + organic.map(\.frequency),
      treatmentValues: treatments, controlValues: controls, value: value)
    plan.notes = notes
    return plan
  }

  /// Refuses a plan that knows the outcome: those periods belong to the data.
  private mutating func refuseOutcome() {
    let column = options.target.column
    guard table.has(column), let numbers = try? table.texts(column),
      let row = numbers.firstIndex(where: { $0 != nil })
    else { return }
    panel.report(
      "the plan has an outcome", column: column, row: row,
      remedy: "Add periods that are over to the data, and leave this column empty in the plan.")
  }

  private mutating func noteUnknownColumns() {
    var known = Set([columns.time, options.target.column] + options.controls)
    known.formUnion([columns.geo, columns.population].compactMap { $0 })
    if case .column(let value) = options.target.value { known.insert(value) }
    known.formUnion(options.channels.values.flatMap { [$0.spend] + $0.media.columns })
    known.formUnion(options.organic.values.flatMap(\.media.columns))
    known.formUnion(options.treatments.values.map(\.column))
    let unknown = table.columnNames.filter { !$0.isEmpty && !known.contains($0) }
    guard !unknown.isEmpty else { return }
    let names = unknown.map(displayed).joined(separator: ", ")
    notes.append(
      .init(
        .information,
        Phrase(
          en: "Columns of the plan that the model does not know were left out: \(names).",
          de: "Spalten des Plans, die das Modell nicht kennt, blieben unbeachtet: \(names).")))
  }
}

// Where each row stands.
extension PlanReader {
  /// Finds geos and periods; nil if the plan does not follow the data, or has holes or doubles.
  mutating func placeRows() -> Panel? {
    let before = panel.problems.count
    panel.checkCurrency(data.currency)
    let points: [TimePoint]
    let names: [String]
    do {
      points = try table.times(columns.time)
      guard let geo = columns.geo else {
        names = [String](repeating: data.geos[0], count: points.count)
        return place(points, names, before)
      }
      names = try table.texts(geo).map { $0 ?? "" }
    } catch {
      panel.report(error)
      return nil
    }
    return place(points, names, before)
  }

  private mutating func place(
    _ points: [TimePoint], _ names: [String], _ before: Int
  ) -> Panel? {
    guard let count = horizon(points) else { return nil }
    let times = data.times.continued(by: count).dropFirst(data.timeCount)
    let index = Dictionary(uniqueKeysWithValues: data.geos.enumerated().map { ($1, $0) })
    var rows = [Int](repeating: -1, count: data.geoCount * count)
    for row in points.indices {
      guard let g = index[names[row]] else {
        panel.report(
          "region \"\(displayed(names[row]))\" is not in the data", column: columns.geo, row: row,
          remedy: "Name the regions as in the data.")
        continue
      }
      guard let t = times.index(of: points[row]) else { continue }
      let cell = g * count + t
      if rows[cell] >= 0 {
        panel.report(
          "\(points[row].label) stands here and in line \(table.line(ofRow: rows[cell]))",
          column: columns.time, row: row,
          remedy: columns.geo == nil
            ? "Keep one row a period." : "Keep one row for each region and period.")
      }
      rows[cell] = row
    }
    let missing = rows.indices.filter { rows[$0] < 0 }
    if !missing.isEmpty {
      let shown = missing.prefix(10).map { cell in
        (data.isNational ? "" : "\(data.geos[cell / count]) ") + times.labels[cell % count]
      }
      let more = missing.count > 10 ? " and \(missing.count - 10) more" : ""
      panel.report(
        "no row for \(shown.joined(separator: ", "))\(more)", column: columns.time,
        remedy: "Add the rows, with 0 where nothing will be spent.")
    }
    guard panel.problems.count == before else { return nil }
    return Panel(geos: data.geos, times: times, points: points, rows: rows)
  }

  /// The number of planned periods; nil if they do not follow the data.
  private mutating func horizon(_ points: [TimePoint]) -> Int? {
    let last = data.times.labels.last ?? ""
    let next = data.times.continued(by: 1).labels.last ?? ""
    guard !points.isEmpty else {
      panel.report("the plan has no row", remedy: "Add a row for each period from \(next).")
      return nil
    }
    // No more periods than rows, so that an endless horizon costs nothing.
    let longer = data.times.continued(by: points.count)
    var furthest = -1
    var isPlaced = true
    for (row, point) in points.enumerated() {
      guard let t = longer.index(of: point) else {
        isPlaced = false
        panel.report(
          "\(point.label) is no period that follows the data without a gap", column: columns.time,
          row: row, remedy: "The data end with \(last); begin the plan with \(next).")
        break
      }
      if t < data.timeCount {
        isPlaced = false
        panel.report(
          "\(point.label) is in the data already", column: columns.time, row: row,
          remedy: "The data end with \(last); begin the plan with \(next).")
        break
      }
      furthest = max(furthest, t - data.timeCount)
    }
    return isPlaced ? furthest + 1 : nil
  }
}
