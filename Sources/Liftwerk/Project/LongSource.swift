import Interchange
public import Tables

/// Platform exports, one file a platform with a row a day and campaign, and the file of the KPI;
/// they are collapsed to one row a period with the columns `NAME_spend` and `NAME_exposure` for
/// each channel.
public struct LongSource: Codable, Sendable, Equatable {
  /// The length of a period.
  public var every: PanelPeriod
  /// The day a week starts on; Monday if absent.
  public var weekStart: Weekday?
  /// What happens to the spend of campaigns that no rule of a map fits; refused if absent.
  public var unmatched: LongPanel.Unmatched?
  /// The platform exports.
  public var sources: [Export]
  /// The file of the KPI.
  public var kpi: Outcome

  /// Makes a source.
  public init(every: PanelPeriod = .week, sources: [Export], kpi: Outcome) {
    self.every = every
    self.sources = sources
    self.kpi = kpi
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case every
    case weekStart = "week_start"
    case unmatched, sources, kpi
  }

  /// Reads a source; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    every = try container.decodeIfPresent(PanelPeriod.self, forKey: .every) ?? .week
    weekStart = try container.decodeIfPresent(Weekday.self, forKey: .weekStart)
    unmatched = try container.decodeIfPresent(LongPanel.Unmatched.self, forKey: .unmatched)
    sources = try container.decode([Export].self, forKey: .sources)
    kpi = try container.decode(Outcome.self, forKey: .kpi)
  }

  /// One platform's export.
  public struct Export: Codable, Sendable, Equatable {
    /// The file, relative to the project file.
    public var path: String
    /// The column of days.
    public var time: String
    /// The channel of each row.
    public var channel: ChannelRule
    /// The column of money spent.
    public var spend: String
    /// The column of impressions, clicks or the like.
    public var exposure: String?
    /// The columns that, with the day, tell one row from another; found in the file if absent.
    public var key: [String]?
    /// The first day the export was made for, where its first row is later.
    public var from: String?
    /// The last day the export was made for, where its last row is earlier.
    public var to: String?
    /// How the file is read, if not as the project says.
    public var locale: TableLocale?
    /// How the file stores text, if not as the project says.
    public var encoding: TextEncoding?

    /// Makes an export.
    public init(
      path: String, time: String, channel: ChannelRule, spend: String, exposure: String? = nil,
      locale: TableLocale? = nil
    ) {
      self.path = path
      self.time = time
      self.channel = channel
      self.spend = spend
      self.exposure = exposure
      self.locale = locale
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case path, time, channel, spend, exposure, key, from, to, locale, encoding
    }

    /// Reads an export; an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      path = try container.decode(String.self, forKey: .path)
      time = try container.decode(String.self, forKey: .time)
      channel = try container.decode(ChannelRule.self, forKey: .channel)
      spend = try container.decode(String.self, forKey: .spend)
      exposure = try container.decodeIfPresent(String.self, forKey: .exposure)
      key = try container.decodeIfPresent([String].self, forKey: .key)
      from = try container.decodeIfPresent(String.self, forKey: .from)
      to = try container.decodeIfPresent(String.self, forKey: .to)
      locale = try container.decodeIfPresent(TableLocale.self, forKey: .locale)
      encoding = try container.decodeIfPresent(TextEncoding.self, forKey: .encoding)
    }
  }

  /// The file of the KPI.
  public struct Outcome: Codable, Sendable, Equatable {
    /// The file, relative to the project file.
    public var path: String
    /// The column of days or periods.
    public var time: String
    /// The column of money earned; it is called `revenue` in the panel.
    public var revenue: String?
    /// The column of conversions; it is called `conversions` in the panel.
    public var conversions: String?
    /// Further columns, which keep their names.
    public var columns: [String]
    /// How the file is read, if not as the project says.
    public var locale: TableLocale?
    /// How the file stores text, if not as the project says.
    public var encoding: TextEncoding?

    /// Makes an outcome.
    public init(
      path: String, time: String, revenue: String? = nil, conversions: String? = nil,
      columns: [String] = [], locale: TableLocale? = nil
    ) {
      self.path = path
      self.time = time
      self.revenue = revenue
      self.conversions = conversions
      self.columns = columns
      self.locale = locale
    }

    /// The columns to sum over a period, under the names they have in the panel.
    var named: [(name: String, column: String)] {
      var named = columns.map { (name: $0, column: $0) }
      if let conversions { named.insert((name: "conversions", column: conversions), at: 0) }
      if let revenue { named.insert((name: "revenue", column: revenue), at: 0) }
      return named
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case path, time, revenue, conversions, columns, locale, encoding
    }

    /// Reads an outcome; an unknown key, or no column at all, is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      path = try container.decode(String.self, forKey: .path)
      time = try container.decode(String.self, forKey: .time)
      revenue = try container.decodeIfPresent(String.self, forKey: .revenue)
      conversions = try container.decodeIfPresent(String.self, forKey: .conversions)
      columns = try container.decodeIfPresent([String].self, forKey: .columns) ?? []
      locale = try container.decodeIfPresent(TableLocale.self, forKey: .locale)
      encoding = try container.decodeIfPresent(TextEncoding.self, forKey: .encoding)
      if named.isEmpty {
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: decoder.codingPath,
            debugDescription: "name the KPI's column under revenue, conversions or columns."))
      }
    }
  }
}

/// How the channel of an export's row is found.
public enum ChannelRule: Codable, Sendable, Equatable {
  /// The whole file is one channel.
  case fixed(String)
  /// A column names the campaign, and a CSV file maps campaigns to channels.
  case column(String, map: String)

  private enum Keys: String, CodingKey, CaseIterable { case column, map }

  /// Reads a channel's name, or a column with a map.
  public init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      self = .fixed(name)
      return
    }
    try StrictDecoding.check(decoder, against: Keys.self)
    let container = try decoder.container(keyedBy: Keys.self)
    self = .column(
      try container.decode(String.self, forKey: .column),
      map: try container.decode(String.self, forKey: .map))
  }

  /// Writes the rule.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .fixed(let name):
      var container = encoder.singleValueContainer()
      try container.encode(name)
    case .column(let column, let map):
      var container = encoder.container(keyedBy: Keys.self)
      try container.encode(column, forKey: .column)
      try container.encode(map, forKey: .map)
    }
  }
}
