/// Collapses long exports, one file a platform, into one wide table a period.
///
/// The result has a column `day`, `week` or `month` with the first day of each period, the columns
/// `<channel>_spend` and `<channel>_exposure` of every channel in alphabetical order, and the KPI
/// columns. Days without a row in an export are days without delivery: zero. Amounts are summed in
/// millionths, so totals match to the cent and the order of rows does not matter.
public enum LongPanel {
  /// An export with its rows read.
  public struct Source: Sendable {
    /// Which columns mean what.
    public let options: MediaSource
    /// The rows.
    public let table: Table
    /// The map, where the channel is found by one.
    public let rules: ChannelRules?

    /// Joins what belongs together.
    public init(_ options: MediaSource, _ table: Table, rules: ChannelRules? = nil) {
      self.options = options
      self.table = table
      self.rules = rules
    }
  }

  /// What the business measured: a file with a row a day or period.
  public struct KPI: Sendable {
    /// The rows.
    public let table: Table
    /// The column of days.
    public let time: String
    /// The columns to sum, and what they are called in the panel.
    public let columns: [(name: String, column: String)]

    /// Describes the file.
    public init(_ table: Table, time: String, columns: [(name: String, column: String)]) {
      self.table = table
      self.time = time
      self.columns = columns
    }
  }

  /// What happens to the spend of campaigns that no rule fits.
  public enum Unmatched: String, Sendable, Codable {
    /// The panel is refused.
    case refuse
    /// The campaigns are left out and listed in the panel's `skipped`.
    case drop
  }

  /// Makes the panel.
  ///
  /// Periods the KPI covers in part are dropped. Periods of the year before its first are kept, with
  /// an empty KPI, where every export covers them: they warm the carry-over of advertising up.
  ///
  /// - Throws: `uncoveredRange` where an export does not reach over the KPI's days,
  ///   `unmatchedCampaigns` with their spend, `duplicateRow`, `wholeRangeExport`, `negativeSpend`,
  ///   `twoCurrencies`, `timeGap` in the KPI, and what reading the columns throws.
  public static func collapse(
    sources: [Source], kpi: KPI, every: PanelPeriod, weekStart: Weekday = .monday,
    unmatched: Unmatched = .refuse
  ) throws(TableError) -> Table {
    let calendar = PeriodCalendar(every: every, weekStart: weekStart)
    let currency = try currency(sources.map(\.table) + [kpi.table])
    let target = try KPIPeriods(kpi, calendar)
    var exports: [SourceRows] = []
    for source in sources { exports.append(try SourceRows(source, calendar)) }
    for export in exports { try checkCoverage(export, target.range, kpi) }
    let lists = exports.flatMap { unmatchedCampaigns($0) }
    if unmatched == .refuse, let first = lists.first { throw refusal(lists, first) }

    let periods = leadIn(exports, target, calendar) + target.periods
    var sums = try PanelSums(periods, sources)
    for (export, source) in zip(exports, sources) {
      try sums.add(export, hasExposure: source.options.exposure != nil)
    }
    let leading = periods.count - target.periods.count
    var columns: [(name: String, values: Table.Values)] = [
      (every.rawValue, .texts(periods.map { $0.lowerBound.description }))
    ]
    columns += sums.columns
    for (name, values) in zip(kpi.columns.map(\.name), target.sums) {
      let empty = [Double?](repeating: nil, count: leading)
      columns.append((name, .numbers(empty + values.map { Double($0) / 1e6 })))
    }
    return Table(
      source: kpi.table.source, columns: columns, currency: currency,
      skipped: target.skipped + exports.flatMap(\.skipped) + sums.skipped + lists.map(\.line))
  }

  /// The currency all files share.
  private static func currency(_ tables: [Table]) throws(TableError) -> String? {
    var known: (currency: Currency, source: String)?
    for table in tables {
      guard let name = table.currency else { continue }
      let found = Currency(name: name)
      guard let (currency, source) = known else {
        known = (found, table.source)
        continue
      }
      guard currency.agrees(with: found) else {
        throw TableError(
          .twoCurrencies, source: table.source,
          "amounts are in \(found.name), those of \(source) in \(currency.name)",
          remedy: "convert all amounts to one currency first")
      }
      known = (currency.merged(with: found), source)
    }
    return known?.currency.name
  }

  /// Whole periods before the KPI's first that every export covers.
  private static func leadIn(
    _ exports: [SourceRows], _ target: KPIPeriods, _ calendar: PeriodCalendar
  ) -> [ClosedRange<CivilDate>] {
    guard let start = exports.map(\.covered.lowerBound).max(),
      let first = target.periods.first?.lowerBound, start < first
    else { return [] }
    let yearBefore = first.adding(days: -366)
    return calendar.wholePeriods(in: max(start, yearBefore)...first.adding(days: -1))
  }
}
