import Experiments
import Foundation
import TestSupport
import Testing

@Suite("Looks at a running experiment")
struct SequentialAnalysisTests {
  private let options = ExperimentOptions(
    arm: "arm", control: "control", metrics: [ExperimentMetric("value", kind: .mean)])

  private func look(_ units: Int, difference: Double) -> ExperimentData {
    func moments(_ mean: Double) -> ArmMoments {
      ArmMoments(count: units, mean: SIMD3(mean, 1, 0), variance: SIMD3(4, 0, 0))
    }
    return ExperimentData(
      arms: ["control", "new"], counts: [units, units],
      metrics: [
        .init(
          metric: ExperimentMetric("value"), kind: .mean,
          moments: [moments(5), moments(5 + difference)])
      ])
  }

  @Test("the first look that passes its boundary shows the effect for good")
  func stops() throws {
    let looks = [
      look(200, difference: 0.2), look(400, difference: 0.6), look(600, difference: 0.1),
    ]
    let rule = SequentialOptions(.groupSequential(.obrienFleming), plannedUnits: 1_200)
    let trace = try #require(SequentialAnalysis(looks, options, rule).traces.first)
    #expect(trace.looks.map(\.hasEffect) == [false, true, true])
    #expect(trace.looks.map(\.units) == [400, 800, 1_200])
    let second = trace.looks[1]
    #expect(isClose(second.standardised, 0.6 / 0.02.squareRoot(), 1e-12))
    #expect(second.differenceLimits.lower > 0 && (second.liftLimits?.lower ?? 0) > 0)
    #expect(
      isClose(second.differenceLimits.upper - 0.6, second.critical * 0.02.squareRoot(), 1e-12))
  }

  @Test("the always-valid p-value never rises and agrees with the intervals")
  func alwaysValid() throws {
    let looks = [
      look(200, difference: 0.2), look(400, difference: 0.7), look(600, difference: 0.1),
    ]
    let trace = try #require(
      SequentialAnalysis(looks, options, SequentialOptions(.alwaysValid, tuning: 1_000)).traces
        .first)
    let p = trace.looks.compactMap(\.pValue)
    #expect(p.count == 3 && p[1] < 0.05 && p[2] == p[1])
    #expect(trace.looks.map(\.hasEffect) == [false, true, true])
  }

  @Test("looks that do not grow, exceed the plan or lack one are refused")
  func refusals() {
    let looks = [look(200, difference: 0), look(400, difference: 0)]
    let plans: [(looks: [ExperimentData], rule: SequentialOptions)] = [
      ([], SequentialOptions(.alwaysValid)),
      (looks.reversed(), SequentialOptions(.alwaysValid)),
      (looks, SequentialOptions(.groupSequential(.pocock))),
      (looks, SequentialOptions(.groupSequential(.pocock), plannedUnits: 700)),
      (looks, SequentialOptions(.alwaysValid, tuning: 0)),
    ]
    for plan in plans {
      #expect(throws: ExperimentError.self) {
        try SequentialAnalysis(plan.looks, options, plan.rule)
      }
    }
  }

  @Test("options survive a round trip, and unknown methods are told")
  func coding() throws {
    for method in [SequentialOptions.Method.alwaysValid, .groupSequential(.pocockExact)] {
      let rule = SequentialOptions(method, plannedUnits: 500)
      let data = try JSONEncoder().encode(rule)
      #expect(try JSONDecoder().decode(SequentialOptions.self, from: data) == rule)
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(SequentialOptions.self, from: Data(#"{"method": "peek"}"#.utf8))
    }
  }
}
