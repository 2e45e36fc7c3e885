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
