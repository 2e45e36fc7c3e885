import Bandits
import Foundation
import Probability
import TestSupport
import Testing

@Suite("Delayed conversions")
struct DelayTests {
  /// Conversions of decisions made evenly over thirty days, seen if they came before today.
  private func observations(meanDays: Double, count: Int) -> [DelayDistribution.Observation] {
    var stream = RandomStream(seed: 21, stream: 3)
    var seen: [DelayDistribution.Observation] = []
    while seen.count < count {
      let watched = 30 * stream.uniform()
      let delay = -meanDays * log(stream.uniform())
      if delay <= watched { seen.append(.init(delay: delay, watched: watched)) }
    }
    return seen
  }

  @Test("the mean delay is found although late conversions are still missing")
  func exponential() throws {
    let seen = observations(meanDays: 6, count: 4000)
    let naive = seen.reduce(0) { $0 + $1.delay } / 4000
    guard case .exponential(let mean) = try DelayDistribution.exponentialFit(seen) else {
      Issue.record("no exponential law")
      return
    }
    #expect(abs(mean - 6) < 0.5)
    #expect(naive < 5)
  }

  @Test("the law without a form agrees with the true law, given the time watched")
  func empirical() throws {
    let law = try DelayDistribution.empiricalFit(observations(meanDays: 6, count: 4000))
    let whole = -expm1(-30.0 / 6)
    for day in [2.0, 6, 12, 20] {
      #expect(abs(law.known(after: day) - -expm1(-day / 6) / whole) < 0.04)
    }
    #expect(law.known(after: 100) == 1)
    #expect(law.known(after: -1) == 0)
  }

  @Test("too few conversions, or ones that took longer than watched, are refused")
  func refused() {
    #expect(throws: BanditError.self) { try DelayDistribution.exponentialFit([]) }
    let bad = Array(repeating: DelayDistribution.Observation(delay: 3, watched: 2), count: 12)
    #expect(throws: BanditError.self) { try DelayDistribution.empiricalFit(bad) }
  }

  @Test("fractional failures give the posterior that waiting decisions have")
  func maturity() throws {
    let groups = [
      Maturity.Group(known: 0.9, converted: 40, waiting: 260),
      Maturity.Group(known: 0.5, converted: 25, waiting: 275),
      Maturity.Group(known: 0.1, converted: 5, waiting: 295),
    ]
    let family = BetaBernoulli(a: 1, b: 1)
    let posterior = try family.posterior(Maturity.bernoulli(groups, family: family))
    // The exact posterior: 70 log θ + Σ waiting log(1 - θF), by integration.
    var (mass, first, second) = (0.0, 0.0, 0.0)
    for step in 1..<40_000 {
      let rate = Double(step) / 40_000
      let logDensity = groups.reduce(70 * log(rate) + 215) {
        $0 + $1.waiting * log1p(-rate * $1.known)
      }
      let density = exp(logDensity)
      mass += density
      first += rate * density
      second += rate * rate * density
    }
    let mean = first / mass
    let deviation = (second / mass - mean * mean).squareRoot()
    #expect(abs(posterior.mean - mean) < 0.05 * deviation)
    #expect(isRelativelyClose(posterior.standardDeviation, deviation, 0.1))
    // Without the correction the rate would be taken for 70 of 900.
    #expect(mean > 0.13)
  }
}
