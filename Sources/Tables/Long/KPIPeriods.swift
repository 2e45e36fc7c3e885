/// The KPI's whole periods and what was measured in each.
struct KPIPeriods {
  let periods: [ClosedRange<CivilDate>]
  /// Millionths, a list a KPI column, a number a period.
  let sums: [[Int]]
  /// The partial periods at either end.
  let skipped: [SkippedLine]
  /// The days of the whole periods.
  let range: ClosedRange<CivilDate>

  /// - Throws: `timeGap` and the like for the days, `notANumber` for an empty cell.
  init(_ kpi: LongPanel.KPI, _ calendar: PeriodCalendar) throws(TableError) {
    let table = kpi.table
    let points = try table.times(kpi.time)
    let axis = try TimeAxis(points, source: table.source, column: kpi.time)
    let spans = axis.bounds.map {
      CivilDate(dayNumber: $0.lowerBound)...CivilDate(dayNumber: $0.upperBound)
    }
    guard axis.isCalendar, let first = spans.first, let last = spans.last else {
      throw TableError(
        .notATime, source: table.source, column: kpi.time, "the KPI needs dates, not numbers",
        remedy: "name the column of days")
    }
    for span in spans where !calendar.period(of: span.lowerBound).contains(span.upperBound) {
      throw TableError(
        .irregularTime, source: table.source, column: kpi.time,
        value: "\(span.lowerBound) to \(span.upperBound)",
        "the KPI's periods do not fit into a \(calendar.every.rawValue) that starts on "
          + "\(calendar.period(of: span.lowerBound).lowerBound)",
        remedy: "export the KPI by day, or choose the period and week start it is in")
    }
    let periods = calendar.wholePeriods(in: first.lowerBound...last.upperBound)
    guard let start = periods.first?.lowerBound, let end = periods.last?.upperBound,
      periods.count >= 2
    else {
      throw TableError(
        .tooFewPeriods, source: table.source, column: kpi.time,
        "\(first.lowerBound) to \(last.upperBound) holds fewer than two whole "
          + "\(calendar.every.rawValue)s", remedy: "export a longer range")
    }
    self.periods = periods
    range = start...end
    var places: [Int?] = []
    places.reserveCapacity(points.count)
    for point in points {
      let day = axis.index(of: point).map { spans[$0].lowerBound }
      places.append(day.flatMap { periods.index(holding: $0) })
    }
    sums = try Self.sums(kpi, places, count: periods.count)
    skipped = Self.partial(table, points, places, calendar)
  }

  private static func sums(
    _ kpi: LongPanel.KPI, _ places: [Int?], count: Int
  ) throws(TableError) -> [[Int]] {
    var sums: [[Int]] = []
    for (_, column) in kpi.columns {
      var sum = [Int](repeating: 0, count: count)
      for (row, value) in try kpi.table.millionths(column).enumerated() {
        guard let place = places[row] else { continue }
        guard let value else {
          throw TableError(
            .notANumber, source: kpi.table.source, line: kpi.table.line(ofRow: row),
            column: column, "the KPI is empty", remedy: "write 0 where nothing was sold")
        }
        let (total, overflow) = sum[place].addingReportingOverflow(value)
        if overflow { throw PanelSums.tooLarge(kpi.table.source, column) }
        sum[place] = total
      }
      sums.append(sum)
    }
    return sums
  }

  /// The periods that lost their rows, each once.
  private static func partial(
    _ table: Table, _ points: [TimePoint], _ places: [Int?], _ calendar: PeriodCalendar
  ) -> [SkippedLine] {
    var lines: [CivilDate: (line: Int, period: ClosedRange<CivilDate>)] = [:]
    for (row, place) in places.enumerated() where place == nil {
      guard let day = points[row].days?.first else { continue }
      let period = calendar.period(of: day)
      let line = min(lines[period.lowerBound]?.line ?? .max, table.line(ofRow: row))
      lines[period.lowerBound] = (line, period)
    }
    return lines.values.sorted { $0.period.lowerBound < $1.period.lowerBound }.map {
      SkippedLine(
        line: $0.line, text: "\($0.period.lowerBound) to \($0.period.upperBound)",
        reason: .partialPeriod)
    }
  }
}

extension [ClosedRange<CivilDate>] {
  /// Which of these ordered, disjoint ranges holds a day.
  func index(holding day: CivilDate) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].upperBound < day { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].contains(day) ? low : nil
  }
}
