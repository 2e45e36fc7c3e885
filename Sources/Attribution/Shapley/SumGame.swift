/// The Shapley value of the sum game: a coalition of channels is worth the conversions of all journeys
/// whose channels belong to it.
///
/// The value of that game is each journey's conversions shared equally over its distinct channels
/// (Zhao, Mahboobi and Bagheri 2018, "Shapley value methods for attribution modeling in online
/// advertising", arXiv:1804.05327): exact and linear in the sets for any number of channels.
package struct SumGame: CreditModel {
  private let pathSets: PathSets

  /// Prepares the game for the paths of the data.
  package init(paths: PathList, options: AttributionOptions) {
    self.init(PathSets(paths))
  }

  /// Prepares the game for paths whose sets were found before.
  package init(_ pathSets: PathSets) { self.pathSets = pathSets }

  /// Credits for counts of paths; `worth` are the credited conversions.
  ///
  /// - Throws: `refused` if a sum of counts exceeds 2^63.
  package func credit(_ counts: PathCounts) throws(AttributionError) -> Credit {
    Self.credit(try pathSets.counts(counts), of: pathSets.sets)
  }

  /// Credits for counts of sets.
  ///
  /// Sets of one size are summed as integers, then divided by it.
  package static func credit(_ counts: SetCounts, of sets: ChannelSets) -> Credit {
    let size = { (set: Int) in sets.offsets[set + 1] - sets.offsets[set] }
    let order = (0..<sets.count).sorted { (size($0), $0) < (size($1), $1) }
    var tally = ExactTally(channels: sets.channels.count)
    var sum = CreditSum(channels: sets.channels.count)
    for (place, set) in order.enumerated() {
      let (conversions, value) = (counts.conversions[set], counts.value[set])
      if conversions != 0 || value != 0 {
        for channel in sets[set] {
          tally.add(Int(channel), conversions: Int128(conversions), value: Int128(value))
        }
      }
      if place + 1 == order.count || size(order[place + 1]) != size(set) {
        tally.drain(into: &sum, times: 1, over: Double(size(set)))
      }
    }
    var credit = sum.credit
    credit.worth = sum.conversions
    return credit
  }
}
