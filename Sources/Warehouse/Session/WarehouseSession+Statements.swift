import CArrow
import Foundation

extension WarehouseSession {
  /// Runs a statement that answers no rows.
  package func execute(_ sql: String) throws(WarehouseError) {
    let statement = try statement(sql)
    defer { statement.release() }
    try running.run {
      library.functions.pointee.statement_execute_query?(statement.address, nil, nil, $0)
    }
  }

  /// Refuses a session that reads times without zone as others than UTC.
  func checkZone() throws(WarehouseError) {
    let texts = source.dialect.texts
    let start = texts.microseconds("'1970-01-01 00:00:00'", .text, .seconds) ?? "0"
    let answer: Result<[Int], any Error> = Result {
      try integers("SELECT CAST(\(start) AS BIGINT) AS epoch", count: 1)
    }
    switch answer {
    case .success([0]): return
    case .success:
      throw WarehouseError(
        .queryRefused,
        "\(source) reads times without zone in another zone than UTC; set the time zone of its "
          + "sessions to UTC")
    case .failure(let error):
      throw error as? WarehouseError ?? WarehouseError(.unreachable, "\(source) was given up")
    }
  }

  /// Runs a query and hands on its answer part by part, each only valid within the call.
  ///
  /// - Parameters:
  ///   - sql: the query.
  ///   - columns: how many columns the answer must have.
  ///   - body: takes a part of the answer.
  /// - Throws: `WarehouseError`; `CancellationError` between parts; what `body` throws.
  func query(_ sql: String, columns: Int, _ body: (RecordBatch) throws -> Void) throws {
    let statement = try statement(sql)
    defer { statement.release() }
    let stream = try AnswerStream(source.secrets) { stream throws(WarehouseError) in
      try running.run {
        library.functions.pointee.statement_execute_query?(statement.address, stream, nil, $0)
      }
    }
    defer { stream.release() }
    let fields = try stream.fields()
    guard fields.count == columns else {
      throw WarehouseError.wrong("it has \(fields.count) columns, not \(columns)")
    }
    repeat { try Task.checkCancellation() } while try stream.next(fields, body)
  }

  /// The columns of a query's answer, without its rows.
  func fields(of sql: String) throws(WarehouseError) -> [ArrowField] {
    let statement = try statement(sql)
    defer { statement.release() }
    let stream = try AnswerStream(source.secrets) { stream throws(WarehouseError) in
      try running.run {
        library.functions.pointee.statement_execute_query?(statement.address, stream, nil, $0)
      }
    }
    defer { stream.release() }
    return try stream.fields()
  }

  private var running: EngineCall {
    let source = source
    return EngineCall(source.secrets) { status, text in
      let code = Status.running(status)
      return WarehouseError(
        code,
        code == .unreachable
          ? "\(source) broke off: \(text)" : "\(source) refused a query: \(text)")
    }
  }

  private func statement(_ sql: String) throws(WarehouseError) -> DriverHandle {
    let driver = library.functions
    let statement = try DriverHandle(
      of: connection, driver, driver.pointee.statement_release, running
    ) {
      driver.pointee.statement_new?(connection.address, $0, $1)
    }
    try running.run {
      driver.pointee.statement_set_sql_query?(statement.address, sql, $0)
    }
    return statement
  }
}
