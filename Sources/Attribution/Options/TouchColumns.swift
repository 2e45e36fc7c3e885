/// Which columns of a touch log mean what.
public struct TouchColumns: Codable, Sendable, Equatable {
  /// The column of users; it only groups touches.
  public var user: String
  /// The column of times.
  public var time: String
  /// The column of channels.
  public var channel: String
  /// What marks conversions: a column of yes and no, or `column=text` such as `event_name=purchase`;
  /// if nil, rows with a value convert.
  public var conversion: String?
  /// The column of what conversions are worth, in money.
  public var value: String?
  /// The column that says whether the row may be used.
  public var consent: String?

  /// Names the columns.
  public init(
    user: String, time: String, channel: String, conversion: String? = nil, value: String? = nil,
    consent: String? = nil
  ) {
    self.user = user
    self.time = time
    self.channel = channel
    self.conversion = conversion
    self.value = value
    self.consent = consent
  }
}

/// Which columns of a file of collapsed paths mean what.
public struct PathColumns: Codable, Sendable, Equatable {
  /// The column of paths.
  public var path: String
  /// What stands between two channels of a path.
  public var separator: String
  /// The column of conversions.
  public var conversions: String
  /// The column of what the conversions are worth together, in money.
  public var value: String?
  /// The column of journeys without conversion.
  public var nulls: String?

  /// Names the columns.
  public init(
    path: String, separator: String = " > ", conversions: String, value: String? = nil,
    nulls: String? = nil
  ) {
    self.path = path
    self.separator = separator
    self.conversions = conversions
    self.value = value
    self.nulls = nulls
  }
}
