import Foundation
import GeoLift
import LinearAlgebra
import Resampling
import TestSupport
import Testing

@Suite("Conformal tests") struct ConformalTests {
  private let estimators: [any GeoEstimator]

  init() throws {
    estimators = [
      SyntheticControl(), DifferenceInDifferences(), SyntheticDifferenceInDifferences(),
      try RidgeAugmented(), TimeBasedRegression(),
    ]
  }

  @Test("an effect is found, and p-value and interval agree") func agree() throws {
    for effect in [0.0, 0.6, 3] {
      let problem = SimulatedPanel(geos: 15, effect: effect).problem(seed: 3)
      for estimator in estimators {
        let test = ConformalTest(try ConformalOptions(level: 0.9, arrangements: 500))
        let result = try test.result(estimator, problem)
        for verdict in [result.block, result.mirror, result.iid] {
          #expect(verdict.interval.outcome == .interval, "\(estimator.name)")
          let holdsNone = verdict.interval.lower < 0 && verdict.interval.upper > 0
          #expect(holdsNone == (verdict.p > 0.1), "\(estimator.name) \(effect) \(verdict)")
        }
        if effect == 3 {
          #expect(result.block.p == result.block.smallestP, "\(estimator.name)")
          #expect(result.block.interval.lower > 1 && result.block.interval.upper < 5)
        }
      }
    }
  }

  @Test("one-sided tests look to their side") func oneSided() throws {
    let problem = SimulatedPanel(geos: 15, effect: 2).problem(seed: 3)
    let greater = try ConformalTest(ConformalOptions(alternative: .greater))
      .result(SyntheticControl(), problem)
    #expect(greater.block.p <= 2 * greater.block.smallestP)
    #expect(greater.block.interval.lower > 0 && greater.block.interval.upper == .infinity)
    let less = try ConformalTest(ConformalOptions(alternative: .less))
      .result(SyntheticControl(), problem)
    #expect(less.block.p > 0.9 && less.block.interval.lower == -.infinity)
  }

  @Test("few periods cannot tell") func fewPeriods() throws {
    let problem = SimulatedPanel(geos: 8, periods: 12, window: 3, effect: 5).problem(seed: 1)
    let result = try ConformalTest(ConformalOptions(level: 0.95))
      .result(DifferenceInDifferences(), problem)
    #expect(result.block.smallestP == 1.0 / 12)
    #expect(result.block.interval.outcome == .cannotTell)
    #expect(result.iid.isExact && result.iid.arrangements == 220)
  }

  @Test("options that make no sense are refused") func options() throws {
    #expect(throws: GeoLiftError.self) { try ConformalOptions(form: .magnitude(power: 0)) }
    #expect(throws: GeoLiftError.self) { try ConformalOptions(level: 1) }
    #expect(throws: GeoLiftError.self) { try ConformalOptions(arrangements: 1) }
    #expect(throws: GeoLiftError.self) { try PlaceboTest(limit: 1) }
  }
}

@Suite("Placebo tests in space") struct PlaceboTests {
  private func experiment(_ panel: SimulatedPanel) throws -> GeoExperiment {
    let names = (0..<panel.geos).map { String(format: "g%02d", $0) }
    return try GeoExperiment(
      numberedPanel(names, panel.values(seed: 9)),
      GeoTest(
        treated: Array(names.prefix(panel.treatedCount)),
        start: String(panel.periods - panel.window + 1)))
  }

  @Test("a large effect stands out, and threads change nothing") func single() async throws {
    let experiment = try experiment(SimulatedPanel(geos: 12, effect: 5))
    let test = try PlaceboTest()
    let one = try await test.result(SyntheticControl(), experiment)
    #expect(one.isExact && one.placebos.count == 11)
    #expect(isClose(one.p, 1.0 / 12, 1e-12) && isClose(one.pGreater, 1.0 / 12, 1e-12))
    #expect(isClose(one.pLess, 1, 1e-12))
    #expect(one.p == one.smallestP && one.standardError > 0)
    #expect(one.placebos.map { $0.geos } == (1..<12).map { [String(format: "g%02d", $0)] })
    #expect(try await test.result(SyntheticControl(), experiment, threads: 2) == one)
  }

  @Test("sets are enumerated or drawn without repeats") func several() async throws {
    let experiment = try experiment(SimulatedPanel(geos: 14, effect: 0, treatedCount: 3))
    let all = try await PlaceboTest(limit: 200).result(DifferenceInDifferences(), experiment)
    #expect(all.isExact && all.placebos.count == 165)
    let some = try await PlaceboTest(limit: 60).result(DifferenceInDifferences(), experiment)
    #expect(!some.isExact && Set(some.placebos.map { $0.geos }).count == 60)
    #expect(some.placebos.allSatisfy { all.placebos.contains($0) })
  }

  @Test("too few donors are refused") func refused() async throws {
    let experiment = try experiment(SimulatedPanel(geos: 4, treatedCount: 2))
    let test = try PlaceboTest()
    await #expect(throws: GeoLiftError.self) {
      try await test.result(SyntheticControl(), experiment)
    }
  }
}

@Suite(.enabled(if: SharedData.isPresent, "set LIFTWERK_SHARED_DATA to the folder of peer data"))
struct KnownInferenceTests {
  @Test("two cities: p-values of both laws") func cities() throws {
    let experiment = try Published.cities()
    let clock = ContinuousClock()
    var results: [ConformalResult] = []
    let time = try clock.measure {
      let test = ConformalTest(try ConformalOptions(form: .magnitude(power: 1)))
      results = [
        try test.result(SyntheticControl(), experiment),
        try test.result(RidgeAugmented(), experiment),
      ]
    }
    let (plain, ridge) = (results[0], results[1])
    #expect(isClose(plain.block.p, 5.0 / 105, 1e-12), "\(plain.block.p)")
    // The peer's .009 is of 1000 draws: five standard errors.
    #expect(abs(plain.iid.p - 0.009) < 5 * 0.003, "\(plain.iid.p)")
    #expect(isClose(ridge.block.p, 3.0 / 105, 1e-12), "\(ridge.block.p)")
    #expect(abs(ridge.iid.p - 0.008) < 5 * 0.003, "\(ridge.iid.p)")
    #expect(time < .seconds(5), "\(time)")
    let mean = try ConformalTest(ConformalOptions()).result(SyntheticControl(), experiment)
    #expect(plain.iid.interval == mean.iid.interval)
    for verdict in [mean.block, mean.mirror, mean.iid] {
      #expect(verdict.interval.lower < 155.56 && verdict.interval.upper > 155.56)
      #expect((verdict.interval.lower > 0) == (verdict.p <= 0.1))
    }
  }

  @Test("Proposition 99: standard errors from placebos") func placebos() async throws {
    let experiment = try Published.proposition99()
    let test = try PlaceboTest()
    let known: [(any GeoEstimator, Double)] = [
      (SyntheticDifferenceInDifferences(), 8.368),
      (SyntheticDifferenceInDifferences(.syntheticControl), 9.917),
      (DifferenceInDifferences(), 17.74),
    ]
    for (estimator, error) in known {
      let result = try await test.result(estimator, experiment, threads: 2)
      #expect(result.isExact && result.placebos.count == 38)
      // The peer's are of 200 draws with repeats.
      #expect(abs(result.standardError / error - 1) < 0.15, "\(result.standardError)")
    }
  }
}
