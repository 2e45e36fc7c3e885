import Foundation
import Inference
import Probability
import Testing

/// Means lie within five Monte Carlo standard errors of the truth.
///
/// Seeds are fixed; had they been drawn anew, one check in two million would fail by chance.
private func expectMean(
  _ table: [[Double]], _ truth: Double, _ what: Comment,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let summary = Diagnostics.summary(table)
  #expect(
    abs(summary.mean - truth) < 5 * summary.mcseMean, what, sourceLocation: sourceLocation)
  #expect(summary.rHat < 1.02, what, sourceLocation: sourceLocation)
}

@Suite("Posteriors with known answers") struct PosteriorTests {
  @Test("a standard normal has mean 0 and variance 1", arguments: MetricKind.allCases)
  func standardNormal(metric: MetricKind) async throws {
    let density = ScaledNormal(scales: Array(repeating: 1, count: 10))
    let draws = try await sample(density, .init(metric: metric)).draws
    #expect(draws.divergences == 0)
    for i in 0..<10 {
      expectMean(draws.coordinate(i), 0, "coordinate \(i)")
      expectMean(draws.map { $0[i] * $0[i] }, 1, "its square")
    }
  }

  @Test("scales from 1e-3 to 1e3 are learnt", arguments: MetricKind.allCases)
  func scales(metric: MetricKind) async throws {
    let scales = (0..<13).map { pow(10, Double($0) / 2 - 3) }
    let sampler = try await sample(ScaledNormal(scales: scales), .init(metric: metric))
    for (i, scale) in scales.enumerated() {
      expectMean(sampler.draws.coordinate(i), 0, "coordinate \(i)")
      expectMean(sampler.draws.map { $0[i] * $0[i] }, scale * scale, "its square")
      for chain in sampler.chains {
        let ratio = chain.metric.variances[i] / (scale * scale)
        #expect(ratio > 0.3 && ratio < 3, "metric of coordinate \(i)")
      }
    }
    let leapfrogs = sampler.draws.chains.flatMap(\.statistics).map(\.leapfrogs)
    #expect(leapfrogs.reduce(0, +) < 16 * leapfrogs.count)
  }

  @Test("a dense metric undoes a condition number of 1000")
  func correlated() async throws {
    let density = CorrelatedPairs(pairs: 5, condition: 1000)
    let sampler = try await sample(density, .init(warmup: 1000, metric: .dense))
    for i in 0..<10 {
      expectMean(sampler.draws.coordinate(i), 0, "coordinate \(i)")
      expectMean(sampler.draws.map { $0[i] * $0[i] }, 1, "its square")
    }
    expectMean(sampler.draws.map { $0[0] * $0[1] }, density.correlation, "covariance")
    let leapfrogs = sampler.draws.chains.flatMap(\.statistics).map(\.leapfrogs)
    #expect(leapfrogs.reduce(0, +) < 10 * leapfrogs.count)
  }

  @Test("the funnel in non-centred form has the scale's own variance")
  func funnel() async throws {
    let density = ScaledNormal(scales: [3] + Array(repeating: 1, count: 9))
    let draws = try await sample(density, draws: 2000).draws
    expectMean(draws.map { $0[0] * $0[0] }, 9, "log scale")
    expectMean(draws.map { log(abs(exp($0[0] / 2) * $0[1])) }, -0.6351814227307392, "log |x|")
  }

  @Test("eight schools agree with quadrature")
  func eightSchools() async throws {
    let draws = try await sample(EightSchools(), draws: 4000).draws
    expectMean(draws.coordinate(0), 4.396820434144071, "mu")
    expectMean(draws.coordinate(1), 0.802156436430377, "log tau")
    expectMean(draws.map { exp($0[1]) }, 3.5977099741734553, "tau")
    expectMean(draws.map { $0[0] + exp($0[1]) * $0[2] }, 6.21188619, "school A")
    expectMean(draws.map { $0[0] + exp($0[1]) * $0[4] }, 3.92700354, "school C")
  }
}
