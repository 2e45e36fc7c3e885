import Findings
import Inference
import MediaMix
import Probability
import Testing

/// What has not converged is not reported.
struct GateTests {
  private func shortRun(draws: Int = 20) async throws -> MediaMixResult {
    let data = try SmallPanel.data(geos: 1, periods: 40)
    let options = SmallPanel.options(data) {
      $0.sampler = .init(chains: 2, warmup: 20, draws: .count(draws), seed: 3)
    }
    return try await MediaMix.fit(data: data, options: options, threads: 2)
  }

  @Test("numbers of a run that has not converged are withheld, with reason and remedy")
  func withheld() async throws {
    let result = try await shortRun()
    #expect(!result.verdict.passed)
    for language in [Language.en, .de] {
      let findings = result.findings(language: language)
      let posterior = findings.filter {
        $0.id != "mmm.diagnostic" && $0.key != MediaMixHealth.attention
      }
      #expect(posterior.count > 20)
      for finding in posterior {
        #expect(finding.status == .withheld)
        #expect(finding.value == nil && finding.median == nil && finding.interval == nil)
        #expect(finding.reason == result.gateReason[language] && finding.reason?.isEmpty == false)
        #expect(finding.remedy?.isEmpty == false)
        #expect(finding.text == posterior[0].text)
      }
      // What the gate saw is always told, and what follows.
      let verdict = findings.first { $0.key == MediaMixHealth.attention }
      #expect(verdict?.status == .ok && verdict?.value == 1)
      let diagnostics = findings.filter { $0.id == "mmm.diagnostic" }
      #expect(diagnostics.count >= 5 && diagnostics.allSatisfy { $0.status == .ok })
    }
  }

  @Test("no figure shows what was withheld")
  func figures() async throws {
    let result = try await shortRun()
    let shown = result.figures(language: .en)
    #expect(shown.map(\.id) == ["mmm.data.outcome", "mmm.data.spend"])
    #expect(result.figures(language: .en, isForced: true).count > shown.count)
  }

  @Test("forced numbers are shown and marked")
  func forced() async throws {
    let findings = try await shortRun().findings(language: .en, isForced: true)
    let posterior = findings.filter {
      $0.id != "mmm.diagnostic" && $0.key != MediaMixHealth.attention
    }
    #expect(posterior.allSatisfy { $0.status == .forced && $0.reason?.isEmpty == false })
    #expect(posterior.contains { $0.id == "mmm.roi" && $0.value != nil && $0.interval != nil })
  }

  @Test("chains stuck apart fail, and the verdict names the quantity")
  func stuckApart() {
    var stream = RandomStream(seed: 1, stream: 0)
    func chain(_ level: Double) -> [Double] {
      (0..<1000).map { _ in level + stream.standardNormal() }
    }
    let apart = Diagnostics.summary([chain(0), chain(5)])
    let together = Diagnostics.summary([chain(0), chain(0)])
    let gate = ConvergenceGate()
    let verdict = gate.judge(
      [("good", together), ("stuck", apart)], divergences: 0, draws: 2000,
      energyFractions: [1, 1])
    #expect(verdict.failures.contains(.rHat) && verdict.worstRHat == "stuck")
    #expect(
      gate.judge([("good", together)], divergences: 0, draws: 2000, energyFractions: [1, 1])
        .passed)
  }

  @Test("a quantity whose diagnostics are not numbers never passes")
  func notANumber() {
    var stream = RandomStream(seed: 2, stream: 0)
    var chain = (0..<1000).map { _ in stream.standardNormal() }
    let good = Diagnostics.summary([chain, chain.reversed()])
    chain[17] = .nan
    let gate = ConvergenceGate()
    let bad = Diagnostics.summary([chain, chain.reversed()])
    #expect(
      !gate.judge([("bad", bad)], divergences: 0, draws: 2000, energyFractions: [1]).passed)
    for part in [\ConvergenceSummary.rHat, \.essBulk, \.essTail] {
      var summary = good
      summary[keyPath: part] = .nan
      #expect(
        !gate.judge([("bad", summary)], divergences: 0, draws: 2000, energyFractions: [1]).passed)
    }
    #expect(
      !gate.judge([("good", good)], divergences: 0, draws: 2000, energyFractions: [.nan]).passed)
    #expect(!gate.judge([("good", good)], divergences: 0, draws: 2000, energyFractions: []).passed)
  }

  @Test("draws: auto ends with the draws of a fixed count of the same size, bit for bit")
  func automatic() async throws {
    let data = try SmallPanel.data(geos: 4, periods: 16)
    func run(_ draws: MediaMixOptions.Sampler.Draws) async throws -> MediaMixSampling {
      let options = SmallPanel.options(data) {
        $0.sampler = .init(chains: 2, warmup: 20, draws: draws, seed: 1)
        $0.baseline = .init(knots: .count(2), fourier: 0, periodEffects: false)
      }
      return try await MediaMixSampler(
        model: MediaMixModel(data: data, options: options), threads: 2
      ).run()
    }
    let automatic = try await run(.auto)
    // One block is 1,000 draws a chain; so short a warm-up needs more.
    try #require(automatic.draws.count > 1000 && automatic.verdict.passed)
    let fixed = try await run(.count(automatic.draws.count))
    #expect(automatic.draws == fixed.draws)
    #expect(automatic.parameters == fixed.parameters)
    #expect(automatic.verdict == fixed.verdict)
  }
}
