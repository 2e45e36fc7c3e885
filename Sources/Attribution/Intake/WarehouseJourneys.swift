package import Tables
package import Warehouse

/// A table of touches in a warehouse: its engine makes journeys and counts them, and only the counts of
/// distinct paths come here.
package struct WarehouseJourneys {
  private let table: String
  private let columns: TouchColumns

  /// Names a table and its columns.
  package init(table: String, columns: TouchColumns) {
    self.table = table
    self.columns = columns
  }

  /// The journeys, counted.
  ///
  /// The bootstrap takes each journey as a user of its own, and conversions of one path as worth the
  /// same: what tells them apart stays in the warehouse.
  ///
  /// - Throws: `WarehouseError`; `AttributionError` for options that need single touches;
  ///   `TableError` for names that no rule fits.
  package func journeys(
    _ options: AttributionOptions, rules: ChannelRules? = nil, source: WarehouseSource
  ) throws -> AttributionData {
    var query = try query(options)
    let session = try WarehouseSession(source)
    let summary = try session.summary(of: query)
    guard summary.withoutTime == 0 else {
      throw AttributionError.refused(
        "\(table), column '\(columns.time)': \(summary.withoutTime) rows have no time. Fill it, or ask "
          + "of a view without these rows.")
    }
    query.countsDuplicatesOnce = options.duplicates == .drop && summary.hasTimesOfDay
    var names = NameTable()
    var rows: [(channels: [Int], counts: JourneyCounts)] = []
    var withoutTouch = 0
    try session.paths(of: query) { batch in
      for row in batch {
        if row.channels.isEmpty { withoutTouch += row.counts.conversions }
        guard !row.channels.isEmpty else { continue }
        rows.append((row.channels.map { names.number(ofName: $0) }, row.counts))
      }
    }
    let channels = try ChannelNames([names.names], rules: rules, source: table)
    var tally = PathTally()
    var lengths = [Int](repeating: 0, count: JourneyCounter.longestLength)
    for row in rows {
      let path = row.channels.map { UInt16(truncatingIfNeeded: channels.ranks[0][$0]) }
      let number = path.withUnsafeBufferPointer { tally.number(of: $0) }
      tally.totals[number].add(row.counts)
      lengths[min(path.count, JourneyCounter.longestLength) - 1] += row.counts.journeys
    }
    let merged = PathMerge([tally])
    guard !merged.hasOverflowed, !merged.totals.isEmpty else {
      throw AttributionError.refused(
        "\(table): the table's journeys cannot be counted; it holds \(summary.rows) rows. Check the "
          + "columns of users and channels.")
    }
    var data = AttributionData(collapsed: merged, channels: channels.channels)
    data.intake = intake(summary, merged)
    data.intake.duplicates =
      query.countsDuplicatesOnce ? try session.duplicateRows(of: query) : 0
    data.intake.lengths = lengths
    data.intake.conversionsWithoutTouch = withoutTouch
    return data
  }

  private func query(_ options: AttributionOptions) throws(AttributionError) -> TouchQuery {
    guard let conversion = columns.conversion else {
      throw .badOptions("\(table): name the column that marks conversions, with --conversion.")
    }
    let unknown: [(Bool, String)] = [
      (options.collapse == .sessions, "sessions"), (options.direct == .drop, "direct: drop"),
      (columns.consent != nil, "a column of consent"),
      (options.calibration != nil, "a calibration by lift tests"),
    ]
    if let name = unknown.first(where: \.0)?.1 {
      throw .badOptions(
        "\(table): \(name) cannot be had from a warehouse yet. Make a view of the table that does it, "
          + "or export the touches to a file.")
    }
    var query = TouchQuery(
      table: table,
      columns: .init(
        user: columns.user, time: columns.time, channel: columns.channel, conversion: conversion,
        value: columns.value))
    query.journeys = options.journeys == .user ? .user : .conversion
    query.lookbackDays = options.lookbackDays
    query.collapsesRepeats = options.collapse == .repeats
    return query
  }

  private func intake(_ summary: TouchSummary, _ merged: PathMerge) -> Intake {
    var intake = Intake()
    intake.source = table
    intake.rows = summary.rows
    intake.users = summary.users
    intake.withoutUser = summary.withoutUser
    intake.withoutChannel = summary.withoutChannel
    intake.repeatConverters = summary.repeatConverters
    intake.span = summary.span
    intake.hasValue = columns.value != nil
    intake.hasNulls = true
    intake.convertingJourneys = merged.totals.reduce(0) { $0 + $1.converting }
    intake.journeys = intake.convertingJourneys + merged.totals.reduce(0) { $0 + $1.nulls }
    return intake
  }
}

extension PathTally.Totals {
  fileprivate mutating func add(_ counts: JourneyCounts) {
    conversions += counts.conversions
    value += counts.valueMillionths
    nulls += counts.nulls
    singleNulls += counts.nulls
    converting += counts.convertingJourneys
  }
}

extension NameTable {
  /// The number of a name.
  mutating func number(ofName name: String) -> Int {
    var name = name
    return name.withUTF8 { number(of: $0) }
  }
}
