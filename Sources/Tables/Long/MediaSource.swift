/// What the columns of one platform's export are: a row a day and campaign.
public struct MediaSource: Sendable, Equatable {
  /// To which channel a row's spend belongs.
  public enum Channel: Sendable, Equatable {
    /// Every row to this one.
    case fixed(String)
    /// The rules of a map file decide by the text in a column, mostly the campaign's name.
    case mapped(column: String, map: String)
  }

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
  /// The first day the export was made for, where its first row is later.
  public var from: CivilDate?
  /// The last day the export was made for, where its last row is earlier.
  public var to: CivilDate?

  /// Describes an export.
  public init(
    time: String, channel: Channel, spend: String, exposure: String? = nil,
    key: [String]? = nil, from: CivilDate? = nil, to: CivilDate? = nil
  ) {
    self.time = time
    self.channel = channel
    self.spend = spend
    self.exposure = exposure
    self.key = key
    self.from = from
    self.to = to
  }
}
