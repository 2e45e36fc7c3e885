/// Journeys with their times, those that look alike as one, in canonical order.
///
/// For models that know of time; times are rounded, see `hours`.
package struct TimedJourneys: Sendable, Equatable {
  /// Where a journey's touches start; one more entry than there are journeys.
  package var offsets: [Int] = [0]
  /// The channels of the touches, by rank.
  package var channels: [UInt16] = []
  /// How long before the journey's last touch each touch was, in hours, to about a tenth.
  package var hours: [Float] = []
  /// How many such journeys converted.
  package var converting: [Int] = []
  /// Their conversions together.
  package var conversions: [Int] = []
  /// The value of their conversions together, in millionths of money.
  package var value: [Int] = []
  /// How many such journeys did not convert.
  package var nulls: [Int] = []

  /// Makes an empty list.
  package init() {}

  /// How many distinct journeys there are.
  package var count: Int { converting.count }
}
