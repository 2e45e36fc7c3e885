package import Tables

/// A file of paths with what came of them, as other tools write it.
package struct CollapsedPaths {
  private let table: Table
  private let columns: PathColumns

  /// Takes a table and the names of its columns.
  package init(_ table: Table, columns: PathColumns) {
    self.table = table
    self.columns = columns
  }

  /// The journeys, counted; rows of one path are summed.
  ///
  /// - Parameters:
  ///   - rules: which names of the file belong to which channel; each is its own where nil.
  /// - Throws: `TableError` for a cell that is no path or count; `AttributionError` for options that
  ///   need single touches.
  package func journeys(
    _ options: AttributionOptions, rules: ChannelRules? = nil
  ) throws -> AttributionData {
    try checkOptions(options)
    var names = NameTable()
    let rows = try rows(&names)
    // Each count is below 10^15, and so must all be together, so that no sum of them is inexact.
    guard rows.reduce(0, { $0 + Double($1.conversions + $1.nulls) }) < 1e15 else {
      throw AttributionError.refused(
        "\(table.source): the counts of the file sum to more than 10^15. Check its columns.")
    }
    let channels = try ChannelNames([names.names], rules: rules, source: table.source)
    let ranks = channels.ranks[0]
    let direct = try DirectChannel.ranks(in: channels.channels, named: options.directChannel)
    var intake = Intake()
    var tally = PathTally()
    for row in rows {
      var path = row.channels.map { UInt16(truncatingIfNeeded: ranks[$0]) }
      Self.transform(&path, options, direct: direct, &intake)
      let number = path.withUnsafeBufferPointer { tally.number(of: $0) }
      try add(row, to: &tally.totals[number])
      intake.lengths = Self.count(path.count, row.conversions + row.nulls, intake.lengths)
    }
    let merged = PathMerge([tally])
    guard !merged.hasOverflowed else {
      throw AttributionError.refused(
        "\(table.source): the values sum to more than 9.2 trillion. Write money in a larger unit.")
    }
    guard !merged.totals.isEmpty else {
      throw AttributionError.refused("\(table.source): there is no path. Check the columns.")
    }
    return data(merged, channels.channels, intake)
  }

  private struct Row {
    var line: Int
    var channels: [Int]
    var conversions: Int
    var value: Int
    var nulls: Int
  }

  private func checkOptions(_ options: AttributionOptions) throws(AttributionError) {
    if options.lookbackDays != nil {
      throw .badOptions(
        "\(table.source): a lookback needs times, and collapsed paths have none. Leave it out, or "
          + "give a touch log.")
    }
    if options.collapse == .sessions {
      throw .badOptions(
        "\(table.source): sessions need times, and collapsed paths have none. Use collapse: repeats."
      )
    }
  }

  private func rows(_ names: inout NameTable) throws(TableError) -> [Row] {
    let paths = try table.texts(columns.path)
    let conversions = try counts(columns.conversions)
    let value = try columns.value.map { (name) throws(TableError) in
      try table.millionths(name, places: places(name))
    }
    let nulls = try columns.nulls.map { (name) throws(TableError) in try counts(name) }
    var rows: [Row] = []
    rows.reserveCapacity(paths.count)
    for (row, path) in paths.enumerated() {
      let worth = value?[row] ?? 0
      guard worth >= 0 else {
        throw refusal(
          row, columns.value, .negativeValue, "the value is negative",
          remedy: "take returns off the conversions they belong to")
      }
      rows.append(
        Row(
          line: table.line(ofRow: row), channels: try channels(path ?? "", row: row, &names),
          conversions: conversions[row], value: worth, nulls: nulls?[row] ?? 0))
    }
    return rows
  }

  /// How many decimals of value are kept: nine where a cell has more than six, as quotients have, and
  /// the sum of all leaves room for them.
  private func places(_ column: String) -> Int {
    guard let fine = try? table.millionths(column, places: 9) else { return 6 }
    let hasMore = fine.contains { ($0 ?? 0) % 1_000 != 0 }
    let size = fine.reduce(0.0) { $0 + abs(Double($1 ?? 0)) }
    return hasMore && size < 1e18 ? 9 : 6
  }

  private func channels(
    _ path: String, row: Int, _ names: inout NameTable
  ) throws(TableError) -> [Int] {
    let parts = path.split(separator: columns.separator, omittingEmptySubsequences: false)
    return try parts.map { (part) throws(TableError) in
      let name = Array(part.utf8.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed())
      guard !name.isEmpty else {
        throw refusal(
          row, columns.path, .notANumber, "a channel of the path has no name",
          remedy: "fill it; or tell with --separator what stands between channels "
            + "(now '\(columns.separator)')")
      }
      return name.withUnsafeBufferPointer { names.number(of: $0) }
    }
  }

  private func counts(_ column: String) throws(TableError) -> [Int] {
    let numbers = try table.numbers(column)
    return try numbers.enumerated().map { (row, number) throws(TableError) in
      let number = number ?? 0
      guard number >= 0, number == number.rounded(), number < 1e15 else {
        throw refusal(
          row, column, .notANumber, "this is no count", remedy: "counts are whole and not negative")
      }
      return Int(number)
    }
  }

  private static func transform(
    _ path: inout [UInt16], _ options: AttributionOptions, direct: Set<UInt16>,
    _ intake: inout Intake
  ) {
    if options.direct == .drop, path.contains(where: { !direct.contains($0) }) {
      let before = path.count
      path.removeAll { direct.contains($0) }
      intake.direct += before - path.count
    }
    if options.collapse == .repeats {
      var kept: [UInt16] = []
      for channel in path where kept.last != channel { kept.append(channel) }
      intake.collapsed += path.count - kept.count
      path = kept
    }
  }

  private func add(_ row: Row, to totals: inout PathTally.Totals) throws(AttributionError) {
    totals.conversions += row.conversions
    totals.converting += row.conversions
    totals.nulls += row.nulls
    totals.singleNulls += row.nulls
    let (sum, overflow) = totals.value.addingReportingOverflow(row.value)
    totals.value = sum
    if overflow || (row.conversions == 0 && row.value > 0) {
      throw .refused(
        "\(table.source), line \(row.line): "
          + (overflow
            ? "the values are too large to be summed exactly. Write them in a larger unit."
            : "there is a value, but no conversion. Correct the row."))
    }
  }

  private static func count(_ length: Int, _ journeys: Int, _ lengths: [Int]) -> [Int] {
    var lengths =
      lengths.isEmpty ? [Int](repeating: 0, count: JourneyCounter.longestLength) : lengths
    lengths[min(length, JourneyCounter.longestLength) - 1] += journeys
    return lengths
  }

  private func data(
    _ merged: PathMerge, _ channels: [String], _ record: Intake
  ) -> AttributionData {
    var data = AttributionData(collapsed: merged, channels: channels)
    data.intake = record
    data.intake.source = table.source
    data.intake.rows = table.rowCount
    data.intake.skippedLines = table.skipped.count
    data.intake.convertingJourneys = data.counts.totalConversions
    data.intake.journeys = data.counts.totalConversions + data.counts.totalNulls
    data.intake.hasNulls = columns.nulls != nil
    data.intake.hasValue = columns.value != nil
    if let column = columns.value, places(column) == 9 { data.intake.valueUnits = 1e9 }
    return data
  }

  private func refusal(
    _ row: Int, _ column: String?, _ code: TableError.Code, _ problem: String, remedy: String
  ) -> TableError {
    TableError(
      code, source: table.source, line: table.line(ofRow: row), column: column, problem,
      remedy: remedy)
  }
}

extension AttributionData {
  /// Takes paths of which only sums are known: each is one entry of converting journeys, which share
  /// its conversions and value alike, and every journey is a user.
  init(collapsed merged: PathMerge, channels: [String]) {
    var converting = ConvertingJourneys()
    for (path, totals) in merged.totals.enumerated() where totals.converting > 0 {
      converting.path.append(Int32(path))
      converting.journeys.append(totals.converting)
      converting.conversions.append(totals.conversions)
      converting.value.append(totals.value)
    }
    self.init(
      paths: PathList(channels: channels, offsets: merged.offsets, touches: merged.items),
      counts: PathCounts(
        conversions: merged.totals.map(\.conversions), value: merged.totals.map(\.value),
        nulls: merged.totals.map(\.nulls), entries: converting.journeys),
      converting: converting,
      units: ResamplingUnits(
        nulls: merged.totals.map(\.nulls), converting: converting.journeys), intake: Intake())
  }
}
