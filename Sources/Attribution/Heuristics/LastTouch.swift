/// All credit to the last touch of a journey.
package struct LastTouch: CreditModel {
  private let paths: PathList

  /// Prepares the rule for the paths of the data.
  package init(paths: PathList, options: AttributionOptions) { self.paths = paths }

  /// Whole numbers up to 2^53 are exact.
  package func credit(_ counts: PathCounts) -> Credit {
    counts.creditedToOneTouch(of: paths) { paths.offsets[$0 + 1] - 1 }
  }
}
