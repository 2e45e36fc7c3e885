import Testing
import Warehouse

@Suite(.enabled(if: Engines.isPresent, Engines.hint), .serialized)
struct EngineTests {
  /// Every rule of journeys, with and without lookback, collapse and duplicates.
  static func queries(_ table: LogTable) -> [TouchQuery] {
    TouchQuery.JourneyRule.allCases.flatMap { journeys in
      [nil, 0, 3, 0.25].flatMap { lookback in
        [false, true].flatMap { collapses in
          [false, true].map { once in
            var query = table.query
            query.journeys = journeys
            query.lookbackDays = lookback
            query.collapsesRepeats = collapses
            query.countsDuplicatesOnce = once
            return query
          }
        }
      }
    }
  }

  @Test(
    "every engine counts paths, sets and edges as the plain reading does", arguments: Engines.names)
  func statistics(_ engine: String) throws {
    let session = try Engines.open(engine)
    let rows = TouchLog.rows()
    let table = LogTable(engine: engine)
    try table.load(rows, into: session)
    for query in Self.queries(table) {
      let journeys = TouchLog.journeys(rows, query)
      try expectPaths(session, query, journeys)
      try expectSets(session, query, journeys)
      try expectEdges(session, query, journeys)
    }
  }

  @Test("every kind of time and of number gives the same paths", arguments: Engines.names)
  func kinds(_ engine: String) throws {
    for times in LogTable.Times.allCases {
      let session = try Engines.open(engine)
      var rows = TouchLog.rows(users: 200)
      for index in rows.indices {
        let unit = times == .seconds ? 1_000_000 : times == .date ? 86_400_000_000 : 1
        rows[index].time = rows[index].time.map { $0 / unit * unit }
      }
      let table = LogTable(engine: engine, times: times, floats: true)
      try table.load(rows, into: session)
      var query = table.query
      query.journeys = .conversion
      query.lookbackDays = 2
      try expectPaths(session, query, TouchLog.journeys(rows, query))
      #expect(try session.summary(of: query).hasTimesOfDay == (times != .date))
    }
  }

  @Test("every engine summarises the table alike", arguments: Engines.names)
  func summary(_ engine: String) throws {
    let session = try Engines.open(engine)
    let rows = TouchLog.rows()
    let table = LogTable(engine: engine)
    try table.load(rows, into: session)
    let summary = try session.summary(of: table.query)
    let whole = rows.filter { $0.user?.isEmpty == false && $0.time != nil }
    let converting = whole.filter { $0.conversion == 1 }
    let byUser = Dictionary(grouping: converting, by: \.user)
    #expect(summary.rows == rows.count)
    #expect(summary.users == Set(whole.map(\.user)).count)
    #expect(summary.withoutUser == rows.count { $0.user?.isEmpty != false })
    #expect(summary.withoutTime == rows.count { $0.time == nil })
    #expect(
      summary.withoutChannel == whole.count { $0.channel?.isEmpty != false && $0.conversion != 1 })
    #expect(summary.conversions == converting.count)
    #expect(
      summary.conversionsWithoutChannel == converting.count { $0.channel?.isEmpty != false })
    #expect(summary.repeatConverters == byUser.values.count { $0.count > 1 })
    #expect(summary.valueMillionths == converting.reduce(0) { $0 + ($1.value ?? 0) })
    let times = whole.compactMap(\.time)
    #expect(summary.span?.lowerBound == times.min() && summary.span?.upperBound == times.max())
    #expect(summary.hasTimesOfDay)
    let counted = whole.filter { $0.channel?.isEmpty == false || $0.conversion == 1 }
    let distinct = Set(
      counted.map {
        Touch(
          user: $0.user, time: $0.time, channel: $0.channel ?? "", conversion: $0.conversion ?? 0,
          value: $0.conversion == 1 ? $0.value ?? 0 : 0)
      })
    #expect(try session.duplicateRows(of: table.query) == counted.count - distinct.count)
  }

  @Test("a text marks conversions, whatever is in it", arguments: Engines.names)
  func marker(_ engine: String) throws {
    let session = try Engines.open(engine)
    let rows = TouchLog.rows(users: 100)
    let table = LogTable(engine: engine)
    try table.load(rows, into: session)
    for marker in ["it's \"quoted\"", "a\\b", "Übersicht > Seite"] {
      var query = table.query
      query.columns = TouchQuery.Columns(
        user: "user id", time: "when", channel: table.channel,
        conversion: "\(table.channel)=\(marker)")
      let marked = rows.map { row in
        var row = row
        row.conversion = row.channel == marker ? 1 : 0
        row.value = nil
        return row
      }
      try expectPaths(session, query, TouchLog.journeys(marked, query))
    }
  }

  @Test("an empty table has no paths, and its summary says so", arguments: Engines.names)
  func empty(_ engine: String) throws {
    let session = try Engines.open(engine)
    let table = LogTable(engine: engine)
    try table.load([Touch(user: nil, time: nil, channel: nil, conversion: nil)], into: session)
    let summary = try session.summary(of: table.query)
    #expect(summary.rows == 1 && summary.users == 0 && summary.span == nil)
    try expectPaths(session, table.query, [])
    try expectEdges(session, table.query, [])
  }
}

extension EngineTests {
  private func expectPaths(
    _ session: WarehouseSession, _ query: TouchQuery, _ journeys: [Journey]
  ) throws {
    var found: [[String]: JourneyCounts] = [:]
    try session.paths(of: query) { rows in
      for row in rows { #expect(found.updateValue(row.counts, forKey: row.channels) == nil) }
    }
    var wanted: [[String]: JourneyCounts] = [:]
    for journey in journeys { wanted[journey.channels, default: .none].add(journey) }
    expectSame(found, wanted, "paths", query)
  }

  private func expectSets(
    _ session: WarehouseSession, _ query: TouchQuery, _ journeys: [Journey]
  ) throws {
    var found: [[String]: JourneyCounts] = [:]
    try session.channelSets(of: query) { rows in
      for row in rows { #expect(found.updateValue(row.counts, forKey: row.channels) == nil) }
    }
    var wanted: [[String]: JourneyCounts] = [:]
    for journey in journeys {
      let set = Set(journey.channels).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      wanted[set, default: .none].add(journey)
    }
    expectSame(found, wanted, "sets", query)
  }

  private func expectEdges(
    _ session: WarehouseSession, _ query: TouchQuery, _ journeys: [Journey]
  ) throws {
    var found: [[String?]: JourneyCounts] = [:]
    try session.edges(of: query) { rows in
      for row in rows { #expect(found.updateValue(row.counts, forKey: [row.from, row.to]) == nil) }
    }
    var wanted: [[String?]: JourneyCounts] = [:]
    for journey in journeys where !journey.channels.isEmpty {
      let ends: [String?] = [nil] + journey.channels + [nil]
      for step in zip(ends, ends.dropFirst()) {
        wanted[[step.0, step.1], default: .none].add(journey)
      }
    }
    expectSame(found, wanted, "edges", query)
  }

  private func expectSame<Key: Hashable>(
    _ found: [Key: JourneyCounts], _ wanted: [Key: JourneyCounts], _ what: String,
    _ query: TouchQuery
  ) {
    guard found != wanted else { return }
    let different = Set(found.keys).union(wanted.keys).filter { found[$0] != wanted[$0] }
    let first = different.prefix(3).map {
      "\($0): \(String(describing: found[$0])) but \(String(describing: wanted[$0])) is right"
    }
    Issue.record("\(different.count) \(what) differ for \(query): \(first)")
  }
}
