/// The SQL dialects that are spoken.
package enum SQLDialect: String, Sendable, CaseIterable {
  case sqlite, postgresql, duckdb, spark

  /// The dialect that a driver's name tells, if it does.
  init?(driver: String) {
    let name = driver.lowercased()
    if name.contains("sqlite") {
      self = .sqlite
    } else if name.contains("postgres") {
      self = .postgresql
    } else if name.contains("duckdb") {
      self = .duckdb
    } else if name.contains("spark") || name.contains("sail") || name.contains("databricks") {
      self = .spark
    } else {
      return nil
    }
  }

  /// What is particular to the dialect.
  var texts: any DialectTexts {
    switch self {
    case .sqlite: SQLiteTexts()
    case .postgresql: PostgreSQLTexts()
    case .duckdb: DuckDBTexts()
    case .spark: SparkTexts()
    }
  }
}

/// What is particular to a dialect: quoting, reading columns, lists in order, and splitting paths.
///
/// All else is in `TouchStatements`.
protocol DialectTexts: Sendable {
  /// Statements that make a session read times without zone as UTC. Some engines know no such
  /// setting, so what counts is `WarehouseSession.checkZone`.
  var setup: [String] { get }
  /// Between the channels of a path: byte 0x1F.
  var separator: String { get }
  /// Behind `AS` of an intermediate table that is better read again than kept.
  var inlined: String { get }
  /// A quoted name.
  func identifier(_ name: String) -> String
  /// A quoted text.
  func literal(_ text: String) -> String
  /// A column as text that compares by bytes.
  func text(_ column: String) -> String
  /// A column as microseconds since 1970 UTC; nil where its kind holds no time.
  func microseconds(_ column: String, _ kind: ColumnKind, _ unit: EpochUnit) -> String?
  /// A column of money in millionths, as an integer; nil where its kind holds no number.
  func millionths(_ column: String, _ kind: ColumnKind) -> String?
  /// `h` of a group's rows where it is not null, ordered by columns of which `h` is one, with the
  /// separator between.
  func joined(order: String) -> String
  /// `h` of a group's rows where it is not null, in any order, with the separator between.
  var gathered: String { get }
  /// The distinct channels of `p` by their bytes, with the separator between; nil where that takes
  /// more than an expression.
  var channelSet: String? { get }
  /// A table of transitions `a`, `b` with the counts of `lw_path`; an empty text for start and end.
  var transitions: String { get }
}

extension DialectTexts {
  var setup: [String] { [] }
  var separator: String { "chr(31)" }
  var inlined: String { "" }
  var gathered: String { "string_agg(h, chr(31))" }

  func identifier(_ name: String) -> String {
    "\"" + name.replacingScalars("\"", with: "\"\"") + "\""
  }

  func literal(_ text: String) -> String {
    "'" + text.replacingScalars("'", with: "''") + "'"
  }

  /// Integer times in microseconds.
  func epoch(_ column: String, _ unit: EpochUnit) -> String {
    "CAST(\(column) AS BIGINT) * \(unit.microseconds)"
  }
}
