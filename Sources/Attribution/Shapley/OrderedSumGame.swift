/// The ordered Shapley value of the sum game: credit by channel and by place in the journey.
///
/// Zhao, Mahboobi and Bagheri (2018, arXiv:1804.05327) let the worth of a channel at a place be what
/// journeys with that channel at that place brought: with R(S, j, i) the conversions of the journeys
/// whose channels are exactly the set S and whose i-th touch is channel j,
///
///     φ(j, i) = Σ over S that hold j of R(S, j, i) / |S|
///
/// Where channel j has m touches in a journey, the journey's conversions count 1 / m at each of them
/// in R, so that the places of a channel sum to its unordered value, the equal share of each journey's
/// distinct channels.
package struct OrderedSumGame: CreditModel {
  /// How many places are told apart; the last holds all later touches.
  package static let places = 10

  private let paths: PathList
  /// What a touch adds to: its cell of `cells`, by place in `PathList.touches`.
  private let cellOfTouch: [Int32]
  /// The cells, by divisor, then place, then channel.
  private let cells: [Cell]

  /// Touches of one channel at one place that get the same part of a journey.
  private struct Cell: Hashable, Comparable, Sendable {
    /// |S| m, what a journey's conversions are divided by.
    var divisor: Int
    var place: Int
    var channel: Int

    static func < (a: Cell, b: Cell) -> Bool {
      (a.divisor, a.place, a.channel) < (b.divisor, b.place, b.channel)
    }
  }

  /// Prepares the game for the paths of the data.
  package init(paths: PathList, options: AttributionOptions) {
    self.paths = paths
    var numbers: [Cell: Int32] = [:]
    var cellOfTouch: [Int32] = []
    cellOfTouch.reserveCapacity(paths.touches.count)
    var times = Array(repeating: 0, count: paths.channels.count)
    for path in 0..<paths.count {
      var size = 0
      for channel in paths[path] {
        size += times[Int(channel)] == 0 ? 1 : 0
        times[Int(channel)] += 1
      }
      for (place, channel) in paths[path].enumerated() {
        let cell = Cell(
          divisor: size * times[Int(channel)], place: min(place, Self.places - 1),
          channel: Int(channel))
        let number = numbers[cell] ?? Int32(numbers.count)
        numbers[cell] = number
        cellOfTouch.append(number)
      }
      for channel in paths[path] { times[Int(channel)] = 0 }
    }
    cells = numbers.keys.sorted()
    var rank = Array(repeating: Int32(0), count: cells.count)
    for (place, cell) in cells.enumerated() {
      if let number = numbers[cell] { rank[Int(number)] = Int32(place) }
    }
    self.cellOfTouch = cellOfTouch.map { rank[Int($0)] }
  }

  /// Credits for counts of paths, with `byPlace` of the conversions.
  package func credit(_ counts: PathCounts) -> Credit {
    var conversions = Array(repeating: Int128(0), count: cells.count)
    var value = conversions
    for path in 0..<paths.count where counts.conversions[path] != 0 || counts.value[path] != 0 {
      for touch in paths.offsets[path]..<paths.offsets[path + 1] {
        conversions[Int(cellOfTouch[touch])] += Int128(counts.conversions[path])
        value[Int(cellOfTouch[touch])] += Int128(counts.value[path])
      }
    }
    var sum = CreditSum(channels: paths.channels.count)
    var byPlace = Array(
      repeating: Array(repeating: 0.0, count: paths.channels.count), count: Self.places)
    for (number, cell) in cells.enumerated() {
      let part = Double(conversions[number]) / Double(cell.divisor)
      byPlace[cell.place][cell.channel] += part
      sum.conversions[cell.channel] += part
      sum.value[cell.channel] += Double(value[number]) / Double(cell.divisor)
    }
    var credit = sum.credit
    credit.worth = sum.conversions
    credit.byPlace = byPlace
    return credit
  }
}
