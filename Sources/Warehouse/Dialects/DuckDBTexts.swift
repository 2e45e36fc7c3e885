/// DuckDB 1.0 or later.
struct DuckDBTexts: DialectTexts {
  // Without these a build that lacks time zones would fetch them from the network.
  let setup = ["SET autoinstall_known_extensions = false", "SET TimeZone = 'UTC'"]
  let inlined = "NOT MATERIALIZED "

  func text(_ column: String) -> String { "CAST(\(column) AS VARCHAR)" }

  func microseconds(_ column: String, _ kind: ColumnKind, _ unit: EpochUnit) -> String? {
    switch kind {
    case .integer: epoch(column, unit)
    case .text: "epoch_us(CAST(NULLIF(\(column), '') AS TIMESTAMPTZ))"
    case .timestamp: "epoch_us(\(column))"
    case .date: "epoch_us(CAST(\(column) AS TIMESTAMP))"
    default: nil
    }
  }

  func millionths(_ column: String, _ kind: ColumnKind) -> String? {
    switch kind {
    case .integer: "CAST(\(column) AS BIGINT) * 1000000"
    case .float: "CAST(round(\(column) * 1000000) AS BIGINT)"
    case .decimal: "CAST(CAST(\(column) AS DECIMAL(30, 6)) * 1000000 AS BIGINT)"
    case .text: "CAST(CAST(NULLIF(\(column), '') AS DECIMAL(30, 6)) * 1000000 AS BIGINT)"
    default: nil
    }
  }

  func joined(order: String) -> String { "string_agg(h, chr(31) ORDER BY \(order))" }

  let channelSet: String? =
    "array_to_string(list_sort(list_distinct(string_split(p, chr(31)))), chr(31))"

  let transitions = """
    (SELECT unnest(string_split(chr(31) || p, chr(31))) AS a,
      unnest(string_split(p || chr(31), chr(31))) AS b, n, k, s, z FROM lw_path WHERE p <> '')
    """
}
