import Experiments
import Probability
import TestSupport
import Testing

@Suite("The Bayesian analysis")
struct BayesianTests {
  private func shares(_ x1: Int, _ n1: Int, _ x0: Int, _ n0: Int) -> BayesianAnalysis.Comparison? {
    func moments(_ x: Int, _ n: Int) -> ArmMoments {
      let p = Double(x) / Double(n)
      return ArmMoments(count: n, mean: SIMD3(p, 1, 0), variance: SIMD3(p * (1 - p), 0, 0))
    }
    let data = ExperimentData(
      arms: ["control", "new"], counts: [n0, n1],
      metrics: [
        .init(
          metric: ExperimentMetric("share"), kind: .proportion,
          moments: [moments(x0, n0), moments(x1, n1)])
      ])
    return BayesianAnalysis(data, level: 0.95).comparisons.first
  }

  @Test("shares agree with scipy's quadrature")
  func betas() throws {
    for expected in try ReferenceResults.load().bayes {
      let result = try #require(shares(expected.x1, expected.n1, expected.x0, expected.n0))
      #expect(abs(result.probabilityMore - expected.better) < 1e-9)
      #expect(abs(result.expectedLoss - expected.loss) < 1e-10)
      #expect(abs(result.differenceLimits.lower - expected.lower) < 1e-8)
      #expect(abs(result.differenceLimits.upper - expected.upper) < 1e-8)
      #expect(isClose(result.probabilityMost, result.probabilityMore, 1e-9))
    }
  }

  @Test("arms swapped swap probabilities and losses")
  func swap() throws {
    let one = try #require(shares(31, 200, 22, 180))
    let other = try #require(shares(22, 180, 31, 200))
    #expect(isClose(one.probabilityMore + other.probabilityMore, 1, 1e-10))
    #expect(isClose(one.expectedLoss, other.expectedLossOfControl, 1e-10))
    #expect(isClose(one.differenceLimits.lower, -other.differenceLimits.upper, 1e-9))
    #expect(isClose(one.difference, one.expectedLossOfControl - one.expectedLoss, 1e-10))
  }

  @Test("means have the closed form of two normals")
  func normals() throws {
    func moments(_ mean: Double, _ n: Int) -> ArmMoments {
      ArmMoments(count: n, mean: SIMD3(mean, 1, 0), variance: SIMD3(9, 0, 0))
    }
    let data = ExperimentData(
      arms: ["control", "new"], counts: [4_000, 4_000],
      metrics: [
        .init(
          metric: ExperimentMetric("money"), kind: .mean,
          moments: [moments(20, 4_000), moments(20.1, 4_000)])
      ])
    let result = try #require(BayesianAnalysis(data, level: 0.9).comparisons.first)
    // One unit of prior on either side, at the middle.
    let shrunk = 0.1 * 4_000 / 4_001
    let error = (2 * 9.0 / 4_001).squareRoot()
    #expect(isClose(result.difference, shrunk, 1e-10))
    #expect(isClose(result.probabilityMore, normalCDF(shrunk / error), 1e-9))
    #expect(isClose(result.differenceLimits.lower, shrunk - 1.6448536269514722 * error, 1e-8))
    let lift = try #require(result.liftLimits)
    #expect(lift.lower < 0.005 && lift.upper > 0.005 && lift.upper < 0.015)
  }

  @Test("of many arms the probabilities of the most add up to one, control's included")
  func most() throws {
    let reference = try ReferenceResults.load()
    let options = referenceOptions(ExperimentMetric("visit"))
    let data = try ExperimentData(reference.table(), options: options)
    let analysis = BayesianAnalysis(data, level: 0.95)
    let sum = analysis.comparisons.map(\.probabilityMost).reduce(0, +)
    #expect(sum < 1 && sum > 0.5)
    for row in analysis.comparisons { #expect(row.probabilityMost <= row.probabilityMore + 1e-12) }
  }
}
