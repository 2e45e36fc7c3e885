import Foundation
import Probability
import Testing

@Suite("Samples") struct SamplingTests {
  /// Kolmogorov's statistic exceeds this once in ten thousand.
  ///
  /// 2 exp(-2 · 2.2255²) = 1.0e-4. With some
  /// forty distributions, a new seed would raise a false alarm in 0.4 % of runs.
  static let kolmogorovLimit = 2.2255

  @Test("draws follow the distribution function", arguments: DistributionFixture.all)
  func kolmogorov(_ fixture: DistributionFixture) throws {
    let distribution = try fixture.distribution()
    var stream = RandomStream(seed: 20_240_601, stream: 5)
    let count = 4000
    let draws = (0..<count).map { _ in distribution.sample(&stream) }.sorted()
    var distance = 0.0
    for (index, x) in draws.enumerated() {
      let p = distribution.cdf(x)
      distance = max(
        distance, p - Double(index) / Double(count), Double(index + 1) / Double(count) - p)
      #expect(distribution.support.contains(x))
    }
    #expect(distance * Double(count).squareRoot() < Self.kolmogorovLimit)
  }

  @Test("draws have the mean and the spread", arguments: DistributionFixture.all)
  func moments(_ fixture: DistributionFixture) throws {
    // Heavy tails have no fourth moment, so their sample spread has no standard error.
    guard fixture.family != "studentt" else { return }
    if fixture.family == "inversegamma" && fixture.parameters[0].value <= 4 { return }
    let distribution = try fixture.distribution()
    var stream = RandomStream(seed: 20_240_602, stream: 6)
    let count = 4000
    let draws = (0..<count).map { _ in distribution.sample(&stream) }
    let sample = SampleMoments(draws)
    let deviation = distribution.standardDeviation
    let standardised = draws.map { ($0 - distribution.mean) / deviation }
    let mean = SampleMoments(standardised).mean
    let kurtosis = standardised.reduce(0) { $0 + $1 * $1 * $1 * $1 } / Double(count)
    // Five standard errors, the variance's from the sample's own kurtosis.
    #expect(abs(mean) < 5 / Double(count).squareRoot())
    let ratio = sample.variance / (deviation * deviation)
    #expect(abs(ratio - 1) < 5 * ((kurtosis - 1) / Double(count)).squareRoot())
  }

  @Test("a beta with tiny shapes neither fails nor leaves the interval") func tinyBeta() throws {
    let beta = try Beta(a: 0.001, b: 0.001)
    var stream = RandomStream(seed: 9, stream: 0)
    let draws = (0..<2000).map { _ in beta.sample(&stream) }
    #expect(draws.allSatisfy { $0 > 0 && $0 < 1 })
    // Half lie at each end; five standard errors.
    #expect(abs(Double(draws.count { $0 < 0.5 }) / 2000 - 0.5) < 5 * 0.5 / 2000.0.squareRoot())
  }

  @Test("the same stream gives the same draws") func repeatable() throws {
    let gamma = try Gamma(shape: 0.4, rate: 3)
    var first = RandomStream(seed: 5, stream: 2)
    var second = RandomStream(seed: 5, stream: 2)
    #expect((0..<50).allSatisfy { _ in gamma.sample(&first) == gamma.sample(&second) })
  }
}
