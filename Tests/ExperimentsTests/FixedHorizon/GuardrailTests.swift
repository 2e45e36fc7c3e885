import Experiments
import TestSupport
import Testing

@Suite("Guardrails")
struct GuardrailTests {
  @Test("an arm alike control keeps a wide margin and cannot show a narrow one")
  func alike() throws {
    let wide = sharesEffect(1_000, 10_000, 1_000, 10_000, guardrail: .init(margin: 0.1))
    let narrow = sharesEffect(1_000, 10_000, 1_000, 10_000, guardrail: .init(margin: 0.001))
    #expect(wide.guardrail?.verdict == .kept)
    #expect(narrow.guardrail?.verdict == .unclear)
    #expect(isClose(wide.guardrail?.margin ?? 0, 0.01, 1e-12))
  }

  @Test("an arm that lost more than the margin broke it")
  func broken() {
    let effect = sharesEffect(800, 10_000, 1_000, 10_000, guardrail: .init(margin: 0.05))
    #expect(effect.guardrail?.verdict == .broken)
    let gain = sharesEffect(1_200, 10_000, 1_000, 10_000, guardrail: .init(margin: 0.05))
    #expect(gain.guardrail?.verdict == .kept)
    let harm = sharesEffect(
      1_200, 10_000, 1_000, 10_000, guardrail: .init(margin: 0.05, harm: .increase))
    #expect(harm.guardrail?.verdict == .broken)
  }

  @Test("an absolute margin passes just where a one-sided limit does")
  func limit() {
    for successes in stride(from: 900, through: 1_050, by: 5) {
      let effect = sharesEffect(
        successes, 10_000, 1_000, 10_000, guardrail: .init(margin: 0.008, scale: .absolute))
      // The limit at 90 % of two sides is that at 95 % of one.
      let half = sharesEffect(successes, 10_000, 1_000, 10_000).differenceLimits
      if half.lower > -0.008 { #expect(effect.guardrail?.verdict == .kept) }
      if half.upper < -0.008 { #expect(effect.guardrail?.verdict == .broken) }
    }
  }

  @Test("a relative margin is a fraction of control's size where control is below zero")
  func negative() throws {
    for (mean, verdict) in [
      (-10.4, GuardrailTest.Verdict.kept), (-11.6, .broken), (-11.0, .unclear),
    ] {
      var metric = ExperimentMetric("profit", kind: .mean)
      metric.guardrail = .init(margin: 0.1)
      let moments = [-10, mean].map {
        ArmMoments(count: 5_000, mean: SIMD3($0, 1, 0), variance: SIMD3(4, 0, 0))
      }
      let data = ExperimentData(
        arms: ["control", "new"], counts: [5_000, 5_000],
        metrics: [.init(metric: metric, kind: .mean, moments: moments)])
      let options = ExperimentOptions(arm: "arm", control: "control", metrics: [metric])
      let effect = FixedHorizon.analyse(data, options).metrics[0].effects[0]
      #expect(effect.guardrail?.verdict == verdict)
      #expect(effect.lift == nil && effect.liftLimits == nil)
    }
  }
}
