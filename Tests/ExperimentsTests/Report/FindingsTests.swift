import Experiments
import Findings
import Foundation
import Interchange
import TestSupport
import Testing

@Suite("Findings of experiments")
struct FindingsTests {
  private func result(split: [String: Double] = [:]) throws -> ExperimentResult {
    let reference = try ReferenceResults.load()
    var guardrail = ExperimentMetric("visit")
    guardrail.guardrail = .init(margin: 0.1)
    var spend = ExperimentMetric("spend", kind: .mean)
    (spend.covariate, spend.unit) = ("history", "EUR")
    var options = referenceOptions(spend, guardrail)
    options.shares = split
    return FixedHorizon.analyse(try ExperimentData(reference.table(), options: options), options)
  }

  @Test("every number has a key of its own and a sentence in both languages")
  func complete() throws {
    for language in Language.allCases {
      let findings = try result().findings(language: language)
      #expect(Set(findings.map(\.key)).count == findings.count)
      #expect(findings.allSatisfy { $0.text.hasSuffix(".") && $0.status == .ok })
      for id in [
        "units", "srm", "value", "effect", "lift", "p_value", "guardrail", "variance_reduction",
      ] {
        #expect(findings.contains { $0.id == "experiment.\(id)" }, "\(id)")
      }
    }
    let effect = try #require(
      try result().findings(language: .en).first { $0.id == "experiment.effect" })
    #expect(effect.subject == ["arm": "mail", "metric": "spend"])
    #expect(effect.unit == Unit("EUR") && effect.interval?.level == 0.95)
  }

  @Test("a sample-ratio mismatch withholds every effect, unless forced")
  func gate() throws {
    let mismatch = try result(split: ["control": 8, "mail": 1, "post": 1])
    #expect(mismatch.sampleRatio.isMismatch)
    let findings = mismatch.findings(language: .en)
    let outcomes = ["value", "effect", "lift", "p_value", "guardrail"].map { "experiment.\($0)" }
    for finding in findings where outcomes.contains(finding.id) {
      #expect(finding.status == .withheld && finding.value == nil && finding.interval == nil)
      #expect(finding.reason?.isEmpty == false && finding.remedy?.isEmpty == false)
    }
    #expect(findings.first { $0.id == "experiment.srm" }?.value ?? 1 < 0.001)
    let forced = mismatch.findings(language: .de, isForced: true)
    for finding in forced where outcomes.contains(finding.id) {
      #expect(finding.status == .forced && finding.value != nil)
    }
  }

  @Test("looks, posteriors and plans tell their findings, each once")
  func others() throws {
    let reference = try ReferenceResults.load()
    let options = referenceOptions(ExperimentMetric("visit"))
    let data = try ExperimentData(reference.table(), options: options)
    var plan = PlanOptions(.proportion, baseline: 0.1)
    (plan.lift, plan.unitsPerDay, plan.sequential) = (0.1, 900, SequentialOptions(.alwaysValid))
    for language in Language.allCases {
      let looks = try SequentialAnalysis([data], options, SequentialOptions(.alwaysValid))
      let pages = [
        looks.findings(language: language, level: 1 - looks.alpha),
        BayesianAnalysis(data, level: 0.95).findings(language: language),
        try ExperimentPlan(plan).findings(language: language),
      ]
      #expect(pages.map(\.count) == [6, 8, 5])
      for findings in pages {
        #expect(Set(findings.map(\.key)).count == findings.count)
        #expect(findings.allSatisfy { $0.text.hasSuffix(".") && $0.value?.isFinite == true })
      }
    }
  }

  @Test("a mean becomes a lift test of all units of the arm; a ratio does not")
  func liftTest() throws {
    let result = try result()
    let test = try result.liftTest(
      name: "mailing", metric: "spend", arm: "mail", channels: ["mail"], from: "2026-01-05",
      to: "2026-01-18")
    let effect = result.metrics[0].effects[0]
    #expect(test.kind == .conversionLift && test.channels == ["mail"])
    #expect(isClose(test.lift, 60 * effect.difference, 1e-12))
    #expect(isClose(test.standardError, 60 * effect.standardError, 1e-12))
    for (metric, arm) in [("spend", "control"), ("nothing", "mail")] {
      #expect(throws: ExperimentError.self) {
        try result.liftTest(
          name: "t", metric: metric, arm: arm, channels: ["mail"], from: "2026-01-05",
          to: "2026-01-18")
      }
    }
  }
}
