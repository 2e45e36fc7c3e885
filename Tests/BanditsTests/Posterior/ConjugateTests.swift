import Bandits
import Foundation
import Probability
import TestSupport
import Testing

@Suite("Conjugate posteriors")
struct ConjugateTests {
  /// Mean and mass of an unnormalised density, by the trapezoidal rule.
  private func moments(
    _ lower: Double, _ upper: Double, _ logDensity: (Double) -> Double
  ) -> (mass: Double, mean: Double) {
    let count = 200_000
    let width = (upper - lower) / Double(count)
    var (mass, first) = (0.0, 0.0)
    for index in 1..<count {
      let x = lower + width * Double(index)
      let density = exp(logDensity(x))
      mass += density * width
      first += x * density * width
    }
    return (mass, first / mass)
  }

  @Test("a beta posterior and its evidence agree with integration of likelihood and prior")
  func beta() throws {
    let family = BetaBernoulli(a: 2, b: 5)
    let evidence = Evidence(exposure: 30, sum: 4, squares: 4)
    let prior = try Beta(a: 2, b: 5)
    let (mass, mean) = moments(0, 1) { prior.logDensity($0) + 4 * log($0) + 26 * log1p(-$0) }
    #expect(isClose(try family.posterior(evidence).mean, mean, 1e-8))
    #expect(isClose(family.logMarginal(evidence), log(mass), 1e-8))
  }

  @Test("a gamma posterior and its evidence agree with integration of likelihood and prior")
  func gamma() throws {
    let family = GammaPoisson(shape: 3, rate: 2)
    let evidence = Evidence(exposure: 7.5, sum: 11, squares: 11)
    let prior = try Gamma(shape: 3, rate: 2)
    let (mass, mean) = moments(0, 12) { prior.logDensity($0) + 11 * log($0) - 7.5 * $0 }
    #expect(isClose(try family.posterior(evidence).mean, mean, 1e-8))
    #expect(isClose(family.logMarginal(evidence), log(mass), 1e-7))
  }

  @Test("a normal-inverse-gamma posterior of the mean agrees with integration over the variance")
  func normal() throws {
    let family = NormalInverseGamma(mean: 1, weight: 2, shape: 3, scale: 4)
    let data = [0.5, 2.5, 1.75, 3, -0.25]
    let evidence = Evidence(
      exposure: 5, sum: data.reduce(0, +), squares: data.reduce(0) { $0 + $1 * $1 })
    let variance = try InverseGamma(shape: 3, scale: 4)
    func joint(_ mean: Double) -> Double {
      var total = 0.0
      for step in -900..<900 {
        let v = exp(Double(step) * 0.01)
        var logTerm = variance.logDensity(v) - 0.5 * log(v / 2) - (mean - 1) * (mean - 1) / v
        for x in data { logTerm -= 0.5 * log(v) + 0.5 * (x - mean) * (x - mean) / v }
        total += exp(logTerm) * v * 0.01
      }
      return total
    }
    let posterior = try family.posterior(evidence)
    for (x, y) in [(0.5, 1.5), (1.0, 3.0), (-1.0, 2.0)] {
      let ratio = joint(x) / joint(y)
      #expect(isClose(ratio, exp(posterior.logDensity(x) - posterior.logDensity(y)), 1e-8))
    }
  }

  @Test("more conversions than decisions are refused where they are yes or no")
  func impossible() {
    #expect(throws: BanditError.self) {
      try BetaBernoulli().posterior(Evidence(exposure: 2, sum: 3, squares: 3))
    }
  }

  @Test("half of each decision's evidence is discounted after one half-life")
  func discounted() throws {
    let steps = [
      (evidence: Evidence(exposure: 100, sum: 10, squares: 10), age: 30.0),
      (evidence: Evidence(exposure: 50, sum: 20, squares: 20), age: 0.0),
    ]
    let posterior = try Forgetting.discount(halfLifeDays: 30)
      .posterior(steps, family: BetaBernoulli())
    #expect(isClose(posterior.mean, 26.0 / 102, 1e-14))
  }

  @Test("a change-aware posterior weighs every time of change by Bayes' rule")
  func changes() throws {
    let steps = [
      Evidence(exposure: 50, sum: 5, squares: 5), Evidence(exposure: 50, sum: 6, squares: 6),
      Evidence(exposure: 50, sum: 30, squares: 30),
    ]
    let family = BetaBernoulli()
    let hazard = 0.1
    // Enumerate the four histories of changes; each segment has its own rate.
    var (total, mean) = (0.0, 0.0)
    for pattern in 0..<4 {
      let cuts = [pattern & 1 == 1, pattern & 2 == 2]
      var (weight, segment) = (0.0, steps[0])
      for (cut, step) in zip(cuts, steps.dropFirst()) {
        weight += cut ? log(hazard) : log1p(-hazard)
        if cut {
          weight += family.logMarginal(segment)
          segment = step
        } else {
          segment = segment + step
        }
      }
      weight += family.logMarginal(segment)
      let expected = try family.posterior(segment).mean
      total += exp(weight + 120)
      mean += exp(weight + 120) * expected
    }
    let posterior = try ChangeAwareness.posterior(steps, family: family, hazard: hazard)
    #expect(isClose(posterior.mean, mean / total, 1e-10))
    #expect(isClose(posterior.cdf(posterior.quantile(0.3)), 0.3, 1e-10))
  }

  @Test("a prior across campaigns finds the strength that made their rates")
  func acrossCampaigns() throws {
    var stream = RandomStream(seed: 3, stream: 0)
    let truth = BetaBernoulli(a: 8, b: 192)
    let arms = (0..<400).map { _ in truth.drawTruth(&stream).evidence(of: 2000, &stream) }
    let prior = try EmpiricalBayes.prior(arms, family: BetaBernoulli())
    #expect(isRelativelyClose(prior.a / (prior.a + prior.b), 0.04, 0.05))
    #expect(isRelativelyClose(prior.a + prior.b, 200, 0.25))
    let best = arms.reduce(0) { $0 + prior.logMarginal($1) }
    for factor in [0.9, 1.1] {
      let moved = prior.moved(
        mean: prior.a / (prior.a + prior.b), strength: factor * (prior.a + prior.b))
      #expect(arms.reduce(0) { $0 + moved.logMarginal($1) } < best)
    }
    #expect(throws: BanditError.self) {
      try EmpiricalBayes.prior([Evidence()], family: BetaBernoulli())
    }
  }
}
