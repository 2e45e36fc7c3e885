/// All credit to the first touch of a journey.
package struct FirstTouch: CreditModel {
  private let paths: PathList

  /// Prepares the rule for the paths of the data.
  package init(paths: PathList, options: AttributionOptions) { self.paths = paths }

  /// Whole numbers up to 2^53 are exact.
  package func credit(_ counts: PathCounts) -> Credit {
    counts.creditedToOneTouch(of: paths) { paths.offsets[$0] }
  }
}

extension PathCounts {
  /// Gives all of a path to one of its touches.
  ///
  /// - Parameter touch: the place of that touch in `PathList.touches`, by path.
  func creditedToOneTouch(of paths: PathList, _ touch: (_ path: Int) -> Int) -> Credit {
    var tally = ExactTally(channels: paths.channels.count)
    for path in 0..<paths.count where conversions[path] != 0 || value[path] != 0 {
      tally.add(
        Int(paths.touches[touch(path)]), conversions: Int128(conversions[path]),
        value: Int128(value[path]))
    }
    var sum = CreditSum(channels: paths.channels.count)
    tally.drain(into: &sum, times: 1)
    return sum.credit
  }
}
