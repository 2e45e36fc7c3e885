/// SQLite 3.44 or later: types belong to values, not to columns, so expressions tell them apart.
struct SQLiteTexts: DialectTexts {
  let separator = "char(31)"

  /// Joining an empty text drops a collation that the column may carry.
  func text(_ column: String) -> String { "(CAST(\(column) AS TEXT) || '')" }

  /// Integers by unit, texts as ISO 8601 in UTC.
  ///
  /// Dates have milliseconds in SQLite, so the fraction of a second is cut out of the text and read
  /// by itself.
  func microseconds(_ column: String, _ kind: ColumnKind, _ unit: EpochUnit) -> String? {
    let point = "instr(\(column), '.')"
    let fraction = "substr(\(column), \(point) + 1)"
    let zone = "ltrim(\(fraction), '0123456789')"
    let whole =
      "CASE WHEN \(point) > 0 THEN substr(\(column), 1, \(point) - 1) || \(zone) ELSE \(column) END"
    let part =
      "CASE WHEN \(point) > 0 THEN CAST(round(CAST('0.' || \(fraction) AS REAL) * 1000000) "
      + "AS INTEGER) ELSE 0 END"
    return "CASE typeof(\(column)) WHEN 'integer' THEN \(column) * \(unit.microseconds) "
      + "WHEN 'text' THEN CAST(strftime('%s', \(whole)) AS INTEGER) * 1000000 + \(part) END"
  }

  func millionths(_ column: String, _ kind: ColumnKind) -> String? {
    "CASE typeof(\(column)) WHEN 'integer' THEN \(column) * 1000000 "
      + "ELSE CAST(round(CAST(\(column) AS REAL) * 1000000) AS INTEGER) END"
  }

  func joined(order: String) -> String { "group_concat(h, char(31) ORDER BY \(order))" }

  let channelSet: String? = nil

  var transitions: String {
    """
    (WITH RECURSIVE step(a, b, rest, n, k, s, z) AS (
      SELECT '', substr(p || char(31), 1, instr(p || char(31), char(31)) - 1),
        substr(p || char(31), instr(p || char(31), char(31)) + 1), n, k, s, z FROM lw_path
      WHERE p <> ''
      UNION ALL
      SELECT b, substr(rest, 1, max(instr(rest, char(31)) - 1, 0)),
        substr(rest, instr(rest, char(31)) + 1), n, k, s, z FROM step WHERE b <> '')
    SELECT a, b, n, k, s, z FROM step)
    """
  }
}
