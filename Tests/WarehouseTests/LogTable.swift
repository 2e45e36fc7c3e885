import Foundation
import Warehouse

/// The generated log as a table of an engine, in the engine's own types.
struct LogTable {
  /// How times are stored.
  enum Times: String, CaseIterable { case timestamp, text, seconds, microseconds, date }

  let engine: String
  var times = Times.timestamp
  /// Whether value is a floating-point number instead of a decimal one.
  var floats = false
  var name = "touches"
  var channel = "chan\"nel` >"

  private var isSpark: Bool { engine == "sail" || engine == "spark" }

  var columns: TouchQuery.Columns {
    var columns = TouchQuery.Columns(
      user: "user id", time: "when", channel: channel, conversion: "converted", value: "value")
    columns.epochUnit = times == .microseconds ? .microseconds : .seconds
    return columns
  }

  var query: TouchQuery { TouchQuery(table: name, columns: columns) }

  /// Writes the table.
  func load(_ rows: [Touch], into session: WarehouseSession) throws {
    let names = [columns.user, columns.time, columns.channel, "converted", "value"].map(quoted)
    let types = [text, timeType, text, "INT", floats ? "DOUBLE PRECISION" : "DECIMAL(18, 6)"]
    if isSpark {
      // Spark takes no rows into a view; the types come from casts of an inline table.
      let sparkTypes = ["STRING", timeType, "STRING", "INT", floats ? "DOUBLE" : "DECIMAL(18, 6)"]
      let casts = zip(0..<5, zip(sparkTypes, names)).map { "CAST(c\($0) AS \($1.0)) AS \($1.1)" }
      let values = rows.map(tuple).joined(separator: ",\n")
      try session.execute(
        "CREATE OR REPLACE TEMPORARY VIEW \(quoted(name)) AS SELECT \(casts.joined(separator: ", "))"
          + " FROM VALUES \(values) AS x(c0, c1, c2, c3, c4)")
      return
    }
    try session.execute("DROP TABLE IF EXISTS \(quoted(name))")
    let list = zip(names, types).map { "\($0) \($1)" }.joined(separator: ", ")
    try session.execute(
      "CREATE \(engine == "postgresql" ? "TEMPORARY " : "")TABLE \(quoted(name)) (\(list))")
    for start in stride(from: 0, to: rows.count, by: 400) {
      let values = rows[start..<min(start + 400, rows.count)].map(tuple).joined(separator: ",\n")
      try session.execute("INSERT INTO \(quoted(name)) VALUES \(values)")
    }
  }

  private var text: String { engine == "duckdb" ? "VARCHAR" : "TEXT" }

  private var timeType: String {
    switch times {
    case .timestamp: engine == "sqlite" ? "TEXT" : "TIMESTAMP"
    case .date: engine == "sqlite" ? "TEXT" : "DATE"
    case .text: isSpark ? "STRING" : text
    case .seconds, .microseconds: "BIGINT"
    }
  }

  private func tuple(_ row: Touch) -> String {
    let cells = [
      row.user.map(literal), row.time.map(time), row.channel.map(literal),
      row.conversion.map(String.init), row.value.map(LogTable.decimal),
    ]
    return "(" + cells.map { $0 ?? "NULL" }.joined(separator: ", ") + ")"
  }

  private func time(_ microseconds: Int) -> String {
    switch times {
    case .seconds: String(microseconds / 1_000_000)
    case .microseconds: String(microseconds)
    case .date: "'\(LogTable.iso(microseconds).prefix(10))'"
    case .timestamp: "'\(LogTable.iso(microseconds))'"
    case .text:
      // Both ways to name UTC, and a zone that is not.
      switch microseconds % 3 {
      case 0: "'\(LogTable.iso(microseconds).replacing(" ", with: "T"))Z'"
      case 1: "'\(LogTable.iso(microseconds + 7_200_000_000))+02:00'"
      default: "'\(LogTable.iso(microseconds))'"
      }
    }
  }

  /// `2025-01-01 00:00:00.000000`, without the fraction where there is none.
  static func iso(_ microseconds: Int) -> String {
    var seconds = time_t(microseconds / 1_000_000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let fraction = microseconds % 1_000_000
    let whole = String(
      format: "%04d-%02d-%02d %02d:%02d:%02d", parts.tm_year + 1900, parts.tm_mon + 1,
      parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec)
    return fraction == 0 ? whole : whole + String(format: ".%06d", fraction)
  }

  private static func decimal(_ millionths: Int) -> String {
    let sign = millionths < 0 ? "-" : ""
    let size = abs(millionths)
    return sign + "\(size / 1_000_000)." + String(format: "%06d", size % 1_000_000)
  }

  private func quoted(_ name: String) -> String {
    let quote: Unicode.Scalar = isSpark ? "`" : "\""
    let inside = name.unicodeScalars.flatMap { $0 == quote ? [quote, quote] : [$0] }
    return "\(quote)" + String(String.UnicodeScalarView(inside)) + "\(quote)"
  }

  private func literal(_ text: String) -> String {
    isSpark
      ? "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
      : "'" + text.replacing("'", with: "''") + "'"
  }
}
