import Findings
import Foundation
import GeoLift
import TestSupport
import Testing

/// How often `bsts` finds an effect in panels without one, at 5 %.
private struct StructuralAlarms {
  /// Of the permutation test by turns with the mirror image.
  var mirror = 0
  /// Of the credible interval, whether a gate withholds it or not.
  var credible = 0
  /// Of the credible interval where it is shown.
  var shown = 0
  /// Panels whose interval is withheld.
  var withheld = 0

  init(_ panel: SimulatedPanel, runs: Int) throws {
    var options = StructuralOptions()
    (options.warmup, options.draws) = (200, 300)
    let estimator = try StructuralTimeSeries(options)
    let test = ConformalTest(try ConformalOptions(level: 0.95, arrangements: 1000))
    for run in 0..<runs {
      let problem = panel.problem(seed: UInt64(1000 * panel.geos + run))
      let fit = try estimator.fit(problem)
      let posterior = try #require(fit.structural)
      if try test.result(estimator, problem, after: fit).mirror.p <= 0.05 { mirror += 1 }
      let interval = posterior.interval(level: 0.95)
      let misses = interval.lower > 0 || interval.upper < 0
      if misses { credible += 1 }
      if posterior.problem != nil { withheld += 1 } else if misses { shown += 1 }
    }
  }
}

/// 5 % plus three Monte Carlo errors.
private func bar(_ runs: Int) -> Int {
  Int(0.05 * Double(runs) + 3 * (0.05 * 0.95 * Double(runs)).squareRoot())
}

@Suite("Validity of structural time series") struct StructuralValidityTests {
  @Test(
    "panels without an effect seldom show one (quick: 50 panels)", arguments: [0, 0.5])
  func quick(correlation: Double) throws {
    let panel = SimulatedPanel(geos: 20, correlation: correlation)
    let alarms = try StructuralAlarms(panel, runs: 50)
    #expect(alarms.mirror <= bar(50) && alarms.shown <= bar(50), "\(alarms)")
    // Where errors are independent the model holds, and so does its interval without the gate.
    if correlation == 0 { #expect(alarms.credible <= bar(50), "\(alarms)") }
  }

  @Test(
    "all studies at full size",
    .enabled(if: SlowGroup.isEnabled, "set LIFTWERK_SLOW for the slow group"))
  func slow() throws {
    let runs = 400
    for geos in [10, 20, 40] {
      for correlation in [0, 0.5] {
        let start = SlowGroup.processorSeconds
        let panel = SimulatedPanel(geos: geos, correlation: correlation)
        let alarms = try StructuralAlarms(panel, runs: runs)
        SlowGroup.log(
          "false alarms, bsts, \(geos) geos, correlation \(correlation)",
          seconds: SlowGroup.processorSeconds - start, "of \(runs) panels at 0.05: \(alarms)")
        #expect(alarms.mirror <= bar(runs) && alarms.shown <= bar(runs), "\(alarms)")
        if correlation == 0 { #expect(alarms.credible <= bar(runs), "\(alarms)") }
      }
    }
  }
}
