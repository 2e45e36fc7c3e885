/// The exact Shapley value of a game of rates, by sums over all subsets.
///
/// The sums within every coalition come from the fast zeta transform, in place: one bit after another,
/// each set with the bit adds what the set without it holds. With v(S) the quotient of the sums,
///
///     φ(i) = Σ over S that hold i of v(S) (|S|-1)! (n-|S|)! / n!
///          - Σ over S without i  of v(S) |S|! (n-|S|-1)! / n!
///
/// so one weight a set is added where i belongs to it, and one subtracted from all.
///
/// - Complexity: O(*n* 2^*n*) integer additions for n channels, and three arrays of 2^*n* numbers.
enum ExactRateGame {
  /// The channels' Shapley values; there are at most 62 of them, and the sums of each kind fit `Int`.
  static func worth(of game: RateGame.Game, _ sets: ChannelSets) -> [Double] {
    let n = sets.channels.count
    guard n > 0 else { return [] }
    var numerator = Array(repeating: 0, count: 1 << n)
    var journeys = numerator
    for set in 0..<sets.count {
      let mask = Int(sets.mask(set))
      numerator[mask] = game.numerator[set]
      journeys[mask] = game.journeys[set]
    }
    sumOverSubsets(&numerator, bits: n)
    sumOverSubsets(&journeys, bits: n)
    return shapleyValues(numerator, over: journeys, bits: n)
  }

  /// Replaces each element by the sum of the elements whose index is a subset of its own.
  private static func sumOverSubsets(_ table: inout [Int], bits: Int) {
    table.withUnsafeMutableBufferPointer { table in
      // Every index stays below the table's 2^bits elements.
      for bit in 0..<bits {
        let half = 1 << bit
        for block in stride(from: 0, to: table.count, by: 2 * half) {
          for low in block..<block + half { table[low + half] &+= table[low] }
        }
      }
    }
  }

  private static func shapleyValues(
    _ numerator: [Int], over journeys: [Int], bits n: Int
  ) -> [Double] {
    // before[s] = s! (n-s-1)! / n!, the chance that a set of s comes before a given channel.
    var before = Array(repeating: 1 / Double(n), count: n)
    for size in 1..<max(n, 1) {
      before[size] = before[size - 1] * Double(size) / Double(n - size)
    }
    var subtracted = 0.0
    var added = Array(repeating: 0.0, count: numerator.count)
    for set in 1..<numerator.count where journeys[set] != 0 {
      let size = set.nonzeroBitCount
      let value = Double(numerator[set]) / Double(journeys[set])
      let without = size < n ? before[size] * value : 0
      subtracted += without
      added[set] = without + before[size - 1] * value
    }
    return sumsByMember(&added, bits: n).map { $0 - subtracted }
  }

  /// For each bit, the sum of the elements whose index holds it: the upper half belongs to the highest
  /// bit, and is then folded onto the lower one.
  private static func sumsByMember(_ table: inout [Double], bits: Int) -> [Double] {
    var sums = Array(repeating: 0.0, count: bits)
    table.withUnsafeMutableBufferPointer { table in
      for bit in (0..<bits).reversed() {
        let half = 1 << bit
        var sum = 0.0
        for low in 0..<half {
          sum += table[low + half]
          table[low] += table[low + half]
        }
        sums[bit] = sum
      }
    }
    return sums
  }
}
