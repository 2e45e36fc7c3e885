/// The SQL of one query, in one dialect.
///
/// Intermediate tables are called `lw_…`, since a user's table of the same name would be hidden. The
/// names of intermediate columns: user `u`, microseconds `t`, conversion 0 or 1 `c`, channel or
/// empty text `ch`, millionths `w`, of conversions `v`; journey of the user `j`, channel of a touch that counts `h`;
/// path `p`; journeys `n`, converting ones `k`, conversions `s`, their value `z`.
struct TouchStatements {
  private let query: TouchQuery
  private let texts: any DialectTexts
  private let lookback: Int?
  private let table: String
  private let user: String
  private let time: String
  private let conversion: String
  private let channel: String
  private let value: String

  init(_ query: TouchQuery, _ kinds: ColumnKinds, _ dialect: SQLDialect) throws(WarehouseError) {
    let texts = dialect.texts
    let columns = query.columns
    // Names behind the table's alias: SQLite takes a lone quoted name that is no column for a text.
    func column(_ name: String) -> String { "r.\(texts.identifier(name))" }
    self.query = query
    self.texts = texts
    lookback = try query.lookback()
    table = try TouchStatements.table(query, texts)
    user =
      kinds.user == .text || dialect == .sqlite
      ? "NULLIF(\(texts.text(column(columns.user))), '')" : column(columns.user)
    channel = "COALESCE(\(texts.text(column(columns.channel))), '')"
    guard
      let time = texts.microseconds(column(columns.time), kinds.time, columns.epochUnit)
    else {
      throw TouchStatements.refusal(columns.time, kinds.time, "a timestamp, date, text or integer")
    }
    self.time = time
    conversion = TouchStatements.conversion(
      column(columns.conversion), columns.conversionText, texts)
    guard let name = columns.value, let kind = kinds.value else {
      value = "0"
      return
    }
    guard let value = texts.millionths(column(name), kind) else {
      throw TouchStatements.refusal(name, kind, "a number")
    }
    self.value = "COALESCE(\(value), 0)"
  }

  private static func refusal(
    _ name: String, _ kind: ColumnKind, _ wanted: String
  ) -> WarehouseError {
    WarehouseError(.badSource, "column “\(name)” is of kind \(kind), but \(wanted) is needed")
  }

  private static func table(
    _ query: TouchQuery, _ texts: any DialectTexts
  ) throws(WarehouseError) -> String {
    try query.tableNames().map(texts.identifier).joined(separator: ".") + " r"
  }

  /// What cells say of conversions, in lower case: as the reader of files takes them.
  private static let yes = "'1', '1.0', 'true', 't', 'yes', 'y', 'ja', 'j', 'wahr'"
  private static let no =
    "'', '0', '0.0', 'false', 'f', 'no', 'n', 'nein', 'falsch', 'null', 'none'"

  /// 1 for conversions, 0 for others, null for what is neither.
  private static func conversion(
    _ column: String, _ marker: String?, _ texts: any DialectTexts
  ) -> String {
    let text = "COALESCE(\(texts.text(column)), '')"
    if let marker { return "CASE WHEN \(text) = \(texts.literal(marker)) THEN 1 ELSE 0 END" }
    return "CASE WHEN lower(\(text)) IN (\(yes)) THEN 1 "
      + "WHEN lower(\(text)) IN (\(no)) THEN 0 END"
  }

  /// A statement that answers no rows but tells the columns' types: user, time, channel, conversion
  /// and, where there is one, value.
  static func probe(_ query: TouchQuery, _ dialect: SQLDialect) throws(WarehouseError) -> String {
    try query.checkColumns()
    let texts = dialect.texts
    let columns = query.columns
    let names =
      [columns.user, columns.time, columns.channel, columns.conversion]
      + (columns.value.map { [$0] } ?? [])
    let list = names.enumerated().map { "r.\(texts.identifier($1)) AS c\($0)" }
    return "SELECT \(list.joined(separator: ", ")) FROM \(try table(query, texts)) WHERE 1 = 0"
  }

  // MARK: - The statements

  /// One row of integers in the order of `TouchSummary.init(_:)`.
  var summary: String {
    let totals = [
      "SUM(n)", "SUM(ok)", "SUM(nu)", "SUM(nt)", "SUM(nc)", "SUM(k)", "SUM(kc)",
      "SUM(CASE WHEN k > 1 THEN 1 ELSE 0 END)", "SUM(z)", "MIN(t0)", "MAX(t1)", "MAX(f)",
      "SUM(x)", "SUM(y)", "SUM(m)",
    ]
    return """
      SELECT \(TouchStatements.integers(totals))
      FROM (SELECT COUNT(*) AS n, MAX(ok) AS ok, SUM(CASE WHEN u IS NULL THEN 1 ELSE 0 END) AS nu,
        SUM(CASE WHEN t IS NULL THEN 1 ELSE 0 END) AS nt,
        SUM(CASE WHEN ok = 1 AND c = 0 AND ch = '' THEN 1 ELSE 0 END) AS nc,
        SUM(CASE WHEN ok = 1 THEN c ELSE 0 END) AS k,
        SUM(CASE WHEN ok = 1 AND ch = '' THEN c ELSE 0 END) AS kc,
        SUM(CASE WHEN ok = 1 AND c = 1 THEN v ELSE 0 END) AS z,
        MIN(CASE WHEN ok = 1 THEN t END) AS t0, MAX(CASE WHEN ok = 1 THEN t END) AS t1,
        MAX(CASE WHEN ok = 1 AND t % 86400000000 <> 0 THEN 1 ELSE 0 END) AS f,
        SUM(CASE WHEN c IS NULL THEN 1 ELSE 0 END) AS x,
        SUM(CASE WHEN w < 0 THEN 1 ELSE 0 END) AS m,
        SUM(CASE WHEN ch <> REPLACE(ch, \(texts.separator), '') THEN 1 ELSE 0 END) AS y
        FROM (SELECT u, t, c, ch, v, w,
          CASE WHEN u IS NOT NULL AND t IS NOT NULL THEN 1 ELSE 0 END AS ok FROM \(rows)) q0
        GROUP BY u) q1
      """
  }

  /// One row: how many rows repeat another.
  var duplicates: String {
    let repeated =
      "(SELECT COUNT(*) FROM \(counted)) - "
      + "(SELECT COUNT(*) FROM (SELECT DISTINCT u, t, c, ch, v FROM \(counted)) q2)"
    return "SELECT \(TouchStatements.integers([repeated]))"
  }

  /// The distinct paths.
  var paths: String { "\(pathTables)\nSELECT p, \(counts) FROM lw_path" }

  /// The distinct sets of channels.
  ///
  /// Where an expression makes a set of a path, journeys are counted by their channels in any order
  /// first, which spares most of the sorting.
  var sets: String {
    let touches = touchTables(collapsing: false)
    guard let channelSet = texts.channelSet else {
      return """
        \(touches),
        lw_item AS (SELECT u, j, h, SUM(c) AS k, SUM(c * v) AS z FROM lw_touches GROUP BY u, j, h),
        lw_journey AS (SELECT COALESCE(\(texts.joined(order: "h")), '') AS p, SUM(k) AS k,
          SUM(z) AS z FROM lw_item GROUP BY u, j),
        \(pathTable)
        SELECT p, \(counts) FROM lw_path
        """
    }
    return """
      \(touches),
      lw_journey AS (SELECT COALESCE(\(texts.gathered), '') AS p, SUM(c) AS k, SUM(c * v) AS z
        FROM lw_touches GROUP BY u, j),
      \(pathTable),
      lw_set AS (SELECT p, SUM(n) AS n, SUM(k) AS k, SUM(s) AS s, SUM(z) AS z
        FROM (SELECT \(channelSet) AS p, n, k, s, z FROM lw_path) q6 GROUP BY p)
      SELECT p, \(counts) FROM lw_set
      """
  }

  /// The steps from touch to touch, and from the start and to the end of journeys.
  var edges: String {
    """
    \(pathTables),
    lw_edge AS (SELECT a, b, SUM(n) AS n, SUM(k) AS k, SUM(s) AS s, SUM(z) AS z
      FROM \(texts.transitions) q3 GROUP BY a, b)
    SELECT a, b, \(counts) FROM lw_edge
    """
  }

  // MARK: - Their parts

  private static func integers(_ expressions: [String]) -> String {
    expressions.enumerated().map { "CAST(COALESCE(\($1), 0) AS BIGINT) AS x\($0)" }.joined(
      separator: ", ")
  }

  private var counts: String {
    "CAST(n AS BIGINT) AS n, CAST(k AS BIGINT) AS k, CAST(s AS BIGINT) AS s, "
      + "CAST(z AS BIGINT) AS z"
  }

  private var rows: String {
    "(SELECT u, t, c, ch, CASE WHEN c = 1 THEN w ELSE 0 END AS v, w FROM "
      + "(SELECT \(user) AS u, \(time) AS t, \(conversion) AS c, \(channel) AS ch, "
      + "\(value) AS w FROM \(table)) q7) q"
  }

  /// The rows that count.
  private var counted: String {
    "(SELECT u, t, c, ch, v FROM \(rows) WHERE u IS NOT NULL AND t IS NOT NULL "
      + "AND (ch <> '' OR c = 1)) q"
  }

  private var pathTables: String {
    """
    \(touchTables(collapsing: query.collapsesRepeats)),
    lw_journey AS (SELECT COALESCE(\(texts.joined(order: "t, c, h")), '') AS p, SUM(c) AS k,
      SUM(c * v) AS z FROM lw_touches GROUP BY u, j),
    \(pathTable)
    """
  }

  private var pathTable: String {
    """
    lw_path AS (SELECT p, COUNT(*) AS n, SUM(CASE WHEN k > 0 THEN 1 ELSE 0 END) AS k, SUM(k) AS s,
      SUM(z) AS z FROM lw_journey GROUP BY p)
    """
  }

  /// `WITH …, lw_touches AS (…)`: the rows by journey, with `h` the channel of those that count.
  private func touchTables(collapsing: Bool) -> String {
    var tables = [rowTable, journeyRows].compactMap(\.self)
    if let ends { tables.append(ends) }
    tables.append(collapsing ? "lw_kept AS (\(kept))" : "lw_touches AS (\(kept))")
    if collapsing {
      tables.append(
        """
        lw_touches AS (SELECT u, j, t, c, v, CASE WHEN b = h THEN NULL ELSE h END AS h FROM (
          SELECT u, j, t, c, v, h, LAG(h) OVER (PARTITION BY u, j, CASE WHEN h IS NULL THEN 0
            ELSE 1 END ORDER BY t, c, h) AS b FROM lw_kept) q4)
        """)
    }
    return "WITH " + tables.joined(separator: ",\n")
  }

  private var rowTable: String {
    query.countsDuplicatesOnce
      ? "lw_once AS (SELECT DISTINCT u, t, c, ch, v FROM \(counted))"
      : "lw_once AS \(texts.inlined)(SELECT u, t, c, ch, v FROM \(counted))"
  }

  /// The rows with the number of their journey within the user's.
  private var journeyRows: String {
    switch query.journeys {
    case .user: "lw_numbered AS \(texts.inlined)(SELECT u, 0 AS j, t, c, ch, v FROM lw_once)"
    case .conversion:
      """
      lw_numbered AS (SELECT u, COALESCE(SUM(c) OVER (PARTITION BY u ORDER BY t, c, CASE WHEN ch = '' THEN 1 ELSE 0 END, ch, v
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS j, t, c, ch, v FROM lw_once)
      """
    }
  }

  /// When journeys end, where that decides which touches count.
  private var ends: String? {
    switch (query.journeys, lookback) {
    case (.conversion, nil): nil
    case (.user, nil):
      "lw_ends AS (SELECT u AS eu, 0 AS ej, MAX(t) AS e FROM lw_numbered WHERE c = 1 GROUP BY u)"
    case (_, .some):
      """
      lw_ends AS (SELECT u AS eu, j AS ej, COALESCE(MAX(CASE WHEN c = 1 THEN t END), MAX(t)) AS e
        FROM lw_numbered GROUP BY u, j)
      """
    }
  }

  private var kept: String {
    guard ends != nil else {
      return "SELECT u, j, t, c, v, NULLIF(ch, '') AS h FROM lw_numbered"
    }
    let key = query.journeys == .user ? "u = eu" : "u = eu AND j = ej"
    let first = lookback.map { " AND t >= e - \($0)" } ?? ""
    return """
      SELECT u, j, t, c, v, CASE WHEN ch <> '' AND (e IS NULL OR (t <= e\(first))) THEN ch END AS h
        FROM lw_numbered LEFT JOIN lw_ends ON \(key)
      """
  }
}
