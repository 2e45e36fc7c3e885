import Testing
import Warehouse

@Suite struct FaultTests {
  private let query = TouchQuery(
    table: "touches",
    columns: .init(user: "u", time: "t", channel: "c", conversion: "k"))

  private func paths(_ session: WarehouseSession) throws -> [PathRow] {
    var paths: [PathRow] = []
    try session.paths(of: query) { paths += $0 }
    return paths
  }

  @Test("an honest answer comes through, and everything is released")
  func honest() throws {
    let driver = try FakeDriver()
    do {
      let session = try driver.open()
      let paths = try paths(session)
      #expect(paths.count == 6)
      #expect(paths[0].channels == ["a", "b"] && paths[1].channels == ["c"])
      #expect(
        paths[0].counts
          == JourneyCounts(
            journeys: 1, convertingJourneys: 1, conversions: 1, valueMillionths: 1, nulls: 0))
      #expect(try session.summary(of: query).span == 1...9)
      #expect(session.driver.name == "Fake" && session.driver.version == "1.2")
      #expect(session.driver.sha256.count == 64 && session.driver.library == driver.library)
    }
    #expect(try driver.liveObjects() == 0)
  }

  @Test(
    "a lying answer is refused, and everything is released",
    arguments: [
      "no-table", "no-children", "released-schema", "dictionary", "many-columns",
      "negative-columns", "columns", "text-number", "list", "nonsense-format", "fraction",
      "number-path", "decreasing", "negative", "far", "no-data", "no-offsets", "no-values",
      "few-buffers", "no-bitmap", "many-nulls", "null-number", "bad-utf8", "hole", "counts",
      "negative-count", "huge", "negative-length", "huge-offset", "negative-offset", "short",
      "missing-column", "released-column", "null-rows", "released-stream", "empty-stream",
    ])
  func lying(_ fault: String) throws {
    let driver = try FakeDriver()
    let error = try refusal(driver, fault)
    #expect(error?.code == .wrongAnswer, "\(fault): \(String(describing: error))")
    #expect(try driver.liveObjects() == 0)
  }

  @Test(
    "a failing engine is told apart from a refusing one, without secrets or control characters",
    arguments: [
      ("init", WarehouseError.Code.unreachable), ("connect", .unreachable),
      ("login", .queryRefused), ("refuse", .queryRefused), ("lost", .unreachable),
      ("drop", .unreachable), ("late-refusal", .queryRefused), ("schema-error", .queryRefused),
    ])
  func failing(_ fault: String, _ code: WarehouseError.Code) throws {
    let driver = try FakeDriver()
    let error = try #require(try refusal(driver, fault))
    #expect(error.code == code, "\(error)")
    #expect(error.description.contains("no way") || error.description.contains("line broke"))
    #expect(!error.description.contains(FakeDriver.password))
    #expect(!error.description.contains(FakeDriver.encodedPassword))
    #expect(!error.description.unicodeScalars.contains { $0.value < 32 })
    #expect(try driver.liveObjects() == 0)
  }

  private func refusal(_ driver: FakeDriver, _ fault: String) throws -> WarehouseError? {
    warehouseError { _ = try paths(try driver.open(fault: fault)) }
  }

  @Test("a session that reads times without zone as others than UTC is refused")
  func zone() throws {
    let driver = try FakeDriver()
    let error = try #require(try refusal(driver, "zone"))
    #expect(error.code == .queryRefused && error.description.contains("UTC"))
    #expect(try driver.liveObjects() == 0)
  }

  @Test("an option that the driver does not know is a bad source")
  func unknownOption() throws {
    let driver = try FakeDriver()
    let error = warehouseError {
      _ = try WarehouseSession(
        WarehouseSource("adbc:fake?dialect=duckdb&colour=red"), search: driver.search)
    }
    #expect(error?.code == .badSource)
    #expect(try driver.liveObjects() == 0)
  }

  @Test("an error of the caller ends the query, and everything is released")
  func callerFails() throws {
    struct Enough: Error {}
    let driver = try FakeDriver()
    #expect(throws: Enough.self) {
      try driver.open().paths(of: query) { _ in throw Enough() }
    }
    #expect(try driver.liveObjects() == 0)
  }

  @Test("a cancelled task stops between parts, and everything is released")
  func cancelled() async throws {
    let driver = try FakeDriver()
    let search = driver.search
    let query = query
    let parts = await Task {
      var parts = 0
      do {
        let source = try WarehouseSource("adbc:fake?dialect=duckdb")
        try WarehouseSession(source, search: search).paths(of: query) { _ in
          parts += 1
          withUnsafeCurrentTask { $0?.cancel() }
        }
        return -1
      } catch {
        return error is CancellationError ? parts : -2
      }
    }.value
    #expect(parts == 1)
    #expect(try driver.liveObjects() == 0)
  }
}
