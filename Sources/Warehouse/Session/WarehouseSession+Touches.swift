extension WarehouseSession {
  /// What a table of touches holds.
  ///
  /// Runs first of all queries on a table, by itself if need be, and once.
  ///
  /// - Throws: `WarehouseError`; of code `badSource` where columns are missing or hold the wrong
  ///   kind, conversions are neither 0 nor 1, a value is negative, or a channel holds byte 0x1F.
  public func summary(of query: TouchQuery) throws -> TouchSummary {
    try checked(query).summary
  }

  /// How many rows repeat another in all five columns.
  ///
  /// - Throws: like `summary(of:)`.
  public func duplicateRows(of query: TouchQuery) throws -> Int {
    let statements = try checked(query).statements(query, source.dialect)
    return try integers(statements.duplicates, count: 1)[0]
  }

  /// Hands on the distinct paths of a table's journeys, in no order, part by part.
  ///
  /// - Parameters:
  ///   - query: the table and the rules of journeys.
  ///   - body: takes paths; no path comes twice.
  /// - Throws: `WarehouseError` like `summary(of:)`, of code `wrongAnswer` for counts that
  ///   contradict each other; `CancellationError` between parts; what `body` throws.
  public func paths(of query: TouchQuery, _ body: ([PathRow]) throws -> Void) throws {
    let statements = try checked(query).statements(query, source.dialect)
    try self.query(statements.paths, columns: 5) { batch in
      try body(
        try (0..<batch.rows).map { row in
          PathRow(
            channels: try batch.channels(0, row), counts: try JourneyCounts(batch, row, from: 1))
        })
    }
  }

  /// Hands on the distinct sets of channels of a table's journeys, in no order, part by part.
  ///
  /// - Parameters:
  ///   - query: the table and the rules of journeys.
  ///   - body: takes sets; no set comes twice.
  /// - Throws: like `paths(of:_:)`.
  public func channelSets(
    of query: TouchQuery, _ body: ([ChannelSetRow]) throws -> Void
  ) throws {
    let statements = try checked(query).statements(query, source.dialect)
    try self.query(statements.sets, columns: 5) { batch in
      try body(
        try (0..<batch.rows).map { row in
          ChannelSetRow(
            channels: try batch.channels(0, row), counts: try JourneyCounts(batch, row, from: 1))
        })
    }
  }

  /// Hands on the steps of a table's journeys from touch to touch, in no order, part by part:
  /// transitions of first order.
  ///
  /// Conversions that no touch came before are not among them.
  ///
  /// - Parameters:
  ///   - query: the table and the rules of journeys.
  ///   - body: takes steps; none comes twice.
  /// - Throws: like `paths(of:_:)`.
  public func edges(of query: TouchQuery, _ body: ([EdgeRow]) throws -> Void) throws {
    let statements = try checked(query).statements(query, source.dialect)
    try self.query(statements.edges, columns: 6) { batch in
      try body(
        try (0..<batch.rows).map { row in
          let ends = try (0..<2).map { try batch.columns[$0].text(row) ?? "" }
          return EdgeRow(
            from: ends[0].isEmpty ? nil : ends[0], to: ends[1].isEmpty ? nil : ends[1],
            counts: try JourneyCounts(batch, row, from: 2))
        })
    }
  }

  /// The one row of integers that a query answers.
  func integers(_ sql: String, count: Int) throws -> [Int] {
    var numbers: [Int] = []
    try query(sql, columns: count) { batch in
      guard batch.rows + (numbers.isEmpty ? 0 : 1) <= 1 else {
        throw WarehouseError.wrong("it has several rows where one was asked for")
      }
      if batch.rows == 1 { numbers = try batch.columns.map { try $0.integer(0) } }
    }
    guard !numbers.isEmpty else { throw WarehouseError.wrong("it has no row") }
    return numbers
  }
}

extension RecordBatch {
  /// Channels joined by byte 0x1F.
  func channels(_ column: Int, _ row: Int) throws(WarehouseError) -> [String] {
    guard let path = try columns[column].text(row), !path.isEmpty else { return [] }
    let channels = path.utf8.split(separator: 0x1F, omittingEmptySubsequences: false)
    guard !channels.contains(where: \.isEmpty) else { throw .wrong("a path has an empty channel") }
    return channels.map { String(decoding: $0, as: UTF8.self) }
  }
}

extension JourneyCounts {
  /// Reads four columns: journeys, converting ones, conversions and value.
  init(_ batch: RecordBatch, _ row: Int, from first: Int) throws(WarehouseError) {
    journeys = try batch.columns[first].integer(row)
    convertingJourneys = try batch.columns[first + 1].integer(row)
    conversions = try batch.columns[first + 2].integer(row)
    valueMillionths = try batch.columns[first + 3].integer(row)
    guard journeys > 0, (0...journeys).contains(convertingJourneys),
      conversions >= convertingJourneys, convertingJourneys > 0 || conversions == 0
    else { throw .wrong("its counts contradict each other") }
    nulls = journeys - convertingJourneys
  }
}
