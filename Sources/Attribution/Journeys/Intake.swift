/// What was read and what was left out.
package struct Intake: Sendable, Equatable {
  /// The file or source, as it is shown.
  package var source = ""
  /// Rows read.
  package var rows = 0
  /// Users, or 0 where the data do not know them.
  package var users = 0
  /// Whether users are counted, but not known as those of their journeys, each of which is resampled as
  /// if it were of another user.
  package var takesJourneysAsUsers = false
  /// Journeys; of a collapsed file, conversions and nulls together.
  package var journeys = 0
  /// Journeys with a conversion.
  package var convertingJourneys = 0
  /// Rows left out because a row before them is the same.
  package var duplicates = 0
  /// Rows left out because consent was denied.
  package var denied = 0
  /// Lines around the data that are none: totals, remarks.
  package var skippedLines = 0
  /// Rows left out because they name no user.
  package var withoutUser = 0
  /// Rows with a value that are no conversions; the value does not count.
  package var valueWithoutConversion = 0
  /// Rows left out because they name no channel and no conversion.
  package var withoutChannel = 0
  /// Conversions left out because their journey has no touch.
  package var conversionsWithoutTouch = 0
  /// Touches left out because they came after the last conversion.
  package var afterConversion = 0
  /// Touches left out because they lie before the lookback window.
  package var beforeLookback = 0
  /// Touches left out as direct ones beside others.
  package var direct = 0
  /// Touches merged with the one before.
  package var collapsed = 0
  /// Users with more than one conversion.
  package var repeatConverters = 0
  /// First and last time of the rows, in microseconds since 1970 UTC; nil where the data have no times.
  package var span: ClosedRange<Int>?
  /// Whether the data tell journeys without conversion.
  package var hasNulls = false
  /// Whether the data tell value.
  package var hasValue = false
  /// How many units of value make one unit of money: value is counted in millionths, or in billionths
  /// where a file has more decimals.
  package var valueUnits = 1e6
  /// Whether the data have times.
  package var hasTimes = false
  /// Journeys by number of touches, 1 first; the last entry holds all longer ones.
  package var lengths: [Int] = []
  /// Converting journeys by days from the first touch to the conversion that ends them, 0 first; the
  /// last entry holds all longer.
  package var lagDays: [Int] = []
  /// Bytes of events that were written to disk.
  package var spilled = 0

  /// Makes an empty record.
  package init() {}

  /// What was read and left out here and there together.
  func adding(_ other: Intake) -> Intake {
    var sum = self
    for place in [
      \Intake.users, \.journeys, \.convertingJourneys, \.duplicates, \.conversionsWithoutTouch,
      \.afterConversion, \.beforeLookback, \.direct, \.collapsed, \.repeatConverters,
    ] {
      sum[keyPath: place] += other[keyPath: place]
    }
    sum.lengths = Self.added(lengths, other.lengths)
    sum.lagDays = Self.added(lagDays, other.lagDays)
    return sum
  }

  private static func added(_ left: [Int], _ right: [Int]) -> [Int] {
    left.isEmpty ? right : zip(left, right).map(+)
  }
}
