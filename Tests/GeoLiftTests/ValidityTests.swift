import Foundation
import GeoLift
import Probability
import Resampling
import TestSupport
import Testing

/// The share of panels without an effect in which a test at 5 % finds one.
///
/// The bar of every study is 5 % plus three Monte Carlo errors.
///
/// - Parameter fixed: the law; nil takes the one that each panel's residuals allow.
private func falseAlarms(
  _ estimator: any GeoEstimator, _ panel: SimulatedPanel, runs: Int,
  law fixed: PermutationLaw.Kind?
) throws -> Double {
  let test = ConformalTest(try ConformalOptions())
  let window = panel.periods - panel.window..<panel.periods
  let block = PermutationLaw.block(periods: panel.periods, window: window)
  let mirror = PermutationLaw.mirror(periods: panel.periods, window: window)
  let iid = PermutationLaw.iid(periods: panel.periods, window: window, limit: 1000)
  var alarms = 0
  for run in 0..<runs {
    let problem = panel.problem(seed: UInt64(1000 * panel.geos + run))
    let kind =
      if let fixed { fixed } else { test.dependence(of: try estimator.fit(problem), problem).law }
    let law =
      switch kind {
      case .block: block
      case .mirror: mirror
      case .iid: iid
      }
    if try test.pValue(estimator, problem, law: law) <= 0.05 { alarms += 1 }
  }
  return Double(alarms) / Double(runs)
}

private func bar(_ runs: Int) -> Double {
  0.05 + 3 * (0.05 * 0.95 / Double(runs)).squareRoot()
}

@Suite("Validity of conformal tests") struct ValidityTests {
  @Test(
    "turns with the mirror image keep their level on dependent errors (quick: 200 panels)",
    arguments: [10, 20, 40])
  func quick(geos: Int) throws {
    for estimator in [SyntheticControl(), DifferenceInDifferences(), TimeBasedRegression()]
      as [any GeoEstimator]
    {
      let rate = try falseAlarms(estimator, SimulatedPanel(geos: geos), runs: 200, law: .mirror)
      #expect(rate <= bar(200), "\(estimator.name), \(geos) geos: \(rate)")
    }
  }

  @Test(
    "so they do with factors and completed tables (quick: 40 panels)", arguments: [10, 20, 40])
  func quickFactors(geos: Int) throws {
    for estimator in [try GeneralisedSyntheticControl(), try MatrixCompletion()]
      as [any GeoEstimator]
    {
      let rate = try falseAlarms(estimator, SimulatedPanel(geos: geos), runs: 40, law: .mirror)
      #expect(rate <= bar(40), "\(estimator.name), \(geos) geos: \(rate)")
    }
  }

  @Test(
    "so does the law that residuals allow, where they show little of their dependence (quick: 200 panels)",
    arguments: [0, 0.35])
  func quickChosen(correlation: Double) throws {
    for estimator in [SyntheticControl(), DifferenceInDifferences(), try RidgeAugmented()]
      as [any GeoEstimator]
    {
      let panel = SimulatedPanel(geos: 10, correlation: correlation)
      let rate = try falseAlarms(estimator, panel, runs: 200, law: nil)
      #expect(rate <= bar(200), "\(estimator.name), correlation \(correlation): \(rate)")
    }
  }

  @Test("all orders of the series do not: the law is marked invalid") func independent() throws {
    let panel = SimulatedPanel(geos: 20, correlation: 0.7)
    let rate = try falseAlarms(DifferenceInDifferences(), panel, runs: 200, law: .iid)
    #expect(rate > bar(200), "\(rate)")
    let result = try ConformalTest(ConformalOptions(arrangements: 100)).result(
      DifferenceInDifferences(), panel.problem(seed: 1))
    #expect(!result.iid.isValid && result.mirror.isValid && result.chosen.law == .mirror)
  }

  @Test(
    "all studies at full size",
    .enabled(if: SlowGroup.isEnabled, "set LIFTWERK_SLOW for the slow group"))
  func slow() throws {
    try study(
      [
        SyntheticControl(), DifferenceInDifferences(), TimeBasedRegression(),
        SyntheticDifferenceInDifferences(), try RidgeAugmented(),
        try GeneralisedSyntheticControl(),
      ], runs: 1000)
  }

  @Test(
    "completed tables at full size",
    .enabled(if: SlowGroup.isEnabled, "set LIFTWERK_SLOW for the slow group"))
  func slowCompletion() throws { try study([try MatrixCompletion()], runs: 200) }

  private func study(_ estimators: [any GeoEstimator], runs: Int) throws {
    for geos in [10, 20, 40] {
      for estimator in estimators {
        for correlation in [0, 0.2, 0.35, 0.5, 0.7] {
          let start = SlowGroup.processorSeconds
          let panel = SimulatedPanel(geos: geos, correlation: correlation)
          func rate(_ law: PermutationLaw.Kind?) throws -> Double {
            try falseAlarms(estimator, panel, runs: runs, law: law)
          }
          let (chosen, mirror) = (try rate(nil), try rate(.mirror))
          SlowGroup.log(
            "false alarms, \(estimator.name), \(geos) geos, correlation \(correlation)",
            seconds: SlowGroup.processorSeconds - start,
            "of \(runs) panels at 0.05: chosen \(chosen), mirror \(mirror), block \(try rate(.block))"
          )
          #expect(
            max(chosen, mirror) <= bar(runs), "\(estimator.name), \(geos) geos, \(correlation)")
        }
      }
    }
  }
}
