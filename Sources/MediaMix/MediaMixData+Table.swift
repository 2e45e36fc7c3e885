public import Tables

extension MediaMixData {
  /// Reads a panel from a table, and refuses what a model could not stand on.
  ///
  /// - Parameters:
  ///   - table: one row for each geo and period, in any order.
  ///   - columns: the columns that place a row in the panel.
  ///   - options: which columns are KPI, media and controls.
  ///   - currency: the currency of money, if stated.
  /// - Throws: `MediaMixError.refused` with every problem found, not only the first.
  public init(
    table: Table, columns: Columns, options: MediaMixOptions, currency: String?
  ) throws(MediaMixError) {
    var reader = PanelReader(table: table, columns: columns)
    reader.checkOptions(options)
    guard let panel = reader.placeRows() else { throw .refused(reader.problems) }

    let channels = options.channels.keys.sorted()
    let controls = Set(options.controls).sorted()
    let kpi = reader.kpi(options.target.column, panel)
    let leadIn = kpi?.leadIn ?? 0
    let value = reader.value(options.target, panel, leadIn: leadIn)
    var spend: [[Double]] = []
    var exposure: [[Double]] = []
    for name in channels {
      guard let channel = options.channels[name] else { continue }
      let (money, driver) = reader.media(name, channel, panel, leadIn: leadIn)
      spend.append(money)
      exposure.append(driver)
    }
    let controlValues = controls.map { reader.control($0, panel, leadIn: leadIn) }
    let population = reader.population(panel)
    let times = reader.observedTimes(panel, leadIn: leadIn)
    guard reader.problems.isEmpty, let kpi, let times else { throw .refused(reader.problems) }

    self.init(
      source: table.source, geos: panel.geos, isNational: panel.geos.count == 1, times: times,
      leadIn: leadIn, channels: channels, controls: controls, kpi: kpi.values, value: value,
      population: population, spend: spend, exposure: exposure, controlValues: controlValues,
      currency: currency ?? table.currency)
  }
}

/// Where each row of the table stands in the panel.
struct Panel {
  var geos: [String]
  var times: TimeAxis
  var points: [TimePoint]
  /// Table row of cell (g, t).
  var rows: [Int]
  var timeCount: Int { times.count }
}

/// Reads columns into the panel and gathers every problem on the way.
struct PanelReader {
  let table: Table
  let columns: MediaMixData.Columns
  var problems: [MediaMixProblem] = []

  init(table: Table, columns: MediaMixData.Columns) {
    self.table = table
    self.columns = columns
  }

  mutating func report(
    _ what: String, column: String? = nil, row: Int? = nil, remedy: String
  ) {
    var place = table.source
    if let row { place += ", line \(table.line(ofRow: row))" }
    if let column { place += ", column \"\(column)\"" }
    problems.append(MediaMixProblem(what, at: place, remedy: remedy))
  }

  mutating func report(_ error: TableError) {
    var place = error.source
    if let line = error.line { place += ", line \(line)" }
    if let column = error.column { place += ", column \"\(column)\"" }
    let value = error.value.map { " (\"\($0)\")" } ?? ""
    problems.append(
      MediaMixProblem(error.problem + value, at: place, remedy: error.remedy ?? ""))
  }

  mutating func numbers(_ column: String) -> [Double?]? {
    do {
      return try table.numbers(column)
    } catch {
      report(error)
      return nil
    }
  }

  mutating func checkOptions(_ options: MediaMixOptions) {
    func refuse(_ what: String, _ key: String, _ remedy: String, _ list: inout [MediaMixProblem]) {
      list.append(MediaMixProblem(what, at: "media_mix.\(key)", remedy: remedy))
    }
    if options.channels.isEmpty {
      refuse("no channel is named", "channels", "Name at least one paid channel.", &problems)
    }
    if !(options.level > 0 && options.level < 1) {
      refuse("level \(options.level) is not a probability", "level", "Give 0.9, say.", &problems)
    }
    if let margin = options.target.margin, !(margin > 0 && margin <= 1) {
      refuse(
        "margin \(margin) is not a share", "target.margin", "Give a number above 0, at most 1.",
        &problems)
    }
    if options.target.kind == .revenue && options.target.value != nil {
      refuse(
        "revenue is money already, so it takes no value", "target.value",
        "Remove value, or set kind: conversions.", &problems)
    }
    for control in Set(options.controls)
    where options.channels.values.contains(where: { $0.spend == control || $0.exposure == control })
      || control == options.target.column
    {
      refuse(
        "\"\(control)\" is a channel or the KPI, and cannot be a control too", "controls",
        "Name it once.", &problems)
    }
    let sampler = options.sampler
    if sampler.chains < 1 || sampler.warmup < 20 {
      refuse(
        "the sampler needs a chain and 20 iterations of warm-up", "sampler",
        "Leave chains and warmup at their defaults, 4 and 500.", &problems)
    }
    if case .count(let draws) = sampler.draws, draws < 4 {
      refuse("\(draws) draws are too few", "sampler.draws", "Give auto, or 1000.", &problems)
    }
  }

  /// Finds geos and periods, and the row of each cell; nil if the panel has holes or doubles.
  mutating func placeRows() -> Panel? {
    let before = problems.count
    var points: [TimePoint] = []
    var labels = [String?](repeating: "all", count: table.rowCount)
    do {
      points = try table.times(columns.time)
      if let geo = columns.geo { labels = try table.texts(geo) }
    } catch { report(error) }
    if let geo = columns.geo {
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
    for row in 0..<table.rowCount {
      guard let g = index[names[row]], let t = times.index(of: points[row]) else { continue }
      let cell = g * times.count + t
      if rows[cell] >= 0 {
        let place = columns.geo == nil ? "" : " of \(names[row])"
        report(
          "\(points[row].label)\(place) stands here and in line \(table.line(ofRow: rows[cell]))",
          column: columns.time, row: row,
          remedy: columns.geo == nil
            ? "Keep one row a period, or name the geo column."
            : "Keep one row for each geo and period.")
      } else {
        rows[cell] = row
      }
    }
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
}
