/// A distinct path, and the journeys that took it.
public struct PathRow: Sendable, Hashable {
  /// The channels in order; empty for conversions that no touch came before.
  public let channels: [String]
  /// The journeys.
  public let counts: JourneyCounts
}

/// A distinct set of channels, and the journeys that touched just these.
public struct ChannelSetRow: Sendable, Hashable {
  /// The channels by the bytes of their names; empty for conversions that no touch came before.
  public let channels: [String]
  /// The journeys.
  public let counts: JourneyCounts
}

/// A step from one touch of a journey to the next, and the journeys that took it.
public struct EdgeRow: Sendable, Hashable {
  /// The channel of the touch before; nil at a journey's start.
  public let from: String?
  /// The channel of the touch; nil at a journey's end, by conversion or without.
  public let to: String?
  /// The journeys, each as often as it took the step.
  public let counts: JourneyCounts
}

/// Journeys, and what came of them.
public struct JourneyCounts: Sendable, Hashable {
  /// All journeys.
  public var journeys: Int
  /// Journeys with one conversion or more.
  public var convertingJourneys: Int
  /// The conversions of the journeys; several of one journey count all.
  public var conversions: Int
  /// The value of the conversions, in millionths of money.
  public var valueMillionths: Int
  /// Journeys without conversion.
  public var nulls: Int

  /// Makes counts.
  public init(
    journeys: Int, convertingJourneys: Int, conversions: Int, valueMillionths: Int, nulls: Int
  ) {
    self.journeys = journeys
    self.convertingJourneys = convertingJourneys
    self.conversions = conversions
    self.valueMillionths = valueMillionths
    self.nulls = nulls
  }
}

/// What a table of touches holds, before any rule of journeys.
public struct TouchSummary: Sendable, Equatable {
  /// All rows.
  public var rows: Int
  /// Distinct users of rows with user and time.
  public var users: Int
  /// Rows without user.
  public var withoutUser: Int
  /// Rows without time, or with a text that is none.
  public var withoutTime: Int
  /// Rows without channel that are no conversions; they are left out.
  public var withoutChannel: Int
  /// Conversions on rows with user and time.
  public var conversions: Int
  /// Conversions without channel: conversions without a touch of their own.
  public var conversionsWithoutChannel: Int
  /// Users with more than one conversion.
  public var repeatConverters: Int
  /// Value of the conversions, in millionths of money.
  public var valueMillionths: Int
  /// First and last time, in microseconds since 1970 UTC; nil without rows.
  public var span: ClosedRange<Int>?
  /// Whether any time is within a day; otherwise all are whole days in UTC.
  public var hasTimesOfDay: Bool
}
