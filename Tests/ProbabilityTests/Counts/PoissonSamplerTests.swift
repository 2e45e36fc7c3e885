import Foundation
import Probability
import Testing

@Suite("Poisson counts") struct PoissonSamplerTests {
  static let means = [0.1, 0.7, 1, 3.5, 9, 15.9, 16, 40, 1000, 1e6]

  /// Pearson's chi-square over bins of at least 20 expected counts, as a probability.
  static func fit(_ draws: [Int], mean: Double) -> Double {
    let count = Double(draws.count)
    let reach = 12 * mean.squareRoot() + 12
    let lowest = Int(max(mean - reach, 0))
    let highest = Int(mean + reach)
    var observed: [Int: Int] = [:]
    for draw in draws { observed[draw, default: 0] += 1 }
    var statistic = 0.0
    var bins = 0
    var (expected, seen) = (0.0, 0.0)
    var left = count
    for k in lowest...highest {
      let logP = Double(k) * log(mean) - mean - logGamma(Double(k) + 1)
      expected += count * exp(logP)
      seen += Double(observed[k] ?? 0)
      if expected >= 20 && left - expected >= 20 {
        statistic += (seen - expected) * (seen - expected) / expected
        left -= expected
        (expected, seen) = (0, 0)
        bins += 1
      }
    }
    statistic += (seen - expected) * (seen - expected) / max(expected, 1e-9)
    return bins == 0 ? 1 : regularisedGammaQ(Double(bins) / 2, statistic / 2)
  }

  /// Ten means at a false-alarm rate of 1e-4 each; the seed is fixed.
  @Test("counts follow the law", arguments: means)
  func goodnessOfFit(mean: Double) throws {
    let sampler = try PoissonSampler(mean: mean)
    var stream = RandomStream(seed: 20_261_124, stream: 3)
    let draws = (0..<200_000).map { _ in sampler.sample(&stream) }
    #expect(Self.fit(draws, mean: mean) > 1e-4)
  }

  @Test("large means have mean and variance alike", arguments: [1e6, 1e9, 1e13])
  func moments(mean: Double) throws {
    let sampler = try PoissonSampler(mean: mean)
    var stream = RandomStream(seed: 7, stream: 1)
    let count = 100_000
    let sample = SampleMoments(
      (0..<count).map { _ in (Double(sampler.sample(&stream)) - mean) / mean.squareRoot() })
    // Four and a half standard errors of mean and variance.
    #expect(abs(sample.mean) < 4.5 / Double(count).squareRoot())
    #expect(abs(sample.variance - 1) < 4.5 * (2 / Double(count)).squareRoot())
  }

  @Test("a mean of zero gives zero, and means outside the range are refused") func edges() throws {
    let zero = try PoissonSampler(mean: 0)
    var stream = RandomStream(seed: 1, stream: 1)
    #expect((0..<100).allSatisfy { _ in zero.sample(&stream) == 0 })
    for mean in [-1, .nan, .infinity, 1e16] {
      #expect(throws: ProbabilityError.self) { try PoissonSampler(mean: mean) }
    }
  }

  @Test("the table's bounds are the distribution function") func bounds() {
    let table = PoissonTable(mean: 1)
    // P(X = 0) = 1/e
    let edge = UInt64(exp(-1.0) * 0x1p64)
    #expect(table.count(of: edge - 1) == 0)
    #expect(table.count(of: edge + 1 << 12) == 1)
    #expect(table.count(of: 0) == 0)
    #expect(table.count(of: .max) >= 17)
  }
}
