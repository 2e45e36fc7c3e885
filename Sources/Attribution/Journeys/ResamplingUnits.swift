/// Users as the bootstrap sees them, those that look alike as one with their number.
package struct ResamplingUnits: Sendable, Equatable {
  /// Users whose only journey has no conversion, by path.
  package var nulls: [Int]
  /// Users whose only journey is an entry of `ConvertingJourneys`, by entry.
  package var converting: [Int]
  /// Users with several journeys.
  package var bundles: Bundles

  /// Takes users by their journeys.
  package init(nulls: [Int], converting: [Int], bundles: Bundles = Bundles()) {
    self.nulls = nulls
    self.converting = converting
    self.bundles = bundles
  }

  /// Users with several journeys, in canonical order.
  package struct Bundles: Sendable, Equatable {
    /// How many users each bundle stands for.
    package var users: [Int] = []
    /// Where a bundle's journeys start; one more entry than there are bundles.
    package var offsets: [Int] = [0]
    /// The journeys: an entry of `ConvertingJourneys`, or a path without conversion as its complement.
    package var journeys: [Int32] = []

    /// Makes an empty list.
    package init() {}
  }
}
