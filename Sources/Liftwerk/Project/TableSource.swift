public import Attribution
import Interchange

/// A table of touches in a warehouse, whose address the command line gives: a project file names no
/// service and no driver.
public struct TableSource: Codable, Sendable, Equatable {
  /// The table: a name, or several joined by dots.
  public var table: String
  /// Which columns mean what.
  public var columns: TouchColumns
  /// A table of rules that map the names in the column of channels to channels.
  public var channelMap: String?

  /// Makes a source.
  public init(table: String, columns: TouchColumns, channelMap: String? = nil) {
    self.table = table
    self.columns = columns
    self.channelMap = channelMap
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case table, user, time, channel, conversion, value
    case channelMap = "channel_map"
  }

  /// Reads a source; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    table = try container.decode(String.self, forKey: .table)
    columns = TouchColumns(
      user: try container.decode(String.self, forKey: .user),
      time: try container.decode(String.self, forKey: .time),
      channel: try container.decode(String.self, forKey: .channel),
      conversion: try container.decode(String.self, forKey: .conversion),
      value: try container.decodeIfPresent(String.self, forKey: .value))
    channelMap = try container.decodeIfPresent(String.self, forKey: .channelMap)
  }

  /// Writes the source.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(table, forKey: .table)
    try container.encode(columns.user, forKey: .user)
    try container.encode(columns.time, forKey: .time)
    try container.encode(columns.channel, forKey: .channel)
    try container.encodeIfPresent(columns.conversion, forKey: .conversion)
    try container.encodeIfPresent(columns.value, forKey: .value)
    try container.encodeIfPresent(channelMap, forKey: .channelMap)
  }
}
