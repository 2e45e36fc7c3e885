import Foundation
import Probability
import TestSupport
import Testing

@Suite("Distributions") struct DistributionTests {
  @Test("the reference file covers every family") func coverage() {
    let families = Set(DistributionFixture.all.map(\.family)).union(["fixed"])
    #expect(families == Set(DistributionFamily.allCases.map(\.rawValue)))
  }

  @Test("densities, probabilities, quantiles and moments match", arguments: DistributionFixture.all)
  func reference(_ fixture: DistributionFixture) throws {
    let distribution = try fixture.distribution()
    // From zero up, quantiles have relative accuracy; elsewhere they may pass through zero.
    let lower = distribution.support.lower
    let slack = lower == 0 ? 0 : 1e-15 * (lower.isFinite ? max(1, abs(lower)) : 1)
    for point in fixture.points {
      let x = point.quantile
      let name = "at \(x)"
      #expect(isClose(distribution.logDensity(x), point.logDensity, 1e-12), "density \(name)")
      #expect(
        isClose(distribution.logDensityDerivative(x), point.derivative, 1e-12), "slope \(name)")
      #expect(
        isRelativelyClose(distribution.cdf(x), point.cdf, 2e-12),
        "cdf \(name): \(distribution.cdf(x)), not \(point.cdf)")
      let quantile = distribution.quantile(point.probability)
      #expect(
        abs(quantile - x) <= 2e-12 * abs(x) + slack,
        "quantile \(point.probability): \(quantile), not \(x)")
    }
    let spread = fixture.standardDeviation ?? 0
    checkMoment(distribution.mean, fixture.mean, slack: 1e-15 * spread)
    checkMoment(distribution.standardDeviation, fixture.standardDeviation, slack: 0)
  }

  private func checkMoment(_ value: Double, _ expected: Double?, slack: Double) {
    if let expected {
      #expect(
        abs(value - expected) <= 1e-12 * abs(expected) + slack, "moment \(value), not \(expected)")
    } else {
      #expect(value.isNaN)
    }
  }

  @Test("derivatives are those of the densities", arguments: DistributionFixture.all)
  func derivative(_ fixture: DistributionFixture) throws {
    let distribution = try fixture.distribution()
    for p in [0.03, 0.2, 0.45, 0.7, 0.95] {
      let x = distribution.quantile(p)
      let width = min(distribution.quantile(p + 0.01) - x, x - distribution.quantile(p - 0.01))
      let h = 0.001 * width
      let slope =
        (distribution.logDensity(x + h) - distribution.logDensity(x - h)) / ((x + h) - (x - h))
      let derivative = distribution.logDensityDerivative(x)
      #expect(abs(slope - derivative) * width < 1e-6, "at \(x): \(derivative), not \(slope)")
    }
  }

  @Test("quantiles undo probabilities", arguments: DistributionFixture.all)
  func roundTrip(_ fixture: DistributionFixture) throws {
    let distribution = try fixture.distribution()
    var stream = RandomStream(seed: 11, stream: 0)
    for _ in 0..<100 {
      let p = stream.uniform()
      let x = distribution.quantile(p)
      // A rounding of x moves p by x times the density.
      let rounding = abs(x) * exp(distribution.logDensity(x)) * 1e-15
      #expect(abs(distribution.cdf(x) - p) < 1e-13 + rounding, "at \(p)")
      #expect(distribution.support.contains(x))
    }
  }

  @Test("ends are exact and outside there is no mass", arguments: DistributionFixture.all)
  func ends(_ fixture: DistributionFixture) throws {
    let distribution = try fixture.distribution()
    let support = distribution.support
    #expect(distribution.quantile(0) == support.lower)
    #expect(distribution.quantile(1) == support.upper)
    #expect(distribution.quantile(-0.1).isNaN && distribution.quantile(1.1).isNaN)
    for outside in [support.lower - 1, support.upper + 1] where outside.isFinite {
      #expect(distribution.logDensity(outside) == -.infinity)
      #expect(distribution.logDensityDerivative(outside) == 0)
      #expect(distribution.cdf(outside) == (outside < support.lower ? 0 : 1))
    }
  }

  @Test("a point mass is its value") func pointMass() throws {
    let fixed = try DistributionFamily.fixed.distribution([2.5])
    var stream = RandomStream(seed: 1, stream: 0)
    #expect(fixed.support == .point(2.5) && fixed.mean == 2.5 && fixed.standardDeviation == 0)
    #expect(fixed.sample(&stream) == 2.5 && fixed.quantile(0.3) == 2.5)
    #expect(fixed.cdf(2.4) == 0 && fixed.cdf(2.5) == 1)
    #expect(fixed.logDensity(2.5) == 0 && fixed.logDensity(2) == -.infinity)
    #expect(fixed.logDensityDerivative(2.5) == 0)
  }

  @Test("truncation names its half-lines") func supports() throws {
    func support(_ lower: Double, _ upper: Double) throws -> Support {
      try TruncatedNormal(mean: 0, standardDeviation: 1, lower: lower, upper: upper).support
    }
    #expect(try support(0, .infinity) == .positive)
    #expect(try support(1, .infinity) == .above(1))
    #expect(try support(-.infinity, 1) == .below(1))
    #expect(try support(-1, 1) == .interval(lower: -1, upper: 1))
    #expect(try support(-.infinity, .infinity) == .real)
  }

  @Test("with many degrees of freedom Student's t is the normal, less its first correction")
  func nearlyNormal() throws {
    let freedom = 1e7
    let student = try StudentT(degreesOfFreedom: freedom, location: 0, scale: 1)
    for t in [-3.0, -2.3, -0.4] {
      let density = exp(-0.5 * t * t) / (2 * Double.pi).squareRoot()
      let expected = normalCDF(t) - density * t * (t * t + 1) / (4 * freedom)
      #expect(isRelativelyClose(student.cdf(t), expected, 1e-11))
      #expect(isRelativelyClose(student.quantile(student.cdf(t)), t, 1e-12))
    }
  }

  @Test("a tiny probability next to a bound keeps its relative accuracy") func nextToBound() throws
  {
    let unit = try TruncatedNormal(mean: 0, standardDeviation: 1, lower: 0, upper: 1)
    #expect(isRelativelyClose(unit.quantile(1e-300), 1e-300 / exp(unit.logDensity(0)), 1e-12))
    // Here the quantile is nearer to the bound than the next number.
    let away = try TruncatedNormal(mean: 0, standardDeviation: 1, lower: -8, upper: 1e5)
    #expect(away.quantile(1e-300) == -8)
    let below = try TruncatedNormal(mean: 0, standardDeviation: 1, lower: -.infinity, upper: -9)
    #expect(isRelativelyClose(below.cdf(below.quantile(1e-300)), 1e-300, 1e-11))
  }

  @Test("a truncation a hundred thousand deviations away stays finite") func farTruncation() throws
  {
    let far = try TruncatedNormal(
      mean: 0, standardDeviation: 1, lower: 1e5, upper: .infinity)
    // There it is an exponential distribution of rate 1e5, up to a share of about 1e-10.
    #expect(abs((far.quantile(0.5) - 1e5) * 1e5 - log(2)) < 1e-5)
    #expect(abs(far.logDensity(1e5) - log(1e5)) < 1e-9)
    #expect(abs(far.standardDeviation * 1e5 - 1) < 1e-9)
    #expect(abs(far.cdf(1e5 + 1e-5) - (1 - exp(-1))) < 1e-5)
  }
}
