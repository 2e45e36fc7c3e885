/// Which touches to count, and how: a table with its columns, and the rules of journeys.
///
/// Rows without a user or a time are left out. A channel that is null or empty is none: such a row
/// counts only if it is a conversion, which then has no touch of its own. Value counts on rows that
/// are conversions.
///
/// Touches of a user are in the order of time; at one time, touches that are no conversions come
/// first, then by the bytes of the channel's name (none last), then by value.
public struct TouchQuery: Sendable, Equatable {
  /// The table: a name, or several joined by dots (`schema.table`); a name with a dot in it is
  /// written in double quotes.
  ///
  /// Names are quoted on their way, so case matters.
  public var table: String
  /// The columns.
  public var columns: Columns
  /// What makes a journey.
  public var journeys: JourneyRule = .user
  /// How many days before a journey's conversion, or its last touch if it has none, still count, to
  /// the microsecond and with the first one included; nil for all.
  public var lookbackDays: Double?
  /// Whether touches of one channel in a row count as one.
  public var collapsesRepeats = false
  /// Whether rows that agree in all five columns count once; a missing value and that of a row that
  /// is no conversion are as zero there.
  public var countsDuplicatesOnce = false

  /// The columns of a table of touches.
  public struct Columns: Sendable, Hashable {
    /// Who was touched.
    public var user: String
    /// When: a timestamp, a date, a text after ISO 8601 (UTC where it names no zone) or an integer.
    public var time: String
    /// By what; null or empty for none.
    public var channel: String
    /// Whether the row is a conversion.
    public var conversion: String
    /// The text that marks a conversion in its column; nil for a column of 0 and 1 or of truth.
    public var conversionText: String?
    /// What a conversion is worth; nil for none.
    public var value: String?
    /// What integer times count.
    public var epochUnit: EpochUnit = .seconds

    /// Names the columns.
    ///
    /// - Parameter conversion: the column, or `column=text` for one where a text marks conversions.
    public init(
      user: String, time: String, channel: String, conversion: String, value: String? = nil
    ) {
      self.user = user
      self.time = time
      self.channel = channel
      let parts = conversion.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      self.conversion = String(parts[0])
      conversionText = parts.count == 2 ? String(parts[1]) : nil
      self.value = value
    }
  }

  /// What makes a journey of a user's touches.
  public enum JourneyRule: String, Sendable, CaseIterable {
    /// One journey a user, ended by its last conversion; touches behind that are left out. A user
    /// without conversion is one journey without.
    case user
    /// Each conversion ends a journey, and the touches behind the last are one without conversion.
    case conversion
  }

  /// Names the table; rules are set afterwards.
  public init(table: String, columns: Columns) {
    self.table = table
    self.columns = columns
  }
}

/// What integer times count since 1970 UTC.
public enum EpochUnit: String, Sendable, CaseIterable {
  case seconds, milliseconds, microseconds

  var microseconds: Int {
    switch self {
    case .seconds: 1_000_000
    case .milliseconds: 1000
    case .microseconds: 1
    }
  }
}
