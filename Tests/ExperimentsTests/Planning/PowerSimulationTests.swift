import Experiments
import Foundation
import Probability
import TestSupport
import Testing

@Suite("Planned power and coverage, simulated")
struct PowerSimulationTests {
  private let replicates = 2_000

  /// Whether a count agrees with a probability to four Monte Carlo errors.
  private func agrees(_ count: Int, _ probability: Double) -> Bool {
    let n = Double(replicates)
    return abs(Double(count) - probability * n)
      <= 4 * (probability * (1 - probability) * n).squareRoot()
  }

  private func binomial(_ n: Int, _ p: Double, _ stream: inout RandomStream) -> Int {
    (0..<n).count { _ in stream.uniform() < p }
  }

  @Test("shares: the plan's power is that of the test, and the interval covers")
  func shares() throws {
    var options = PlanOptions(.proportion, baseline: 0.2)
    options.lift = 0.5
    let plan = try ExperimentPlan(options)
    var (found, covered, alarms) = (0, 0, 0)
    for replicate in 0..<replicates {
      var stream = RandomStream(seed: 3, stream: UInt64(replicate))
      let (n0, n1) = (plan.unitsByArm[0], plan.unitsByArm[1])
      let control = max(1, binomial(n0, 0.2, &stream))
      let effect = sharesEffect(binomial(n1, 0.3, &stream), n1, control, n0)
      found += effect.pValue < 0.05 ? 1 : 0
      let limits = effect.differenceLimits
      covered += limits.lower <= 0.1 && limits.upper >= 0.1 ? 1 : 0
      let null = sharesEffect(binomial(n1, 0.2, &stream), n1, control, n0)
      alarms += null.pValue < 0.05 ? 1 : 0
    }
    #expect(agrees(found, plan.power), "\(found)")
    #expect(agrees(covered, 0.95), "\(covered)")
    #expect(agrees(alarms, 0.05), "\(alarms)")
  }

  @Test("means with a covariate: power and coverage, of difference and lift, and of ratios")
  func adjusted() throws {
    var options = PlanOptions(.mean, baseline: 10, standardDeviation: 5)
    (options.lift, options.correlation) = (0.1, 0.6)
    let plan = try ExperimentPlan(options)
    var counts = (found: 0, covered: 0, lift: 0, ratio: 0)
    for replicate in 0..<replicates {
      var stream = RandomStream(seed: 9, stream: UInt64(replicate))
      let money = crowd(plan.unitsByArm, &stream) { arm, stream in
        let x = stream.standardNormal()
        let y = 10 + Double(arm) + 5 * (0.6 * x + 0.8 * stream.standardNormal())
        return SIMD3(y, 1, x)
      }
      let mean = effect(money, .mean, covariate: "before")
      counts.found += mean.pValue < 0.05 ? 1 : 0
      counts.covered += contains(mean.differenceLimits, 1) ? 1 : 0
      counts.lift += mean.liftLimits.map { contains($0, 0.1) } ?? false ? 1 : 0
      let rates = crowd([150, 150], &stream) { arm, stream in
        let views = 1 + Double(binomial(6, 0.5, &stream))
        let clicks = (0..<Int(views)).count { _ in stream.uniform() < 0.3 + 0.05 * Double(arm) }
        return SIMD3(Double(clicks), views, 0)
      }
      counts.ratio += contains(effect(rates, .ratio).differenceLimits, 0.05) ? 1 : 0
    }
    #expect(agrees(counts.found, plan.power), "\(counts)")
    #expect(agrees(counts.covered, 0.95) && agrees(counts.lift, 0.95), "\(counts)")
    #expect(agrees(counts.ratio, 0.95), "\(counts)")
  }

  private func contains(_ limits: ExperimentResult.Limits, _ x: Double) -> Bool {
    limits.lower <= x && x <= limits.upper
  }

  private func crowd(
    _ sizes: [Int], _ stream: inout RandomStream,
    _ unit: (Int, inout RandomStream) -> SIMD3<Double>
  ) -> [ArmMoments] {
    sizes.indices.map { arm in
      var units: [SIMD3<Double>] = []
      for _ in 0..<sizes[arm] { units.append(unit(arm, &stream)) }
      return ArmMoments(units)
    }
  }

  private func effect(
    _ moments: [ArmMoments], _ kind: ExperimentMetric.Kind, covariate: String? = nil
  ) -> ExperimentResult.Effect {
    let metric = ExperimentMetric("metric", kind: kind)
    let data = ExperimentData(
      arms: ["control", "new"], counts: moments.map(\.count),
      metrics: [.init(metric: metric, kind: kind, covariate: covariate, moments: moments)])
    let options = ExperimentOptions(arm: "arm", control: "control", metrics: [metric])
    return FixedHorizon.analyse(data, options).metrics[0].effects[0]
  }
}
