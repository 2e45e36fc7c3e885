import Tables

extension PanelReader {
  /// Finds geos and periods, and the row of each cell; nil if the panel has holes or doubles.
  mutating func placeRows() -> Panel? {
    let before = problems.count
    var points: [TimePoint] = []
    var labels = [String?](repeating: "all", count: table.rowCount)
    do {
      points = try table.times(columns.time)
    } catch { report(error) }
    if let geo = columns.geo {
      do {
        labels = try table.texts(geo)
      } catch {
        report(error)
        return nil
      }
      for (row, label) in labels.enumerated() where label == nil {
        report(
          "the geo is empty", column: geo, row: row, remedy: "Name the geo of every row.")
      }
    }
    guard problems.count == before else { return nil }
    let names = labels.compactMap { $0 }
    let geos = Set(names).sorted(by: naturallyPrecedes)
    let times: TimeAxis
    do {
      times = try TimeAxis(points, source: table.source, column: columns.time)
    } catch {
      report(error)
      reportRepeated(names: names, points: points)
      return nil
    }
    return place(geos: geos, names: names, points: points, times: times)
  }

  private mutating func place(
    geos: [String], names: [String], points: [TimePoint], times: TimeAxis
  ) -> Panel? {
    let before = problems.count
    let index = Dictionary(uniqueKeysWithValues: geos.enumerated().map { ($1, $0) })
    var rows = [Int](repeating: -1, count: geos.count * times.count)
    var repeated: [(row: Int, first: Int)] = []
    for row in 0..<table.rowCount {
      guard let g = index[names[row]], let t = times.index(of: points[row]) else { continue }
      let cell = g * times.count + t
      if rows[cell] >= 0 {
        repeated.append((row, rows[cell]))
      } else {
        rows[cell] = row
      }
    }
    reportRepeated(repeated, names: names, points: points)
    let missing = rows.indices.filter { rows[$0] < 0 }
    if !missing.isEmpty {
      let shown = missing.prefix(10).map { cell in
        "\(geos[cell / times.count]) \(times.labels[cell % times.count])"
      }
      let more = missing.count > 10 ? " and \(missing.count - 10) more" : ""
      report(
        "no row for \(shown.joined(separator: ", "))\(more)", column: columns.time,
        remedy: "Add the missing rows: every geo needs every period.")
    }
    guard problems.count == before else { return nil }
    return Panel(geos: geos, times: times, points: points, rows: rows)
  }

  /// Reports rows of one geo and period, where the axis itself has failed.
  private mutating func reportRepeated(names: [String], points: [TimePoint]) {
    struct Cell: Hashable {
      var geo: String
      var point: TimePoint
    }
    var seen: [Cell: Int] = [:]
    var repeated: [(row: Int, first: Int)] = []
    for row in points.indices {
      let cell = Cell(geo: names[row], point: points[row])
      if let first = seen[cell] { repeated.append((row, first)) } else { seen[cell] = row }
    }
    reportRepeated(repeated, names: names, points: points)
  }

  private mutating func reportRepeated(
    _ repeated: [(row: Int, first: Int)], names: [String], points: [TimePoint]
  ) {
    let remedy =
      columns.geo == nil
      ? "Keep one row a period, or name the geo column." : "Keep one row for each geo and period."
    for (row, first) in repeated.prefix(10) {
      let place = columns.geo == nil ? "" : " of \(displayed(names[row]))"
      report(
        "\(points[row].label)\(place) stands here and in line \(table.line(ofRow: first))",
        column: columns.time, row: row, remedy: remedy)
    }
    if repeated.count > 10 {
      report("\(repeated.count - 10) more such rows", column: columns.time, remedy: remedy)
    }
  }
}
