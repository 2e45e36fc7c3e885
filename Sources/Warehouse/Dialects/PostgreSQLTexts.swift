/// PostgreSQL 12 or later.
struct PostgreSQLTexts: DialectTexts {
  let setup = ["SET TIME ZONE 'UTC'"]
  let inlined = "NOT MATERIALIZED "

  func text(_ column: String) -> String { "CAST(\(column) AS text) COLLATE \"C\"" }

  func microseconds(_ column: String, _ kind: ColumnKind, _ unit: EpochUnit) -> String? {
    switch kind {
    case .integer: epoch(column, unit)
    case .text: seconds("CAST(NULLIF(\(column), '') AS timestamptz)")
    case .timestamp, .date: seconds(column)
    default: nil
    }
  }

  private func seconds(_ column: String) -> String {
    // Since version 14 exact decimals; before, doubles that hold microseconds exactly.
    "CAST(extract(epoch FROM \(column)) * 1000000 AS bigint)"
  }

  func millionths(_ column: String, _ kind: ColumnKind) -> String? {
    switch kind {
    case .integer, .decimal, .float:
      "CAST(round(CAST(\(column) AS numeric) * 1000000) AS bigint)"
    case .text:
      "CAST(round(CAST(NULLIF(CAST(\(column) AS text), '') AS numeric) * 1000000) AS bigint)"
    default: nil
    }
  }

  func joined(order: String) -> String { "string_agg(h, chr(31) ORDER BY \(order))" }

  let channelSet: String? = """
    COALESCE((SELECT string_agg(x, chr(31) ORDER BY x) FROM (
      SELECT DISTINCT unnest(string_to_array(p, chr(31))) COLLATE "C" AS x) q5), '')
    """

  let transitions = """
    (SELECT e.a, e.b, n, k, s, z FROM lw_path,
      unnest(string_to_array(chr(31) || p, chr(31)), string_to_array(p || chr(31), chr(31)))
        AS e(a, b) WHERE p <> '')
    """
}
