/// One platform's export: a row a day and campaign.
public struct MediaSource: Sendable, Equatable {
  /// To which channel a row's spend belongs.
  public enum Channel: Sendable, Equatable {
    /// Every row to this one.
    case fixed(String)
    /// The rules of a map file decide by the text in a column, mostly the campaign's name.
    case mapped(column: String, map: String)
  }

  /// The file.
  public var path: String
  /// The column of days.
  public var time: String
  /// To which channel rows belong.
  public var channel: Channel
  /// The column of amounts spent.
  public var spend: String
  /// The column of impressions, clicks or whatever measures exposure.
  public var exposure: String?
  /// The columns that, with the day, tell one row from another.
  ///
  /// By default all columns of text and all whose name says that they hold an id.
  public var key: [String]?
  /// How the file writes numbers, where it differs from the project's other files.
  public var locale: TableLocale?
  /// How the file is encoded, where it does not show.
  public var encoding: TextEncoding?
  /// The first day the export was made for, where its first row is later.
  public var from: CivilDate?
  /// The last day the export was made for, where its last row is earlier.
  public var to: CivilDate?

  /// Describes an export.
  public init(
    path: String, time: String, channel: Channel, spend: String, exposure: String? = nil,
    key: [String]? = nil, locale: TableLocale? = nil, encoding: TextEncoding? = nil,
    from: CivilDate? = nil, to: CivilDate? = nil
  ) {
    self.path = path
    self.time = time
    self.channel = channel
    self.spend = spend
    self.exposure = exposure
    self.key = key
    self.locale = locale
    self.encoding = encoding
    self.from = from
    self.to = to
  }
}

extension MediaSource {
  /// How to read the file: as the project's files, but for what the source states.
  public func readOptions(_ project: ReadOptions = ReadOptions()) -> ReadOptions {
    var options = project
    options.locale = locale ?? project.locale
    options.encoding = encoding ?? project.encoding
    return options
  }
}

extension MediaSource: Codable {}

extension MediaSource.Channel: Codable {
  private enum Key: String, CodingKey, CaseIterable {
    case column, map
  }

  /// Reads a channel's name, or `{column: …, map: …}`.
  public init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      self = .fixed(name)
      return
    }
    let container = try decoder.container(keyedBy: Key.self)
    self = .mapped(
      column: try container.decode(String.self, forKey: .column),
      map: try container.decode(String.self, forKey: .map))
  }

  /// Writes what `init(from:)` reads.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .fixed(let name):
      var container = encoder.singleValueContainer()
      try container.encode(name)
    case .mapped(let column, let map):
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(column, forKey: .column)
      try container.encode(map, forKey: .map)
    }
  }
}
