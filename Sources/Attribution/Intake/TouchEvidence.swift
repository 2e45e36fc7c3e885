import Tables

/// Judges, once all rows have been seen, whether a touch log was read as it is written.
struct TouchEvidence {
  private let found: TouchParser.Evidence
  private let columns: TouchColumns
  private let source: String
  private let stated: TableLocale?

  init(
    _ found: TouchParser.Evidence, columns: TouchColumns, source: String, stated: TableLocale?
  ) {
    self.found = found
    self.columns = columns
    self.source = source
    self.stated = stated
  }

  /// What the file should be read by: the assumptions, if they hold.
  ///
  /// - Throws: `mixedZones`, `mixedTimes`, `twoCurrencies`, `ambiguousDate`, `ambiguousLocale`,
  ///   `contradictoryLocale`.
  func judge(
    _ assumptions: TouchParser.Assumptions
  ) throws(TableError) -> TouchParser.Assumptions {
    try checkKinds()
    if let clash = found.amounts.currencyClash {
      throw refusal(
        .twoCurrencies, columns.value, clash.line,
        "amounts are in \(clash.first) and in \(clash.second)",
        remedy: "convert all amounts to one currency first")
    }
    return TouchParser.Assumptions(
      decimal: try decimal(), dayFirst: try dayFirst(assumptions))
  }

  private func checkKinds() throws(TableError) {
    let times = found.times
    if let zoned = times.zoned, let local = times.local ?? times.day {
      throw refusal(
        .mixedZones, columns.time, max(zoned, local),
        "line \(zoned) tells its time zone, line \(local) does not",
        remedy: "export all times with zone, or all in one zone without")
    }
    let known = [times.zoned, times.local, times.day].compactMap { $0 }.min()
    if let order = times.order, let known {
      throw refusal(
        .mixedTimes, columns.time, max(order, known),
        "line \(order) has a plain number, line \(known) a time",
        remedy: "write every time the same way")
    }
  }

  private func decimal() throws(TableError) -> TableLocale {
    let amounts = found.amounts
    if let stated {
      guard let wrong = stated == .en ? amounts.comma : amounts.point else { return stated }
      throw refusal(
        .contradictoryLocale, columns.value, wrong,
        "this is no number where the decimal mark is a \(stated == .en ? "point" : "comma")",
        remedy: "correct the cell, or give --locale \(stated == .en ? "de" : "en") if the whole "
          + "file is written so")
    }
    switch (amounts.point, amounts.comma) {
    case (let point?, let comma?):
      throw refusal(
        .contradictoryLocale, columns.value, max(point, comma),
        "line \(point) has a decimal point, line \(comma) a decimal comma",
        remedy: "give --locale en or --locale de, and correct the cells of the other kind")
    case (nil, .some): return .de
    case (.some, nil): return .en
    case (nil, nil): break
    }
    if let either = amounts.either {
      throw refusal(
        .ambiguousLocale, columns.value, either,
        "nothing in the column tells whether the mark before three digits is a decimal mark",
        remedy: "give --locale en or --locale de")
    }
    return .en
  }

  private func dayFirst(_ assumptions: TouchParser.Assumptions) throws(TableError) -> Bool {
    let times = found.times
    switch (times.dayFirst, times.monthFirst) {
    case (let day?, let month?):
      throw refusal(
        .ambiguousDate, columns.time, max(day, month),
        "line \(day) has the day first, line \(month) the month",
        remedy: "write dates as 2025-03-31")
    case (.some, nil): return true
    case (nil, .some): return false
    case (nil, nil): break
    }
    if let either = times.either, stated == nil {
      throw refusal(
        .ambiguousDate, columns.time, either, "no date of the column tells day from month",
        remedy: "give --locale de (day first) or --locale en (month first), or write dates as "
          + "2025-03-31")
    }
    return assumptions.dayFirst
  }

  private func refusal(
    _ code: TableError.Code, _ column: String?, _ line: Int, _ problem: String, remedy: String
  ) -> TableError {
    TableError(
      code, source: source, line: line, column: column, problem, remedy: remedy)
  }
}
