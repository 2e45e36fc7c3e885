/// Validated journeys, counted: the only way into attribution.
package struct AttributionData: Sendable {
  /// The distinct paths.
  package var paths: PathList
  /// What came of them.
  package var counts: PathCounts
  /// Converting journeys, for models that need single ones and for the bootstrap.
  package var converting: ConvertingJourneys
  /// Users, for the bootstrap.
  package var units: ResamplingUnits
  /// Journeys with their times, where a model asked for them and the data have times.
  package var timed: TimedJourneys?
  /// Counts of the journeys that ended within each window that was asked for.
  package var windows: [PathCounts] = []
  /// What was read and left out, as a report shows it.
  package var intake: Intake

  /// Takes counted journeys.
  package init(
    paths: PathList, counts: PathCounts, converting: ConvertingJourneys, units: ResamplingUnits,
    intake: Intake
  ) {
    self.paths = paths
    self.counts = counts
    self.converting = converting
    self.units = units
    self.intake = intake
  }
}

/// What was read and what was left out.
package struct Intake: Sendable, Equatable {
  /// The file or source, as it is shown.
  package var source = ""
  /// Rows read.
  package var rows = 0
  /// Users, or 0 where the data do not know them.
  package var users = 0
  /// Journeys; of a collapsed file, conversions and nulls together.
  package var journeys = 0
  /// Journeys with a conversion.
  package var convertingJourneys = 0
  /// Rows left out because a row before them is the same.
  package var duplicates = 0
  /// Rows left out because consent was denied.
  package var denied = 0
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
  /// Whether the data have times.
  package var hasTimes = false
  /// Journeys by number of touches, 1 first; the last entry holds all longer ones.
  package var lengths: [Int] = []
  /// Converting journeys by days from first to last touch, 0 first; the last entry holds all longer.
  package var lagDays: [Int] = []
  /// Bytes of events that were written to disk.
  package var spilled = 0

  /// Makes an empty record.
  package init() {}
}
