import Experiments
import TestSupport
import Testing

@Suite("Plans of experiments")
struct PlanTests {
  private func plan(
    _ options: PlanOptions, _ change: (inout PlanOptions) -> Void = { _ in }
  ) throws -> ExperimentPlan {
    var options = options
    change(&options)
    return try ExperimentPlan(options)
  }

  private let mean = PlanOptions(.mean, baseline: 10, standardDeviation: 10)

  @Test("power of means agrees with statsmodels")
  func means() throws {
    for expected in try ReferenceResults.load().power.means {
      let result = try plan(mean) {
        ($0.lift, $0.alpha) = (expected.effect, expected.alpha)
        $0.shares = [1, expected.ratio]
        $0.units = Int(expected.n * (1 + expected.ratio))
      }
      #expect(isClose(result.power, expected.power, 1e-8))
    }
  }

  @Test("units of means agree with statsmodels' normal law to its distance from t")
  func units() throws {
    for expected in try ReferenceResults.load().power.size {
      let result = try plan(mean) {
        ($0.lift, $0.alpha, $0.power) = (expected.effect, expected.alpha, expected.power)
      }
      #expect(abs(Double(result.units) / 2 - expected.n) < 3)
      #expect(result.unitsByArm.reduce(0, +) == result.units)
    }
  }

  @Test("units, lift and power are inverses of each other")
  func inverses() throws {
    for base in [mean, PlanOptions(.proportion, baseline: 0.05)] {
      let sized = try plan(base) { $0.lift = 0.08 }
      let found = try plan(base) { $0.units = sized.units }
      #expect(abs(found.lift - 0.08) < 1e-4 && found.lift <= 0.08 + 1e-12)
      let checked = try plan(base) { ($0.lift, $0.units) = (0.08, sized.units) }
      #expect(checked.power >= 0.8 && checked.power < 0.801)
      let fewer = try plan(base) { ($0.lift, $0.units) = (0.08, sized.units - 1) }
      #expect(fewer.power < 0.8)
    }
  }

  @Test("a covariate, more arms, more goals and looks change the units as they should")
  func factors() throws {
    let plain = try plan(mean) { $0.lift = 0.05 }
    let adjusted = try plan(mean) { ($0.lift, $0.correlation) = (0.05, 0.6) }
    #expect(abs(Double(adjusted.units) / Double(plain.units) - 0.64) < 0.001)
    let arms = try plan(mean) { ($0.lift, $0.shares) = (0.05, [1, 1, 1]) }
    #expect(isClose(arms.alphaPerTest, 0.025, 1e-12))
    #expect(Double(arms.units) > 1.5 * Double(plain.units))
    let goals = try plan(mean) { ($0.lift, $0.goals, $0.correction) = (0.05, 4, .none) }
    #expect(goals.units == plain.units)
    let looks = try plan(mean) {
      ($0.lift, $0.sequential) = (0.05, SequentialOptions(.groupSequential(.pocockExact)))
      $0.power = 0.9
    }
    #expect(abs(looks.inflation - 1.207) < 0.002)
    let always = try plan(mean) {
      ($0.lift, $0.sequential) = (0.05, SequentialOptions(.alwaysValid))
    }
    #expect(always.inflation > 1.4 && always.inflation < 2.1)
    let timed = try plan(mean) { ($0.lift, $0.unitsPerDay) = (0.05, 500) }
    #expect(timed.days == (timed.units + 499) / 500)
  }

  @Test("another currency changes nothing but the difference")
  func scale() throws {
    let one = try plan(mean) { $0.lift = 0.07 }
    let cents = try plan(PlanOptions(.mean, baseline: 1_000, standardDeviation: 1_000)) {
      $0.lift = 0.07
    }
    #expect(one.units == cents.units && isClose(100 * one.difference, cents.difference, 1e-12))
  }

  @Test("numbers that make no sense are refused")
  func refusals() {
    let changes: [(inout PlanOptions) -> Void] = [
      { _ in }, { $0.lift = 0 }, { ($0.lift, $0.power) = (0.1, 1.2) },
      { ($0.lift, $0.shares) = (0.1, [1]) }, { ($0.lift, $0.baseline) = (0.1, .nan) },
      { ($0.lift, $0.standardDeviation) = (0.1, nil) }, { ($0.lift, $0.correlation) = (0.1, 1) },
      { ($0.lift, $0.alternative) = (0.1, .less) }, { $0.lift = 1e-9 }, { $0.units = 1 },
    ]
    for change in changes {
      #expect(throws: ExperimentError.self) { try plan(mean, change) }
    }
    #expect(throws: ExperimentError.self) {
      try plan(PlanOptions(.proportion, baseline: 0.6)) { $0.lift = 0.9 }
    }
  }
}
