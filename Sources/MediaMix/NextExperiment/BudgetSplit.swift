/// The best split of one total over channels whose outcomes add up: exact on a grid of amounts.
///
/// Amounts move from today's by multiples of a unit of money, between bounds for each channel, and
/// the moves add up to zero. Dynamic programming over the channels finds the best of all such
/// splits, whatever the shape of the curves.
package struct BudgetSplit: Sendable {
  /// A split: each channel's move from today, in units.
  package struct Choice: Sendable, Equatable {
    package var moves: [Int]
    /// The sum of the curves at it.
    package var value: Double
  }

  /// Today's spend of each channel.
  package let spend: [Double]
  /// The multiples of today's spend at which curves are given, increasing.
  package let multiples: [Double]
  /// The moves that each channel may make, zero among them.
  package let moves: [ClosedRange<Int>]
  /// The money of one unit.
  package let unit: Double

  /// Where a move stands between the multiples: `multiples[index]` and a fraction of the way on.
  private struct Place: Sendable {
    var index: Int
    var fraction: Double
  }
  private let places: [[Place]]

  /// - Parameters:
  ///   - spend: today's spend of each channel, not negative.
  ///   - multiples: where curves are given, increasing from the least to the most allowed multiple;
  ///     1 lies among them.
  ///   - units: how many units the total is worth.
  package init(spend: [Double], multiples: [Double], units: Int = 100) {
    self.spend = spend
    self.multiples = multiples
    let unit = spend.reduce(0, +) / Double(max(units, 1))
    self.unit = unit
    let (least, most) = (multiples.first ?? 1, multiples.last ?? 1)
    moves = spend.map { money in
      guard unit > 0 else { return 0...0 }
      // A move that is whole up to rounding is whole.
      let down = Int(((1 - least) * money / unit + 1e-9).rounded(.down))
      let up = Int(((most - 1) * money / unit + 1e-9).rounded(.down))
      return -max(down, 0)...max(up, 0)
    }
    places = zip(spend, moves).map { money, moves in
      moves.map { move in
        let multiple = money > 0 ? 1 + Double(move) * unit / money : 1
        let index = max(0, (multiples.firstIndex { $0 > multiple } ?? multiples.count) - 1)
        let next = min(index + 1, multiples.count - 1)
        let width = multiples[next] - multiples[index]
        return Place(
          index: index, fraction: width > 0 ? (multiple - multiples[index]) / width : 0)
      }
    }
  }

  package var channelCount: Int { spend.count }

  /// The outcome of a channel at a move.
  package func value(_ channel: Int, move: Int, _ curve: [Double]) -> Double {
    let place = places[channel][move - moves[channel].lowerBound]
    let next = min(place.index + 1, curve.count - 1)
    return curve[place.index] + place.fraction * (curve[next] - curve[place.index])
  }

  /// The outcome of a split.
  package func value(_ choice: [Int], _ curves: [[Double]]) -> Double {
    choice.indices.reduce(0) { $0 + value($1, move: choice[$1], curves[$1]) }
  }

  /// The best split.
  ///
  /// - Parameter curves: each channel's outcome at the multiples.
  package func best(_ curves: [[Double]]) -> Choice {
    let (low, high) = sums()
    // best[s - low[c]]: the best outcome of the first c channels whose moves add up to s.
    var best = [0.0]
    var taken: [[Int16]] = []
    for c in spend.indices {
      let (before, width) = (low[c], high[c + 1] - low[c + 1] + 1)
      let outcomes = moves[c].map { value(c, move: $0, curves[c]) }
      let first = moves[c].lowerBound
      var next = [Double](repeating: -.infinity, count: width)
      var choice = [Int16](repeating: 0, count: width)
      for (j, outcome) in outcomes.enumerated() {
        let shift = before + first + j - low[c + 1]
        let start = max(0, -shift)
        for k in start..<max(start, min(best.count, width - shift)) {
          let sum = best[k] + outcome
          if sum > next[k + shift] {
            next[k + shift] = sum
            choice[k + shift] = Int16(truncatingIfNeeded: first + j)
          }
        }
      }
      best = next
      taken.append(choice)
    }
    var moves = [Int](repeating: 0, count: spend.count)
    var sum = 0
    for c in spend.indices.reversed() {
      moves[c] = Int(taken[c][sum - low[c + 1]])
      sum -= moves[c]
    }
    return Choice(moves: moves, value: best[-low[spend.count]])
  }

  /// The least and the most that the moves of the first c channels can add up to, so that the others
  /// can still bring the sum back to zero; c = 0, 1, ..., C.
  private func sums() -> (low: [Int], high: [Int]) {
    var (down, up) = ([0], [0])
    for range in moves {
      down.append(down[down.count - 1] + range.lowerBound)
      up.append(up[up.count - 1] + range.upperBound)
    }
    let (allDown, allUp) = (down[moves.count], up[moves.count])
    let low = down.indices.map { max(down[$0], -(allUp - up[$0])) }
    let high = down.indices.map { min(up[$0], -(allDown - down[$0])) }
    return (low, high)
  }
}
