/// How touches become journeys, in the units of the events.
struct JourneyOptions: Sendable {
  var rule: AttributionOptions.JourneyRule
  var collapse: AttributionOptions.CollapseRule
  /// Microseconds.
  var lookback: Int?
  var sessionGap: Int
  var dropsDuplicates: Bool
  /// Whether direct touches are left out of journeys that have others.
  var dropsDirect: Bool
  /// Microseconds in which a touch loses half of its weight; nil where nobody asks.
  var halfLife: Double?
  /// Whether journeys are kept with their times.
  var keepsTimes: Bool
  /// Windows whose journeys are counted by themselves.
  var windows: [ClosedRange<Int>]

  init(
    _ options: AttributionOptions, hasTimes: Bool, hasClock: Bool, windows: [ClosedRange<Int>]
  ) {
    rule = options.journeys
    collapse = options.collapse
    lookback = options.lookbackDays.map { Int(($0 * 86_400e6).rounded()) }
    sessionGap = Int((options.sessionGapMinutes * 60e6).rounded())
    dropsDuplicates = options.duplicates == .drop && hasClock
    dropsDirect = options.direct == .drop
    halfLife =
      hasTimes && options.models.contains(.timeDecay) ? options.halfLifeDays * 86_400e6 : nil
    keepsTimes = hasTimes && options.models.contains(.hazard)
    self.windows = windows
  }
}
