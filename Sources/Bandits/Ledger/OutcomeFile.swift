import Crypto
import Foundation
import Tables

extension BanditLedger {
  /// Reads outcomes from an export and keeps them, once.
  ///
  /// Columns: `decision`, and any of `conversions`, `value`, `cost`, `reached`; `time` in seconds since
  /// 1970, else now; `key`, else decision and time together, so that a file without either may hold one
  /// outcome a decision.
  ///
  /// - Returns: how many were new; a file with the same bytes as an earlier one is not read again.
  /// - Throws: `TableError` for a file that cannot be read, `BanditError` as for `record`.
  public func ingest(file path: String, time: Double) throws -> Ingestion {
    let table = try TableReader.read(path: path)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    let hash = SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
    let name = URL(fileURLWithPath: path).lastPathComponent
    return try record(try Self.outcomes(table, time), fileHash: hash, name: name, time: time)
  }

  private static func outcomes(_ table: Table, _ now: Double) throws -> [Outcome] {
    func numbers(_ name: String) throws -> [Double?] {
      table.has(name) ? try table.numbers(name) : Array(repeating: nil, count: table.rowCount)
    }
    let decisions = try table.numbers("decision")
    let keys = table.has("key") ? try table.texts("key") : nil
    let times = try numbers("time")
    let (conversions, value) = (try numbers("conversions"), try numbers("value"))
    let (cost, reached) = (try numbers("cost"), try numbers("reached"))
    return try decisions.indices.map { row in
      guard let number = decisions[row], let decision = Int64(exactly: number) else {
        throw BanditError.badData(
          "\(table.source), line \(table.line(ofRow: row)): decision is no whole number.")
      }
      let stamp = times[row].map { "\($0)" } ?? "once"
      var outcome = Outcome(
        key: keys?[row] ?? "\(decision) \(stamp)", decision: decision, time: times[row] ?? now)
      outcome.conversions = conversions[row] ?? 0
      outcome.value = value[row] ?? 0
      outcome.cost = cost[row] ?? 0
      outcome.reached = reached[row] ?? 0
      return outcome
    }
  }
}
