/// Equal credit to every touch of a journey; a channel that is touched twice gets two parts.
package struct LinearCredit: CreditModel {
  private let paths: PathList
  private let byLength: PathsByLength

  /// Prepares the rule for the paths of the data.
  package init(paths: PathList, options: AttributionOptions) {
    self.paths = paths
    byLength = PathsByLength(paths)
  }

  /// Touches times conversions are summed as integers by length, then divided by it.
  package func credit(_ counts: PathCounts) -> Credit {
    var tally = ExactTally(channels: paths.channels.count)
    var sum = CreditSum(channels: paths.channels.count)
    for (length, group) in byLength.groups {
      for path in group.lazy.map({ Int($0) }) {
        let (conversions, value) = (counts.conversions[path], counts.value[path])
        guard conversions != 0 || value != 0 else { continue }
        for channel in paths[path] {
          tally.add(Int(channel), conversions: Int128(conversions), value: Int128(value))
        }
      }
      tally.drain(into: &sum, times: 1, over: Double(length))
    }
    return sum.credit
  }
}
