import Foundation
import Probability
import Resampling
import TestSupport
import Testing

@Suite("Intervals and ranks of replicates") struct IntervalTests {
  @Test("without skewness the bounds are the percentiles") func symmetric() throws {
    let replicates = (-1000...1000).map(Double.init)
    let bounds = try #require(AcceleratedInterval.bounds(0.9, of: replicates.shuffled(by: 3)))
    // Position p (n + 1), counted from one.
    #expect(isClose(bounds.lower, -1000 + 0.05 * 2002 - 1, 1e-9))
    #expect(isClose(bounds.upper, 1000 - 0.05 * 2002 + 1, 1e-9))
  }

  @Test("for replicates of a Poisson count the bounds move up as Efron's do") func poisson() throws
  {
    let sampler = try PoissonSampler(mean: 50)
    var stream = RandomStream(seed: 4, stream: 4)
    // A uniform number spreads each count, so that its quantiles are smooth.
    let draws = (0..<200_000).map { _ in Double(sampler.sample(&stream)) + stream.uniform() - 0.5 }
    let bounds = try #require(AcceleratedInterval.bounds(0.9, of: draws))
    // Second-order: x ± z √x + (2 z² + 1) / 6, against the percentiles' (z² - 1) / 6.
    let z = 1.6449
    let shift = (2 * z * z + 1) / 6
    let reach = z * 50.0.squareRoot()
    let (lower, upper) = (50 - reach + shift, 50 + reach + shift)
    #expect(abs(bounds.lower - lower) < 0.15)
    #expect(abs(bounds.upper - upper) < 0.15)
  }

  @Test("scaling and shifting replicates scales and shifts bounds") func equivariance() throws {
    var stream = RandomStream(seed: 9, stream: 1)
    let sample = (0..<200).map { _ in exp(stream.standardNormal()) }
    let plain = try #require(AcceleratedInterval.bounds(0.9, of: sample))
    let moved = try #require(AcceleratedInterval.bounds(0.9, of: sample.map { 3 * $0 + 7 }))
    #expect(isClose(moved.lower, 3 * plain.lower + 7, 1e-12))
    #expect(isClose(moved.upper, 3 * plain.upper + 7, 1e-12))
    let mirrored = try #require(AcceleratedInterval.bounds(0.9, of: sample.map { -$0 }))
    #expect(isClose(mirrored.lower, -plain.upper, 1e-9))
  }

  @Test("equal replicates give a point, one or none no interval") func degenerate() throws {
    let bounds = try #require(AcceleratedInterval.bounds(0.9, of: [2, 2, 2]))
    #expect(bounds == (2, 2))
    #expect(AcceleratedInterval.bounds(0.9, of: [2]) == nil)
    #expect(AcceleratedInterval.bounds(0.9, of: []) == nil)
    let extreme = try #require(AcceleratedInterval.bounds(0.999_999, of: [0, 0, 0, 0, 9]))
    #expect(extreme.lower >= 0 && extreme.upper <= 9)
  }

  @Test("ranks count ties half and share the first place") func ranks() {
    let ranks = RankProbabilities([[3, 1, 0], [2, 2, 0], [1, 4, 4], [5, 1, 2]])
    #expect(ranks.above(0, 1) == 0.625)
    #expect(ranks.above(1, 0) == 0.375)
    #expect(ranks.first == [0.625, 0.25, 0.125])
    #expect(RankProbabilities([]).above(0, 1) == nil)
    #expect(RankProbabilities([]).first.isEmpty)
  }

  @Test("runs of unclear neighbours are told, clear ones not") func unclear() {
    let ranks = RankProbabilities([[9, 5, 4, 1], [9, 4, 5, 1], [9, 5, 4, 1], [9, 4, 5, 1]])
    #expect(ranks.unclear([0, 1, 2, 3], level: 0.9) == [[1, 2]])
    #expect(ranks.unclear([0, 1, 2, 3], level: 0.5).isEmpty)
    #expect(RankProbabilities([]).unclear([0, 1], level: 0.9).isEmpty)
  }
}

extension Array {
  /// The same elements in another, fixed order.
  fileprivate func shuffled(by seed: UInt64) -> [Element] {
    var stream = RandomStream(seed: seed, stream: 0)
    return shuffled(using: &stream)
  }
}
