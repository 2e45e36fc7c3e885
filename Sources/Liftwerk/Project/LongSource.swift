import Interchange
public import Tables

/// Platform exports, one file a platform with a row a day and campaign, and the file of the KPI;
/// they are collapsed to one row a period with the columns `NAME_spend` and `NAME_exposure` for
/// each channel.
public struct LongSource: Codable, Sendable, Equatable {
  /// The length of a period.
  public enum Period: String, Codable, Sendable, CaseIterable {
    case day, week, month
  }

  /// The length of a period; a week starts on Monday.
  public var every: Period
  /// The platform exports.
  public var sources: [Export]
  /// The file of the KPI.
  public var kpi: Outcome

  /// Makes a source.
  public init(every: Period = .week, sources: [Export], kpi: Outcome) {
    self.every = every
    self.sources = sources
    self.kpi = kpi
  }

  enum CodingKeys: String, CodingKey, CaseIterable { case every, sources, kpi }

  /// Reads a source; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    every = try container.decodeIfPresent(Period.self, forKey: .every) ?? .week
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
    /// How the file is read, if not as the project says.
    public var locale: TableLocale?

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
      case path, time, channel, spend, exposure, locale
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
      locale = try container.decodeIfPresent(TableLocale.self, forKey: .locale)
    }
  }

  /// The file of the KPI.
  public struct Outcome: Codable, Sendable, Equatable {
    /// The file, relative to the project file.
    public var path: String
    /// The column of days or periods.
    public var time: String
    /// The column of the KPI; it is summed over a period.
    public var column: String
    /// How the file is read, if not as the project says.
    public var locale: TableLocale?

    /// Makes an outcome.
    public init(path: String, time: String, column: String, locale: TableLocale? = nil) {
      self.path = path
      self.time = time
      self.column = column
      self.locale = locale
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case path, time, revenue, conversions, column, locale
    }

    /// Reads an outcome; the column stands under `revenue`, `conversions` or `column`.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      path = try container.decode(String.self, forKey: .path)
      time = try container.decode(String.self, forKey: .time)
      let names = [CodingKeys.revenue, .conversions, .column].filter(container.contains)
      guard let key = names.first, names.count == 1 else {
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: decoder.codingPath,
            debugDescription: "name the KPI column under one of revenue, conversions and column"))
      }
      column = try container.decode(String.self, forKey: key)
      locale = try container.decodeIfPresent(TableLocale.self, forKey: .locale)
    }

    /// Writes the outcome.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(path, forKey: .path)
      try container.encode(time, forKey: .time)
      try container.encode(column, forKey: .column)
      try container.encodeIfPresent(locale, forKey: .locale)
    }
  }
}

/// How the channel of an export's row is found.
public enum ChannelRule: Codable, Sendable, Equatable {
  /// The whole file is one channel.
  case fixed(String)
  /// A column names the campaign; a two-column CSV file maps campaigns to channels, and without it
  /// the column names the channel itself.
  case column(String, map: String?)

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
      map: try container.decodeIfPresent(String.self, forKey: .map))
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
      try container.encodeIfPresent(map, forKey: .map)
    }
  }
}
