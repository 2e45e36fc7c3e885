import Foundation
import Testing
import Warehouse

/// Part of one suite with the other engine tests, so that they do not run beside each other.
extension EngineTests {
  /// The error of a query on a small table.
  private func error(
    _ engine: String, _ rows: [Touch]? = nil, _ change: (inout TouchQuery) -> Void
  ) throws -> WarehouseError? {
    let session = try Engines.open(engine)
    let table = LogTable(engine: engine)
    try table.load(rows ?? Array(TouchLog.rows(users: 20)), into: session)
    var query = table.query
    change(&query)
    let error = warehouseError { try session.paths(of: query) { _ in } }
    // After an error the session still answers.
    if rows == nil { #expect(try session.summary(of: table.query).rows > 0) }
    return error
  }

  @Test("a missing table or column is named in the engine's words", arguments: Engines.names)
  func missing(_ engine: String) throws {
    let table = try error(engine) { $0.table = "no_such_table" }
    #expect(table?.code == .queryRefused)
    #expect(table?.description.contains("no_such_table") == true, "\(String(describing: table))")
    let changes: [(inout TouchQuery.Columns) -> Void] = [
      { $0.user = "no_such_column" }, { $0.time = "no_such_column" },
      { $0.channel = "no_such_column" }, { $0.conversion = "no_such_column" },
      { $0.value = "no_such_column" },
    ]
    for change in changes {
      let column = try error(engine) { change(&$0.columns) }
      #expect(column?.code == .queryRefused)
      #expect(column?.description.contains("no_such_column") == true)
    }
  }

  @Test("columns of the wrong kind are refused", arguments: Engines.names)
  func wrongKinds(_ engine: String) throws {
    let conversion = try error(engine) { $0.columns.conversion = $0.columns.user }
    #expect(conversion?.code == .badSource, "\(String(describing: conversion))")
    #expect(conversion?.description.contains("neither 0 nor 1") == true)
    // SQLite's columns have no kind: such rows have no time.
    if engine != "sqlite" {
      // PostgreSQL's driver hands decimals on as texts, so the engine itself refuses.
      let time = try error(engine) { $0.columns.time = "value" }
      #expect(
        time?.code == (engine == "postgresql" ? .queryRefused : .badSource),
        "\(String(describing: time))")
      let value = try error(engine) { $0.columns.value = "when" }
      #expect(value?.code == .badSource, "\(String(describing: value))")
    }
  }

  @Test("a channel with the separator in it is refused", arguments: Engines.names)
  func separator(_ engine: String) throws {
    let rows = [Touch(user: "u", time: 0, channel: "a\u{1F}b", conversion: 1, value: 1)]
    let error = try error(engine, rows) { _ in }
    #expect(error?.code == .badSource)
    #expect(error?.description.contains("0x1F") == true)
  }

  @Test("negative values are refused", arguments: Engines.names)
  func negative(_ engine: String) throws {
    let rows = [Touch(user: "u", time: 0, channel: "a", conversion: 0, value: -1)]
    let error = try error(engine, rows) { _ in }
    #expect(error?.code == .badSource)
    #expect(error?.description.contains("negative in 1 rows") == true)
  }

  @Test("a name in quotes holds dots, and names are not SQL", arguments: Engines.names)
  func hostileNames(_ engine: String) throws {
    let session = try Engines.open(engine)
    let rows = TouchLog.rows(users: 50)
    for name in ["a.b", "x; DROP TABLE touches", "quote\"\u{301}; --"] {
      let table = LogTable(engine: engine, name: name)
      try table.load(rows, into: session)
      var query = table.query
      query.table = "\"\(name.replacing("\"\u{301}", with: "\"\"\u{301}"))\""
      var journeys = 0
      try session.paths(of: query) { journeys += $0.reduce(0) { $0 + $1.counts.journeys } }
      #expect(journeys == TouchLog.journeys(rows, query).count)
    }
  }

  @Test(
    "a service that is not there is unreachable, and no password is told",
    arguments: [
      "adbc:postgresql?uri=postgresql://ann:S3CRET@127.0.0.1:1/db",
      "adbc:postgresql?uri=host%3D127.0.0.1 port%3D1 user%3Dann password%3DS3CRET",
      "adbc:spark?uri=sc://127.0.0.1:1", "adbc:sqlite?uri=file:/no/such/folder/x.db",
      "adbc:duckdb?path=/no/such/folder/x.db",
    ])
  func unreachable(_ text: String) throws {
    let source = try WarehouseSource(text)
    guard
      FileManager.default.fileExists(
        atPath: "\(Engines.search.folders[0])/\(source.driver).toml")
    else { return }
    let error = warehouseError { _ = try WarehouseSession(source, search: Engines.search) }
    #expect(error?.code == .unreachable, "\(String(describing: error))")
    #expect(error?.description.contains("S3CRET") == false)
  }

  @Test(
    "a wrong password is told as such, and not what it was",
    .enabled(if: Engines.sources["postgresql"] != nil, Engines.hint))
  func wrongPassword() throws {
    let right = try #require(Engines.sources["postgresql"])
    let parts = right.split(separator: "@", maxSplits: 1)
    let wrong = "adbc:postgresql?uri=postgresql://liftwerk:wr0ng@\(parts[1])"
    let error = warehouseError {
      _ = try WarehouseSession(WarehouseSource(wrong), search: Engines.search)
    }
    #expect(error?.description.contains("password authentication failed") == true)
    #expect(error?.description.contains("wr0ng") == false)
  }

  @Test(
    "a server that ends the connection is unreachable",
    .enabled(if: Engines.sources["postgresql"] != nil, Engines.hint))
  func terminated() throws {
    let session = try Engines.open("postgresql")
    let table = LogTable(engine: "postgresql")
    try table.load(TouchLog.rows(users: 20), into: session)
    try Engines.open("postgresql").execute(
      "DO $$ BEGIN PERFORM pg_terminate_backend(pid) FROM pg_stat_activity "
        + "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid(); END $$")
    let error = warehouseError { try session.paths(of: table.query) { _ in } }
    #expect(error?.code == .unreachable, "\(String(describing: error))")
  }
}
