import Foundation
import Probability
import Testing

/// The binomial distribution, summed term by term.
struct ExactBinomial {
  let trials: Int
  private let logTerms: [Double]

  init(trials: Int, probability: Double) {
    self.trials = trials
    let (hit, miss) = (log(probability), log1p(-probability))
    logTerms = (0...trials).map { k in
      let (n, k) = (Double(trials), Double(k))
      let choose = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
      return choose + (k == 0 ? 0 : k * hit) + (n == k ? 0 : (n - k) * miss)
    }
  }

  func probability(_ count: Int) -> Double { exp(logTerms[count]) }

  /// Twice the smaller tail that holds `count`, at most 1.
  func twoSided(_ count: Int) -> Double {
    let below = (0...count).reduce(0) { $0 + probability($1) }
    let above = (count...trials).reduce(0) { $0 + probability($1) }
    return min(1, 2 * min(below, above))
  }
}

/// An exact test that ranks are uniform on 0 ..< levels.
///
/// The empirical distribution function is compared with its binomial law at equally spaced points;
/// the statistic is the smallest pointwise p-value. Its own p-value is the probability that the
/// function of uniform ranks leaves the band of that pointwise level anywhere, computed by running
/// through the points (Säilynoja, Bürkner and Vehtari 2022, doi:10.1007/s11222-022-10090-6).
enum RankUniformity {
  /// - Parameters:
  ///   - ranks: one rank a replication.
  ///   - levels: the number of ranks there are, a multiple of `bins`.
  ///   - bins: the number of intervals between points.
  /// - Returns: the probability that uniform ranks look at least as bad.
  static func pValue(_ ranks: [Int], levels: Int, bins: Int) -> Double {
    let points = (1..<bins).map { bin in
      ExactBinomial(trials: ranks.count, probability: Double(bin) / Double(bins))
    }
    let counts = (1..<bins).map { bin in
      ranks.count { $0 < levels / bins * bin }
    }
    let worst = zip(points, counts).map { $0.twoSided($1) }.min() ?? 1
    let bands = points.map { band($0, level: worst * (1 + 1e-9)) }
    return 1 - stayProbability(bands, count: ranks.count, bins: bins)
  }

  /// The counts whose two-sided p-value exceeds `level`; nil if none does.
  private static func band(_ point: ExactBinomial, level: Double) -> ClosedRange<Int>? {
    var cumulative = [Double](repeating: 0, count: point.trials + 2)
    for k in 0...point.trials { cumulative[k + 1] = cumulative[k] + point.probability(k) }
    let total = cumulative[point.trials + 1]
    let inside = (0...point.trials).filter {
      2 * min(cumulative[$0 + 1], total - cumulative[$0]) > level
    }
    guard let first = inside.first, let last = inside.last else { return nil }
    return first...last
  }

  /// The probability that the counts of uniform ranks below each point stay in their bands.
  private static func stayProbability(
    _ bands: [ClosedRange<Int>?], count n: Int, bins: Int
  ) -> Double {
    let logFactorials = (0...n).map { logGamma(Double($0) + 1) }
    var state = [Double](repeating: 0, count: n + 1)
    state[0] = 1
    for (index, band) in bands.enumerated() {
      guard let band else { return 0 }
      // Of the ranks not yet counted, each falls below the next point with this probability.
      let share = 1 / Double(bins - index)
      let (hit, miss) = (log(share), log1p(-share))
      var next = [Double](repeating: 0, count: n + 1)
      for (before, weight) in state.enumerated() where weight > 0 {
        for after in max(before, band.lowerBound)...max(before, band.upperBound)
        where band.contains(after) {
          let (left, taken) = (n - before, after - before)
          let term =
            logFactorials[left] - logFactorials[taken] - logFactorials[left - taken]
            + Double(taken) * hit + Double(left - taken) * miss
          next[after] += weight * exp(term)
        }
      }
      state = next
    }
    return state.reduce(0, +)
  }
}

struct ExactTestTests {
  @Test("binomial tails agree with their textbook values")
  func binomial() {
    // 2 P(X <= 2), X ~ B(10, 1/2): 2 (1 + 10 + 45) / 1024.
    #expect(abs(ExactBinomial(trials: 10, probability: 0.5).twoSided(2) - 112 / 1024.0) < 1e-12)
    #expect(ExactBinomial(trials: 10, probability: 0.5).twoSided(5) == 1)
    // 2 P(X >= 99) of B(100, 0.9): 2 (100 x 0.9^99 x 0.1 + 0.9^100).
    let tail = 2 * (100 * pow(0.9, 99) * 0.1 + pow(0.9, 100))
    #expect(
      abs(ExactBinomial(trials: 100, probability: 0.9).twoSided(99) - tail) < 1e-12)
  }

  @Test("with two bins the rank test is the binomial test")
  func twoBins() {
    let ranks = (0..<40).map { $0 < 28 ? 0 : 1 }
    let expected = ExactBinomial(trials: 40, probability: 0.5).twoSided(28)
    #expect(abs(RankUniformity.pValue(ranks, levels: 2, bins: 2) - expected) < 1e-10)
  }

  // 2,000 sets: the share of p-values up to 0.1 is at most 0.1 by construction, and at this size
  // above 0.06. False-alarm rate below 1e-4.
  @Test("the rank test keeps its size on uniform ranks")
  func size() {
    var stream = RandomStream(seed: 5, stream: 0)
    let rejections = (0..<2000).count { _ in
      let ranks = (0..<60).map { _ in Int(64 * stream.uniform()) }
      return RankUniformity.pValue(ranks, levels: 64, bins: 16) <= 0.1
    }
    #expect((80...270).contains(rejections))
  }

  @Test("the rank test rejects ranks of too wide and too narrow posteriors")
  func power() {
    var stream = RandomStream(seed: 6, stream: 0)
    for spread in [0.4, 2.5] {
      let ranks = (0..<60).map { _ in
        min(63, Int(64 * normalCDF(spread * stream.standardNormal())))
      }
      #expect(RankUniformity.pValue(ranks, levels: 64, bins: 16) < 1e-4)
    }
  }
}
