import Tables

/// Turns the rows of a touch log into events; one parser a thread.
struct TouchParser {
  /// What is assumed of the file until all of it has been seen.
  struct Assumptions: Equatable {
    var decimal = TableLocale.en
    var dayFirst = true
  }

  /// What the rows told about how the file is written.
  struct Evidence {
    var times = InstantReader.Evidence()
    var amounts = AmountReader.Evidence()
    var span: ClosedRange<Int>?

    mutating func merge(_ other: Evidence) {
      times.merge(other.times)
      amounts.merge(other.amounts)
      if let more = other.span {
        span =
          span.map { min($0.lowerBound, more.lowerBound)...max($0.upperBound, more.upperBound) }
          ?? more
      }
    }
  }

  let source: String
  let layout: TouchLayout
  let hasher: UserHasher
  let store: EventStore
  private(set) var channels = NameTable()
  private(set) var counts = Intake()
  private var instants: InstantReader
  private var amounts: AmountReader
  private var earliest = Int.max
  private var latest = Int.min

  init(
    source: String, layout: TouchLayout, assumptions: Assumptions, hasher: UserHasher,
    store: EventStore
  ) {
    self.source = source
    self.layout = layout
    self.hasher = hasher
    self.store = store
    instants = InstantReader(dayFirst: assumptions.dayFirst)
    amounts = AmountReader(assumptions.decimal)
  }

  var evidence: Evidence {
    Evidence(
      times: instants.evidence, amounts: amounts.evidence,
      span: earliest <= latest ? earliest...latest : nil)
  }

  /// Takes the next row.
  mutating func add(_ row: TableRow) throws(TableError) {
    counts.rows += 1
    if let consent = layout.consent, try !isGranted(row, consent) {
      counts.denied += 1
      return
    }
    let user = row[layout.user]
    guard !user.isNull else {
      counts.withoutUser += 1
      return
    }
    // At once, since reading another cell may overwrite this one's bytes.
    let key = hasher.key(user)
    let value = try amount(row)
    let isConversion = try isConversion(row, value)
    if value != 0, !isConversion { counts.valueWithoutConversion += 1 }
    var tag = TouchEvent.noChannel
    let channel = row[layout.channel]
    if channel.isNull {
      guard isConversion else {
        counts.withoutChannel += 1
        return
      }
    } else {
      tag = UInt32(channels.number(of: channel))
    }
    let time = try instant(row)
    earliest = min(earliest, time)
    latest = max(latest, time)
    do throws(AttributionError) {
      try store.append(
        TouchEvent(
          key: key.low, time: time, value: isConversion ? value : 0,
          keyHigh: UInt32(truncatingIfNeeded: key.high),
          tag: tag | (isConversion ? TouchEvent.conversionFlag : 0)),
        Int(key.high >> 55))
    } catch {
      throw TableError(.cannotSpill, source: source, error.description)
    }
  }

  private func isGranted(_ row: TableRow, _ column: Int) throws(TableError) -> Bool {
    guard let granted = YesNo.read(row[column]) else {
      throw refusal(
        row, column, .notYesOrNo, "this is neither yes nor no",
        remedy: "write 1 or 0, yes or no, granted or denied")
    }
    return granted
  }

  @inline(__always)
  private mutating func amount(_ row: TableRow) throws(TableError) -> Int {
    guard let column = layout.value else { return 0 }
    switch amounts.read(row[column], line: row.line) {
    case .none: return 0
    case .millionths(let value):
      guard value >= 0 else {
        throw refusal(
          row, column, .negativeValue, "the value is negative",
          remedy: "leave returns out, or take them off the conversion they belong to")
      }
      return value
    case .broken:
      throw refusal(
        row, column, .notANumber, "this is no amount of money, or too large a one",
        remedy: "leave the cell empty where there is no value")
    }
  }

  @inline(__always)
  private func isConversion(_ row: TableRow, _ value: Int) throws(TableError) -> Bool {
    guard let column = layout.conversion else { return value > 0 }
    let cell = row[column]
    if let text = layout.conversionText { return cell.elementsEqual(text) }
    guard let converted = YesNo.read(cell) else {
      throw refusal(
        row, column, .notYesOrNo, "this does not say whether the row is a conversion",
        remedy: "write 1 or 0; or name the text that marks conversions, as in "
          + "--conversion event_name=purchase")
    }
    return converted
  }

  @inline(__always)
  private mutating func instant(_ row: TableRow) throws(TableError) -> Int {
    let cell = row[layout.time]
    guard let time = instants.read(cell, line: row.line) else {
      throw refusal(
        row, layout.time, .notATime, cell.isEmpty ? "the row has no time" : "this is no time",
        remedy: "write times as 2025-03-31T09:30:00Z, dates as 2025-03-31")
    }
    return time
  }

  private func refusal(
    _ row: TableRow, _ column: Int, _ code: TableError.Code, _ problem: String, remedy: String
  ) -> TableError {
    TableError(
      code, source: source, line: row.line, column: layout.names[column],
      value: String(decoding: row[column], as: UTF8.self), problem, remedy: remedy)
  }
}

/// Where the columns of a touch log stand in its rows.
struct TouchLayout {
  let names: [String]
  let user: Int
  let time: Int
  let channel: Int
  let conversion: Int?
  /// The text that marks conversions, where it is not yes and no.
  let conversionText: [UInt8]?
  let value: Int?
  let consent: Int?

  /// Looks the columns up in a file's header.
  init(_ columns: TouchColumns, _ scanner: TableScanner) throws(TableError) {
    names = scanner.columnNames
    user = try scanner.index(of: columns.user)
    time = try scanner.index(of: columns.time)
    channel = try scanner.index(of: columns.channel)
    let parts = columns.conversion?.split(separator: "=", maxSplits: 1).map(String.init) ?? []
    // A column whose own name holds the sign is meant before one that ends there.
    if let name = columns.conversion, names.contains(name) || parts.count < 2 {
      conversion = try scanner.index(of: name)
      conversionText = nil
    } else {
      conversion = try parts.first.map { (name) throws(TableError) in try scanner.index(of: name) }
      conversionText = parts.count == 2 ? Array(parts[1].utf8) : nil
    }
    value = try columns.value.map { (name) throws(TableError) in try scanner.index(of: name) }
    consent = try columns.consent.map { (name) throws(TableError) in try scanner.index(of: name) }
  }
}
