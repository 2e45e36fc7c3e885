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
    var rows: [CountedPaths.Row] = []
    var withoutTouch = 0
    try session.paths(of: query) { batch in
      for row in batch {
        if row.channels.isEmpty { withoutTouch += row.counts.conversions }
        guard !row.channels.isEmpty else { continue }
        rows.append(
          .init(
            channels: row.channels.map { names.number(ofName: $0) }, totals: .init(row.counts)))
      }
    }
    // The engine knows the table's names: touches that a map joins are merged here.
    let counted = try CountedPaths(
      rows, names: names, options: options, rules: rules, source: table)
    var intake = intake(summary)
    intake.duplicates = query.countsDuplicatesOnce ? try session.duplicateRows(of: query) : 0
    intake.conversionsWithoutTouch = withoutTouch
    // Where the engine merges touches first, what is left to drop is no count of theirs.
    if options.collapse == .none { intake.direct = counted.direct }
    intake.takesJourneysAsUsers = options.journeys == .conversion
    return AttributionData(counted, intake: intake)
  }

  private func query(_ options: AttributionOptions) throws(AttributionError) -> TouchQuery {
    guard let conversion = columns.conversion else {
      throw .badOptions("\(table): name the column that marks conversions, with --conversion.")
    }
    let unknown: [(Bool, String)] = [
      (options.collapse == .sessions, "sessions"),
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

  private func intake(_ summary: TouchSummary) -> Intake {
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
    return intake
  }
}

extension PathTally.Totals {
  fileprivate init(_ counts: JourneyCounts) {
    self.init(
      conversions: counts.conversions, value: counts.valueMillionths, nulls: counts.nulls,
      singleNulls: counts.nulls, converting: counts.convertingJourneys)
  }
}

extension NameTable {
  /// The number of a name.
  mutating func number(ofName name: String) -> Int {
    var name = name
    return name.withUTF8 { number(of: $0) }
  }
}
