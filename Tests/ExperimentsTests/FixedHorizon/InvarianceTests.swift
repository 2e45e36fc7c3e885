import Experiments
import Probability
import TestSupport
import Testing

@Suite("Relabelled and rescaled experiments")
struct InvarianceTests {
  let reference: ReferenceResults

  init() throws { reference = try ReferenceResults.load() }

  private func effect(
    _ metric: ExperimentMetric, control: String, arm: String, scale: Double = 1,
    order: [Int]? = nil
  ) throws -> ExperimentResult.Effect {
    var options = referenceOptions(metric)
    options.control = control
    options.covariate = metric.kind == .mean ? "history" : nil
    let table = reference.table(order: order, scale: scale)
    let data = try ExperimentData(table, options: options)
    let effects = FixedHorizon.analyse(data, options).metrics[0].effects
    return try #require(effects.first { $0.arm == arm })
  }

  private var metrics: [ExperimentMetric] {
    [
      ExperimentMetric("spend", kind: .mean), ExperimentMetric("visit"),
      ExperimentMetric(ratio: "ctr", numerator: "clicks", denominator: "views"),
    ]
  }

  @Test("arms swapped flip signs and limits, and turn a lift into its inverse")
  func swap() throws {
    for metric in metrics {
      let one = try effect(metric, control: "control", arm: "mail")
      let other = try effect(metric, control: "mail", arm: "control")
      #expect(isClose(one.difference, -other.difference, 1e-12))
      #expect(isClose(one.differenceLimits.lower, -other.differenceLimits.upper, 1e-10))
      #expect(isClose(one.pValue, other.pValue, 1e-9))
      let (lift, inverse) = try (#require(one.liftLimits), #require(other.liftLimits))
      #expect(isClose(1 + lift.lower, 1 / (1 + inverse.upper), 1e-9))
      #expect(isClose(1 + lift.upper, 1 / (1 + inverse.lower), 1e-9))
    }
  }

  @Test("another order of rows gives the same bits")
  func permutation() throws {
    var stream = RandomStream(seed: 5, stream: 0)
    let order = Array(reference.rows.indices).shuffled(using: &stream)
    for metric in metrics {
      let one = try effect(metric, control: "control", arm: "post")
      let other = try effect(metric, control: "control", arm: "post", order: order)
      #expect(one == other)
    }
  }

  @Test("another currency scales differences and leaves lifts and p-values")
  func scale() throws {
    let one = try effect(metrics[0], control: "control", arm: "mail")
    let other = try effect(metrics[0], control: "control", arm: "mail", scale: 100)
    #expect(isClose(100 * one.difference, other.difference, 1e-10))
    #expect(isClose(one.pValue, other.pValue, 1e-9))
    #expect(isClose(one.liftLimits?.lower ?? 0, other.liftLimits?.lower ?? 1, 1e-10))
  }

  @Test("a test rejects just where its intervals exclude no effect")
  func coherence() throws {
    var stream = RandomStream(seed: 11, stream: 0)
    for _ in 0..<400 {
      let (n1, n0) = (
        Int.random(in: 5...60, using: &stream), Int.random(in: 5...60, using: &stream)
      )
      let x1 = Int.random(in: 0...n1, using: &stream)
      let x0 = Int.random(in: 1...n0, using: &stream)
      guard (x1 < n1 || x0 < n0), x1 + x0 > 0 else { continue }
      let effect = sharesEffect(x1, n1, x0, n0)
      let excludes = effect.differenceLimits.lower > 0 || effect.differenceLimits.upper < 0
      #expect((effect.pValue < 0.05) == excludes, "\(x1)/\(n1) against \(x0)/\(n0)")
      let lift = try #require(effect.liftLimits)
      #expect((lift.lower > 0 || lift.upper < 0) == excludes)
      #expect(lift.lower >= -1 && lift.lower <= (effect.lift ?? 0) + 1e-12)
      #expect(lift.upper >= (effect.lift ?? 0) - 1e-12)
    }
  }
}

/// The effect of one arm on a share, from counts of successes.
func sharesEffect(
  _ x1: Int, _ n1: Int, _ x0: Int, _ n0: Int, guardrail: ExperimentMetric.Guardrail? = nil
) -> ExperimentResult.Effect {
  var metric = ExperimentMetric("share", kind: .proportion)
  metric.guardrail = guardrail
  func moments(_ x: Int, _ n: Int) -> ArmMoments {
    let p = Double(x) / Double(n)
    return ArmMoments(
      count: n, mean: SIMD3(p, 1, 0),
      variance: SIMD3(p * (1 - p) * Double(n) / Double(n - 1), 0, 0))
  }
  let data = ExperimentData(
    arms: ["control", "new"], counts: [n0, n1],
    metrics: [
      .init(metric: metric, kind: .proportion, moments: [moments(x0, n0), moments(x1, n1)])
    ])
  let options = ExperimentOptions(arm: "arm", control: "control", metrics: [metric])
  return FixedHorizon.analyse(data, options).metrics[0].effects[0]
}
