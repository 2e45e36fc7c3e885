import Findings
import Foundation
import GeoLift
import LinearAlgebra
import TestSupport
import Testing

/// The share of panels whose jackknife+ interval of the mean effect, and of a single period of the
/// test, holds what was put in.
private func coverage(
  _ estimator: any GeoEstimator, _ panel: SimulatedPanel, runs: Int, level: Double
) async throws -> (mean: Double, single: Double) {
  var (mean, single) = (0, 0)
  for run in 0..<runs {
    let problem = panel.problem(seed: UInt64(5000 * panel.geos + run))
    let jackknife = try #require(
      try await JackknifePlus(
        estimator, problem, after: estimator.fit(problem), level: level, threads: 2))
    if (jackknife.effect.lower...jackknife.effect.upper).contains(panel.effect) { mean += 1 }
    let without = problem.target[problem.before] - panel.effect
    if (jackknife.lower[0]...jackknife.upper[0]).contains(without) { single += 1 }
  }
  return (Double(mean) / Double(runs), Double(single) / Double(runs))
}

/// A share of `level` less three Monte Carlo errors.
private func bar(_ level: Double, _ runs: Int) -> Double {
  level - 3 * (level * (1 - level) / Double(runs)).squareRoot()
}

@Suite("Jackknife+") struct JackknifeTests {
  @Test("of a panel with one donor that is followed exactly, the interval is the spread of errors")
  func exact() async throws {
    let values = SimulatedPanel(geos: 6, effect: 2).problem(seed: 1)
    let estimator = DifferenceInDifferences()
    let jackknife = try #require(
      try await JackknifePlus(
        estimator, values, after: estimator.fit(values), level: 0.9, threads: 1))
    let again = try await JackknifePlus(
      estimator, values, after: estimator.fit(values), level: 0.9, threads: 3)
    #expect(jackknife == again && jackknife.leftOut == 50)
    // By the definition: without t the shift is the mean of the other gaps, and the error at t is
    // the gap less that.
    let sums = (0..<60).map { t in values.donors.row(t).reduce(0, +) / 5 }
    let gaps = (0..<60).map { values.target[$0] - sums[$0] }
    let total = gaps.prefix(50).reduce(0, +)
    let ends = (0..<50).map { t -> Double in
      let shift = (total - gaps[t]) / 49
      return sums[50] + shift + abs(gaps[t] - shift)
    }.sorted()
    // ⌈0.9 x 51⌉ = 46.
    #expect(isClose(jackknife.upper[0], ends[45], 1e-12))
  }

  @Test("needs as many periods as the level asks for") func few() async throws {
    let problem = SimulatedPanel(geos: 6, periods: 12, window: 4).problem(seed: 1)
    let estimator = DifferenceInDifferences()
    let fit = try estimator.fit(problem)
    #expect(try await JackknifePlus(estimator, problem, after: fit, level: 0.9) == nil)
    #expect(try await JackknifePlus(estimator, problem, after: fit, level: 0.8) != nil)
  }

  @Test("covers at its level (quick: 60 panels)") func quick() async throws {
    for estimator in [SyntheticControl(), TimeBasedRegression()] as [any GeoEstimator] {
      let found = try await coverage(
        estimator, SimulatedPanel(geos: 12, effect: 1), runs: 60, level: 0.9)
      #expect(
        found.mean >= bar(0.9, 60) && found.single >= bar(0.9, 60), "\(estimator.name) \(found)")
    }
  }

  @Test(
    "covers at its level, at full size; under strong dependence at that of its guarantee",
    .enabled(if: SlowGroup.isEnabled, "set LIFTWERK_SLOW for the slow group"))
  func slow() async throws {
    for correlation in [0, 0.5, 0.8] {
      for geos in [10, 20, 40] {
        for estimator in [
          SyntheticControl(), DifferenceInDifferences(), TimeBasedRegression(),
          try RidgeAugmented(),
        ] as [any GeoEstimator] {
          let start = SlowGroup.processorSeconds
          let panel = SimulatedPanel(geos: geos, correlation: correlation, effect: 1)
          let found = try await coverage(estimator, panel, runs: 500, level: 0.9)
          SlowGroup.log(
            "jackknife+, \(estimator.name), \(geos) geos, correlation \(correlation)",
            seconds: SlowGroup.processorSeconds - start,
            "covers the mean in \(found.mean) and a period in \(found.single) of 500 panels at 0.9")
          // Under strong dependence the guarantee of 1 - 2α holds, not the level.
          let least = bar(correlation < 0.8 ? 0.9 : 0.8, 500)
          #expect(found.mean >= least, "\(estimator.name), \(geos) geos: \(found)")
        }
      }
    }
  }
}
