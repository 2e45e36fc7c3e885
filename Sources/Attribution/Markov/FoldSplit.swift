import Probability

/// Journeys dealt to folds at random, one by one: each path's conversions and nulls are split exactly
/// as independent fair draws split them.
///
/// A path's draws come from a stream of its own, addressed by its place in the canonical order, so a
/// split depends on the seed and the counts alone.
struct FoldSplit {
  /// How many folds there are.
  static let folds = 5
  /// What each fold holds.
  let parts: [PathCounts]

  /// Deals the journeys of all paths; value is left out.
  init(_ counts: PathCounts, seed: UInt64) {
    let zeros = [Int](repeating: 0, count: counts.conversions.count)
    var parts = Array(
      repeating: PathCounts(conversions: zeros, value: zeros, nulls: zeros), count: Self.folds)
    let root = RandomStream(seed: seed, stream: 0x666F_6C64)
    for path in zeros.indices {
      if counts.conversions[path] + counts.nulls[path] == 0 { continue }
      var draws = Draws(stream: root.substream(UInt64(path)))
      for _ in 0..<counts.conversions[path] { parts[draws.next()].conversions[path] += 1 }
      for _ in 0..<counts.nulls[path] { parts[draws.next()].nulls[path] += 1 }
    }
    self.parts = parts
  }

  /// Fair draws of a fold: the 27 digits of a uniform number below 5^27 in base 5.
  private struct Draws {
    private static let digits = 27
    private static let period: UInt64 = 7_450_580_596_923_828_125
    var stream: RandomStream
    private var pool: UInt64 = 0
    private var left = 0

    init(stream: RandomStream) { self.stream = stream }

    mutating func next() -> Int {
      if left == 0 {
        repeat { pool = stream.next() } while pool >= 2 * Self.period
        pool %= Self.period
        left = Self.digits
      }
      left -= 1
      let (rest, digit) = pool.quotientAndRemainder(dividingBy: UInt64(FoldSplit.folds))
      pool = rest
      return Int(digit)
    }
  }
}
