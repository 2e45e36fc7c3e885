public import Attribution
import Interchange
public import Tables

/// A log of touches: a row for each contact of a user with a channel.
public struct TouchSource: Codable, Sendable, Equatable {
  /// The file, relative to the project file.
  public var path: String
  /// Which columns mean what.
  public var columns: TouchColumns
  /// A table of rules that map the log's channel names to channels.
  public var channelMap: String?
  /// How the file is read, if not as the project says.
  public var locale: TableLocale?
  /// How the file stores text, if not as the project says.
  public var encoding: TextEncoding?

  /// Makes a source.
  public init(path: String, columns: TouchColumns, channelMap: String? = nil) {
    self.path = path
    self.columns = columns
    self.channelMap = channelMap
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case path, user, time, channel, conversion, value, consent
    case channelMap = "channel_map"
    case locale, encoding
  }

  /// Reads a source; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    path = try container.decode(String.self, forKey: .path)
    columns = TouchColumns(
      user: try container.decode(String.self, forKey: .user),
      time: try container.decode(String.self, forKey: .time),
      channel: try container.decode(String.self, forKey: .channel),
      conversion: try container.decodeIfPresent(String.self, forKey: .conversion),
      value: try container.decodeIfPresent(String.self, forKey: .value),
      consent: try container.decodeIfPresent(String.self, forKey: .consent))
    channelMap = try container.decodeIfPresent(String.self, forKey: .channelMap)
    locale = try container.decodeIfPresent(TableLocale.self, forKey: .locale)
    encoding = try container.decodeIfPresent(TextEncoding.self, forKey: .encoding)
    guard columns.conversion != nil || columns.value != nil else {
      throw DecodingError.keyNotFound(
        CodingKeys.conversion,
        .init(codingPath: decoder.codingPath, debugDescription: "nothing marks conversions"))
    }
  }

  /// Writes the source.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(path, forKey: .path)
    try container.encode(columns.user, forKey: .user)
    try container.encode(columns.time, forKey: .time)
    try container.encode(columns.channel, forKey: .channel)
    try container.encodeIfPresent(columns.conversion, forKey: .conversion)
    try container.encodeIfPresent(columns.value, forKey: .value)
    try container.encodeIfPresent(columns.consent, forKey: .consent)
    try container.encodeIfPresent(channelMap, forKey: .channelMap)
    try container.encodeIfPresent(locale, forKey: .locale)
    try container.encodeIfPresent(encoding, forKey: .encoding)
  }
}

/// A file of collapsed paths: a row for each path, with what came of it.
public struct PathSource: Codable, Sendable, Equatable {
  /// The file, relative to the project file.
  public var path: String
  /// Which columns mean what.
  public var columns: PathColumns
  /// A table of rules that map the file's channel names to channels.
  public var channelMap: String?
  /// How the file is read, if not as the project says.
  public var locale: TableLocale?
  /// How the file stores text, if not as the project says.
  public var encoding: TextEncoding?

  /// Makes a source.
  public init(path: String, columns: PathColumns, channelMap: String? = nil) {
    self.path = path
    self.columns = columns
    self.channelMap = channelMap
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case path, journey, separator, conversions, value, nulls
    case channelMap = "channel_map"
    case locale, encoding
  }

  /// Reads a source; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    path = try container.decode(String.self, forKey: .path)
    columns = PathColumns(
      path: try container.decode(String.self, forKey: .journey),
      separator: try container.decodeIfPresent(String.self, forKey: .separator) ?? " > ",
      conversions: try container.decode(String.self, forKey: .conversions),
      value: try container.decodeIfPresent(String.self, forKey: .value),
      nulls: try container.decodeIfPresent(String.self, forKey: .nulls))
    guard !columns.separator.isEmpty else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath + [CodingKeys.separator],
          debugDescription: "a separator is needed, such as \" > \""))
    }
    channelMap = try container.decodeIfPresent(String.self, forKey: .channelMap)
    locale = try container.decodeIfPresent(TableLocale.self, forKey: .locale)
    encoding = try container.decodeIfPresent(TextEncoding.self, forKey: .encoding)
  }

  /// Writes the source.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(path, forKey: .path)
    try container.encode(columns.path, forKey: .journey)
    try container.encode(columns.separator, forKey: .separator)
    try container.encode(columns.conversions, forKey: .conversions)
    try container.encodeIfPresent(columns.value, forKey: .value)
    try container.encodeIfPresent(columns.nulls, forKey: .nulls)
    try container.encodeIfPresent(channelMap, forKey: .channelMap)
    try container.encodeIfPresent(locale, forKey: .locale)
    try container.encodeIfPresent(encoding, forKey: .encoding)
  }
}
