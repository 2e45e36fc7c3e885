/// Stated weights for the first touch, the touches between together, and the last touch.
///
/// The touches between share their weight equally. A journey of one touch gives it all, one of two
/// touches shares in proportion of the weights of first and last (equally if both are zero).
package struct PositionCredit: CreditModel {
  private let paths: PathList
  private let byLength: PathsByLength
  private let first: Double
  private let between: Double
  private let last: Double

  /// Prepares the rule for the paths of the data.
  ///
  /// - Throws: `badOptions` unless there are three weights, none negative, and not all zero.
  package init(paths: PathList, options: AttributionOptions) throws(AttributionError) {
    let weights = options.positionWeights
    let total = weights.reduce(0, +)
    guard weights.count == 3, weights.allSatisfy({ $0 >= 0 }), total > 0, total.isFinite else {
      throw .badOptions(
        "Position weights are three numbers for first touch, touches between and last touch, "
          + "none negative and not all zero; \(weights) are not.")
    }
    self.paths = paths
    byLength = PathsByLength(paths)
    first = weights[0] / total
    between = weights[1] / total
    last = weights[2] / total
  }

  /// Each place is summed as integers by length, then weighted.
  package func credit(_ counts: PathCounts) -> Credit {
    var tally = ExactTally(channels: paths.channels.count)
    var sum = CreditSum(channels: paths.channels.count)
    for (length, group) in byLength.groups {
      let ends = endWeights(length)
      for (places, weight) in [(0..<1, ends.first), (length - 1..<length, ends.last)]
      where weight > 0 {
        add(places, of: group, counts, to: &tally)
        tally.drain(into: &sum, times: weight)
      }
      guard length > 2 else { continue }
      add(1..<length - 1, of: group, counts, to: &tally)
      tally.drain(into: &sum, times: between, over: Double(length - 2))
    }
    return sum.credit
  }

  private func endWeights(_ length: Int) -> (first: Double, last: Double) {
    switch length {
    case 1: (1, 0)
    case 2 where first + last > 0: (first / (first + last), last / (first + last))
    case 2: (0.5, 0.5)
    default: (first, last)
    }
  }

  private func add(
    _ places: Range<Int>, of group: ArraySlice<Int32>, _ counts: PathCounts,
    to tally: inout ExactTally
  ) {
    for path in group.lazy.map({ Int($0) }) {
      let (conversions, value) = (counts.conversions[path], counts.value[path])
      guard conversions != 0 || value != 0 else { continue }
      for place in places {
        tally.add(
          Int(paths.touches[paths.offsets[path] + place]), conversions: Int128(conversions),
          value: Int128(value))
      }
    }
  }
}
