import Findings
import Foundation
import GRDB

extension BanditLedger {
  /// The parts of the audit trail.
  public enum Trail: String, Sendable, CaseIterable {
    case versions, decisions, outcomes, batches, events

    var query: String {
      switch self {
      case .versions:
        "SELECT version, time, arm, share FROM share JOIN version ON version.id = version "
          + "ORDER BY version, arm"
      case .decisions:
        "SELECT id, version, arm, propensity, time FROM decision ORDER BY id"
      case .outcomes:
        "SELECT key, decision, time, conversions, value, cost, reached, batch FROM outcome "
          + "ORDER BY key"
      case .batches: "SELECT hash, name, time, rows FROM batch ORDER BY hash"
      case .events: "SELECT id, time, kind, detail FROM event ORDER BY id"
      }
    }
  }

  /// How the trail is written.
  public enum TrailFormat: Sendable {
    /// A line of names, then a line a row.
    case csv
    /// A JSON object a line.
    case jsonLines
  }

  /// Writes a part of the audit trail line by line.
  ///
  /// - Parameter line: takes each line, without its end.
  /// - Throws: `BanditError.ledger`, `.locked`, or what `line` throws.
  public func export(
    _ trail: Trail, as format: TrailFormat, _ line: (String) throws -> Void
  ) throws(BanditError) {
    try read { database in
      let rows = try Row.fetchCursor(database, sql: trail.query)
      var isFirst = true
      while let row = try rows.next() {
        if isFirst, format == .csv { try line(row.columnNames.joined(separator: ",")) }
        isFirst = false
        try line(format == .csv ? Self.csv(row) : Self.json(row))
      }
    }
  }

  private static func csv(_ row: Row) -> String {
    row.map { _, value in
      switch value.storage {
      case .null, .blob: ""
      case .int64(let number): "\(number)"
      case .double(let number): "\(number)"
      case .string(let text): PlainText.csvField(text)
      }
    }.joined(separator: ",")
  }

  private static func json(_ row: Row) throws -> String {
    let fields = try row.map { name, value in
      let text =
        switch value.storage {
        case .null, .blob: "null"
        case .int64(let number): "\(number)"
        case .double(let number): "\(number)"
        case .string(let text):
          String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
        }
      return "\"\(name)\":\(text)"
    }
    return "{\(fields.joined(separator: ","))}"
  }
}
