/// Spark SQL 3.4 or later, and Sail.
struct SparkTexts: DialectTexts {
  let setup = ["SET TIME ZONE 'UTC'"]
  let separator = "char(31)"

  func identifier(_ name: String) -> String { "`" + name.replacingScalars("`", with: "``") + "`" }

  func literal(_ text: String) -> String {
    "'" + text.replacingScalars("\\", with: "\\\\").replacingScalars("'", with: "\\'") + "'"
  }

  func text(_ column: String) -> String { "CAST(\(column) AS STRING)" }

  func microseconds(_ column: String, _ kind: ColumnKind, _ unit: EpochUnit) -> String? {
    switch kind {
    case .integer: epoch(column, unit)
    case .text: "unix_micros(CAST(NULLIF(\(column), '') AS TIMESTAMP))"
    case .timestamp, .date: "unix_micros(CAST(\(column) AS TIMESTAMP))"
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

  func joined(order: String) -> String {
    "array_join(transform(array_sort(collect_list("
      + "CASE WHEN h IS NOT NULL THEN struct(\(order)) END)), x -> x.h), char(31))"
  }

  let gathered = "array_join(collect_list(h), char(31))"

  let channelSet: String? =
    "array_join(array_sort(array_distinct(split(p, char(31)))), char(31))"

  let transitions = """
    (SELECT e.f AS a, e.g AS b, n, k, s, z FROM (
      SELECT explode(transform(sequence(1, size(l) - 1),
        i -> struct(element_at(l, i) AS f, element_at(l, i + 1) AS g))) AS e, n, k, s, z
      FROM (SELECT split(concat(char(31), p, char(31)), char(31)) AS l, n, k, s, z
        FROM lw_path WHERE p <> '')))
    """
}
