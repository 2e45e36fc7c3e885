/// Converting journeys, those that look alike as one entry, in canonical order: by path, conversions,
/// value and time shares.
///
/// Of a collapsed file each path is one entry whose conversions share the value alike.
package struct ConvertingJourneys: Sendable, Equatable {
  /// The path of each entry.
  package var path: [Int32] = []
  /// How many journeys each entry stands for.
  package var journeys: [Int] = []
  /// The conversions of all of an entry's journeys together.
  package var conversions: [Int] = []
  /// The value of all of an entry's journeys together, in millionths of money.
  package var value: [Int] = []
  /// What time decay gives each touch of the entry's path, in 2^-32 of the whole, end to end.
  ///
  /// Empty where it was not asked for or times are unknown. The last touch takes what the others
  /// leave, whatever stands here.
  package var shares: [UInt32] = []
  /// Where an entry's shares start; one more entry than there are entries, or empty like `shares`.
  package var shareOffsets: [Int] = []

  /// What all shares of a path sum to.
  package static let whole = 1 << 32

  /// Makes an empty list.
  package init() {}

  /// How many entries there are.
  package var count: Int { path.count }
}
