/// The rows of one platform's export, checked.
struct SourceRows {
  struct Row {
    let line: Int
    let days: ClosedRange<CivilDate>
    /// What the map reads; nil where the channel is fixed.
    let campaign: String?
    let channel: String?
    /// Millionths.
    let spend: Int
    let exposure: Int
  }

  let source: String
  let rows: [Row]
  /// The days the export was made for.
  let covered: ClosedRange<CivilDate>
  /// Rows that sum up others.
  let skipped: [SkippedLine]

  /// - Throws: what the rows are refused for.
  init(_ source: LongPanel.Source, _ calendar: PeriodCalendar) throws(TableError) {
    let table = source.table
    let options = source.options
    self.source = table.source
    let days = try Self.days(table, time: options.time)
    let summaries = try Self.summaries(table, options, days, calendar)
    try Self.checkRanges(table, options, days, calendar, except: summaries)
    let spend = try table.millionths(options.spend)
    let exposure = try options.exposure.map { (name) throws(TableError) in
      try table.millionths(name)
    }
    let channels = try Self.channels(source)
    try Self.checkDistinct(table, options, days)
    var rows: [Row] = []
    rows.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount where !summaries.contains(row) {
      let (spent, seen) = (spend[row] ?? 0, exposure?[row] ?? 0)
      guard spent >= 0, seen >= 0 else {
        throw TableError(
          .negativeSpend, source: table.source, line: table.line(ofRow: row),
          column: spent < 0 ? options.spend : options.exposure,
          value: shortest(Double(spent < 0 ? spent : seen) / 1e6),
          "the amount is negative", remedy: "book the correction on the day it corrects")
      }
      rows.append(
        Row(
          line: table.line(ofRow: row), days: days[row], campaign: channels[row].campaign,
          channel: channels[row].channel, spend: spent, exposure: seen))
    }
    self.rows = rows
    covered = Self.covered(table, options, days)
    skipped = summaries.sorted().map { row in
      SkippedLine(
        line: table.line(ofRow: row),
        text: "\(days[row].lowerBound) to \(days[row].upperBound), "
          + "\(options.spend) \(shortest(Double(spend[row] ?? 0) / 1e6))",
        reason: .total, source: table.source)
    }
  }

  // MARK: Days

  /// The columns in which Meta writes the range a row stands for.
  private static let rangeColumns = [
    ("Reporting starts", "Reporting ends"), ("Berichtsstart", "Berichtsende"),
    ("Beginn des Berichtszeitraums", "Ende des Berichtszeitraums"),
  ]

  private static func days(
    _ table: Table, time: String
  ) throws(TableError) -> [ClosedRange<CivilDate>] {
    var days: [ClosedRange<CivilDate>] = []
    for (row, point) in try table.times(time).enumerated() {
      guard let (first, last) = point.days else {
        throw TableError(
          .notATime, source: table.source, line: table.line(ofRow: row), column: time,
          value: point.label, "a long export needs dates, not numbers",
          remedy: "name the column of days")
      }
      days.append(first...max(first, last))
    }
    // Without a column of days of its own, a row stands for the range it states.
    for (startName, endName) in rangeColumns where time == startName && table.has(endName) {
      for (row, end) in try table.times(endName).enumerated() {
        guard let last = end.days?.last, last > days[row].lowerBound else { continue }
        days[row] = days[row].lowerBound...last
      }
    }
    return days
  }

  /// Rows that sum up the others, as Meta's exports end with one.
  ///
  /// They span more than a period, and every column that tells rows apart is empty there.
  private static func summaries(
    _ table: Table, _ options: MediaSource, _ days: [ClosedRange<CivilDate>],
    _ calendar: PeriodCalendar
  ) throws(TableError) -> Set<Int> {
    var rows = Set(
      days.indices.filter {
        !calendar.period(of: days[$0].lowerBound).contains(days[$0].upperBound)
      }
    )
    if rows.isEmpty || rows.count == days.count { return [] }
    let ranges = rangeColumns.flatMap { [$0.0, $0.1] }
    let names = try keyColumns(table, options).filter { !ranges.contains($0) }
    if names.isEmpty { return [] }
    for name in names {
      let texts = try table.texts(name)
      rows = rows.filter { (texts[$0] ?? "").isEmpty }
    }
    return rows
  }

  private static func checkRanges(
    _ table: Table, _ options: MediaSource, _ days: [ClosedRange<CivilDate>],
    _ calendar: PeriodCalendar, except summaries: Set<Int>
  ) throws(TableError) {
    for (row, range) in days.enumerated()
    where !summaries.contains(row)
      && !calendar.period(of: range.lowerBound).contains(range.upperBound)
    {
      throw TableError(
        .wholeRangeExport, source: table.source, line: table.line(ofRow: row), column: options.time,
        value: "\(range.lowerBound) to \(range.upperBound)",
        "the row stands for more than one \(calendar.every.rawValue)",
        remedy: "export again with a breakdown by day")
    }
  }

  /// From the first to the last day of rows, options and the ranges that the file states.
  private static func covered(
    _ table: Table, _ options: MediaSource, _ days: [ClosedRange<CivilDate>]
  ) -> ClosedRange<CivilDate> {
    var first = options.from
    var last = options.to
    for range in days {
      first = min(first ?? range.lowerBound, range.lowerBound)
      last = max(last ?? range.upperBound, range.upperBound)
    }
    for range in statedRanges(table) {
      first = min(first ?? range.lowerBound, range.lowerBound)
      last = max(last ?? range.upperBound, range.upperBound)
    }
    let start = first ?? CivilDate(dayNumber: 0)
    return start...max(start, last ?? start)
  }

  /// The ranges that a file says it was made for.
  private static func statedRanges(_ table: Table) -> [ClosedRange<CivilDate>] {
    var ranges = table.skipped.filter { $0.reason == .preamble }
      .compactMap { ReportRange.read($0.text) }
    for (startName, endName) in rangeColumns {
      guard let starts = try? table.times(startName), let ends = try? table.times(endName) else {
        continue
      }
      for (start, end) in zip(starts, ends) {
        guard let first = start.days?.first, let last = end.days?.last, first <= last else {
          continue
        }
        ranges.append(first...last)
      }
    }
    return ranges
  }

  // MARK: Channels

  private static func channels(
    _ source: LongPanel.Source
  ) throws(TableError) -> [(campaign: String?, channel: String?)] {
    switch source.options.channel {
    case .fixed(let name):
      return Array(repeating: (nil, name), count: source.table.rowCount)
    case .mapped(let column, let map):
      guard let rules = source.rules else {
        throw TableError(
          .badChannelMap, source: source.table.source, column: column,
          "the channel map '\(displayed(map))' was not read", remedy: "name a map file")
      }
      var matcher = ChannelMatcher(rules)
      return try source.table.texts(column).map { campaign in
        let name = campaign ?? ""
        return (name, matcher.channel(of: name))
      }
    }
  }
}
