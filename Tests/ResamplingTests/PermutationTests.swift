import Foundation
import Probability
import Resampling
import Testing

@Suite("Distinct subsets") struct DistinctSubsetsTests {
  @Test("few are listed in order") func exact() {
    var stream = RandomStream(seed: 1, stream: 1)
    let sets = DistinctSubsets(of: 4, size: 2, limit: 6, stream: &stream)
    #expect(sets.isExact)
    #expect(sets.subsets == [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]])
    let rest = DistinctSubsets(of: 4, size: 2, limit: 6, without: [0, 3], stream: &stream)
    #expect(rest.isExact && rest.subsets.count == 5 && !rest.subsets.contains([0, 3]))
    #expect(DistinctSubsets(of: 3, size: 0, limit: 9, stream: &stream).subsets == [[]])
    #expect(DistinctSubsets(of: 3, size: 3, limit: 9, stream: &stream).subsets == [[0, 1, 2]])
  }

  @Test("many are drawn, none twice", arguments: [4000, 3000, 50]) func drawn(limit: Int) {
    // There are 4845 sets of four out of twenty.
    var stream = RandomStream(seed: 1, stream: 1)
    let sets = DistinctSubsets(
      of: 20, size: 4, limit: limit, without: [0, 1, 2, 3], stream: &stream)
    #expect(!sets.isExact && sets.subsets.count == limit && Set(sets.subsets).count == limit)
    #expect(!sets.subsets.contains([0, 1, 2, 3]))
    #expect(sets.subsets.allSatisfy { $0 == Set($0).sorted() && $0.count == 4 && $0[3] < 20 })
    var again = RandomStream(seed: 1, stream: 1)
    let same = DistinctSubsets(
      of: 20, size: 4, limit: limit, without: [0, 1, 2, 3], stream: &again)
    #expect(same.subsets == sets.subsets)
    // Each thing is in a fifth of the sets; the tolerance is five standard errors.
    for thing in 0..<20 {
      let share = Double(sets.subsets.count { $0.contains(thing) }) / Double(limit)
      #expect(abs(share - 0.2) < 5 * (0.16 / Double(limit)).squareRoot())
    }
  }

  @Test("their number is a binomial coefficient, up to a cap") func number() {
    #expect(DistinctSubsets.number(of: 105, size: 15, cap: 1_000_000) == 1_000_000)
    #expect(DistinctSubsets.number(of: 20, size: 4, cap: 1_000_000) == 4845)
    #expect(DistinctSubsets.number(of: 5, size: 5, cap: 10) == 1)
  }
}

@Suite("Laws of permutation") struct PermutationLawTests {
  private let residuals = [1.0, -2, 3, 0.5, -0.25, 4]

  @Test("turns of a series are counted by hand") func block() {
    let law = PermutationLaw.block(periods: 6, window: 4..<6)
    #expect(law.count == 6 && law.isExact && law.smallestP == 1.0 / 6)
    // Neighbours on the ring: |e| sums of 3, 5, 3.5, 0.75, 4.25 and 5.
    #expect(law.pValue(residuals, WindowStatistic(form: .magnitude(power: 1))) == 3.0 / 6)
    // Sizes of sums: 1, 1, 3.5, 0.25, 3.75 and 5.
    #expect(law.pValue(residuals, WindowStatistic()) == 2.0 / 6)
    // Sums: -1, 1, 3.5, 0.25, 3.75 and 5.
    #expect(law.pValue(residuals, WindowStatistic(.greater)) == 2.0 / 6)
    #expect(law.pValue(residuals, WindowStatistic(.less)) == 5.0 / 6)
    // Squares: 5, 13, 9.25, 0.3125, 16.0625 and 17.
    #expect(law.pValue(residuals, WindowStatistic(form: .magnitude(power: 2))) == 2.0 / 6)
  }

  @Test("turns with the mirror image are counted by hand") func mirror() {
    let law = PermutationLaw.mirror(periods: 3, window: 1..<3)
    #expect(law.count == 6 && law.smallestP == 1.0 / 3)
    // The ring 1, 2, 5, 5, 2, 1 has the neighbours' sums 3, 7, 10, 7, 3 and 2.
    #expect(law.pValue([1, 2, 5], WindowStatistic()) == 3.0 / 6)
  }

  @Test("orders of a series are counted by hand") func iid() {
    let law = PermutationLaw.iid(periods: 6, window: 4..<6)
    #expect(law.count == 15 && law.isExact)
    // Pairs out of 1, 2, 3, .5, .25 and 4 with a sum of at least 4.25: 4 with each other, 2 + 3.
    #expect(law.pValue(residuals, WindowStatistic(form: .magnitude(power: 1))) == 6.0 / 15)
  }

  @Test("drawn orders hold the observed one and agree with all of them") func drawn() {
    var stream = RandomStream(seed: 5, stream: 5)
    let residuals = (0..<18).map { _ in stream.standardNormal() }
    let all = PermutationLaw.iid(periods: 18, window: 12..<18)
    let some = PermutationLaw.iid(periods: 18, window: 12..<18, limit: 4000, seed: 3)
    #expect(all.isExact && all.count == 18564)
    #expect(!some.isExact && some.count == 4000 && some.smallestP == 1.0 / 4000)
    let (a, b) = (all.pValue(residuals, .init()), some.pValue(residuals, .init()))
    #expect(abs(a - b) < 5 * (a * (1 - a) / 4000).squareRoot())
    var shifted = residuals
    for t in 12..<18 { shifted[t] += 100 }
    #expect(some.pValue(shifted, .init()) == some.smallestP)
  }

  @Test("equal residuals give a p-value of one") func equal() {
    let law = PermutationLaw.block(periods: 10, window: 7..<10)
    #expect(law.pValue([Double](repeating: 0.1, count: 10), .init()) == 1)
  }
}

@Suite("Residuals' dependence") struct LjungBoxTests {
  @Test("the statistic is the textbook's") func textbook() {
    // n = 10, two lags: r_1 = 7/10, r_2 = 0.41212 for 1...10.
    let test = LjungBox((1...10).map(Double.init))
    #expect(test.lags == 2)
    #expect(abs(test.firstCorrelation - 0.7) < 1e-12)
    let statistic = 120 * (0.49 / 9 + 0.412121212121212 * 0.412121212121212 / 8)
    #expect(abs(test.statistic - statistic) < 1e-9)
    // Two degrees of freedom: the tail is exp(-Q / 2).
    #expect(abs(test.p - exp(-statistic / 2)) < 1e-9)
    #expect(test.law == .mirror)
    #expect(LjungBox([1, 1, 1, 1]).p == 1)
    #expect(LjungBox([]).p == 1)
  }

  @Test("independent residuals count as such half of the time, dependent ones hardly ever")
  func power() {
    var (independent, dependent) = (0, 0)
    for seed in 0..<200 {
      var stream = RandomStream(seed: UInt64(seed), stream: 2)
      let noise = (0..<60).map { _ in stream.standardNormal() }
      independent += LjungBox(noise).law == .iid ? 1 : 0
      var series = noise
      for t in 1..<60 { series[t] = 0.5 * series[t - 1] + noise[t] }
      dependent += LjungBox(series).law == .iid ? 1 : 0
    }
    // Four fifths have an unremarkable Q, and somewhat more than half of these no positive correlation.
    #expect(abs(Double(independent) / 200 - 0.45) < 0.1, "\(independent)")
    #expect(dependent < 4, "\(dependent)")
  }
}

@Suite("Inverted tests") struct InvertedTestTests {
  /// The p-value of a normal mean at 3 with a standard error of 1.
  private func p(_ value: Double) -> Double { erfc(abs(value - 3) / 2.0.squareRoot()) }

  @Test("the normal test gives the normal interval") func normal() {
    let test = InvertedTest(alpha: 0.05, smallestP: 0, estimate: 3, step: 0.1, p: p)
    #expect(test.outcome == .interval)
    #expect(abs(test.lower - (3 - 1.959963984540054)) < 1e-7)
    #expect(abs(test.upper - (3 + 1.959963984540054)) < 1e-7)
  }

  @Test("one-sided tests have one end") func oneSided() {
    let test = InvertedTest(
      alpha: 0.05, smallestP: 0, estimate: 3, step: 1, alternative: .greater
    ) { 0.5 * erfc((3 - $0) / 2.0.squareRoot()) }
    #expect(abs(test.lower - (3 - 1.6448536269514722)) < 1e-7 && test.upper == .infinity)
  }

  @Test("too few arrangements cannot tell, and a start outside finds its way") func edges() {
    let none = InvertedTest(alpha: 0.05, smallestP: 0.1, estimate: 3, step: 1, p: p)
    #expect(none.outcome == .cannotTell && none.lower.isNaN)
    let moved = InvertedTest(alpha: 0.05, smallestP: 0, estimate: 8, step: 4, p: p)
    #expect(abs(moved.lower - (3 - 1.959963984540054)) < 1e-7)
    let empty = InvertedTest(alpha: 0.05, smallestP: 0, estimate: 3, step: 1) { _ in 0.01 }
    #expect(empty.outcome == .empty)
    let open = InvertedTest(alpha: 0.05, smallestP: 0, estimate: 3, step: 1) { _ in 0.5 }
    #expect(open.lower == -.infinity && open.upper == .infinity)
  }
}
