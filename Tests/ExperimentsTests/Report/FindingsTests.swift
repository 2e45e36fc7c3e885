import Experiments
import Findings
import Foundation
import Interchange
import Tables
import TestSupport
import Testing

@Suite("Findings of experiments")
struct FindingsTests {
  private func result(
    split: [String: Double] = [:], change: (inout ExperimentOptions) -> Void = { _ in }
  ) throws -> ExperimentAnalysis {
    let reference = try ReferenceResults.load()
    var guardrail = ExperimentMetric("visit")
    guardrail.guardrail = .init(margin: 0.1)
    var spend = ExperimentMetric("spend", kind: .mean)
    (spend.covariate, spend.unit) = ("history", "EUR")
    var options = referenceOptions(spend, guardrail)
    options.shares = split
    change(&options)
    return try ExperimentAnalysis(reference.table(), options: options)
  }

  @Test("every number has a key of its own and a sentence in both languages")
  func complete() throws {
    for language in Language.allCases {
      let findings = try result().findings(language: language)
      #expect(Set(findings.map(\.key)).count == findings.count)
      #expect(findings.allSatisfy { $0.text.hasSuffix(".") && $0.status == .ok })
      for id in [
        "units", "srm", "value", "effect", "lift", "p_value", "guardrail", "variance_share",
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
    #expect(mismatch.result.sampleRatio.isMismatch && mismatch.gateReasons.count == 1)
    #expect(mismatch.figures().isEmpty && !mismatch.figures(isForced: true).isEmpty)
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

  @Test("looks and posteriors replace what the end says of goals, and the gate holds them too")
  func methods() throws {
    for method in [ExperimentOptions.Method.sequential, .bayesian] {
      let analysis = try result { $0.method = method }
      let fixed = try result()
      for language in Language.allCases {
        let findings = analysis.findings(language: language)
        #expect(Set(findings.map(\.key)).count == findings.count)
        #expect(findings.allSatisfy { $0.text.hasSuffix(".") && $0.value?.isFinite == true })
      }
      let findings = analysis.findings(language: .en)
      let effect = FindingKey(
        id: "experiment.effect", subject: ["arm": "mail", "metric": "spend"])
      let mine = try #require(findings.first { $0.key == effect }?.interval)
      let other = try #require(fixed.findings(language: .en).first { $0.key == effect }?.interval)
      #expect(mine != other && mine.kind == (method == .bayesian ? .credible : .confidence))
      let guardrail = { (list: [Finding]) in list.filter { $0.subject["metric"] == "visit" } }
      #expect(guardrail(findings) == guardrail(fixed.findings(language: .en)))
      let gated = try result(split: ["control": 8, "mail": 1, "post": 1]) { $0.method = method }
      let names = ["effect", "statistic", "p_value", "probability_more", "expected_loss"]
      for finding in gated.findings(language: .en)
      where names.contains(String(finding.id.dropFirst(11))) {
        #expect(finding.status == .withheld && finding.value == nil)
      }
    }
  }

  @Test("sections show only findings and figures there are, and every figure once")
  func sections() throws {
    for method in ExperimentOptions.Method.allCases {
      let splits: [[String: Double]] = [[:], ["control": 8, "mail": 1, "post": 1]]
      for split in splits {
        let analysis = try result(split: split) { $0.method = method }
        let keys = Set(analysis.findings(language: .en).map(\.key))
        let figures = analysis.figures().map(\.id)
        let blocks = analysis.sections().flatMap(\.blocks)
        #expect(shownKeys(blocks).isSubset(of: keys))
        #expect(shownFigures(blocks) == figures)
        #expect(
          analysis.headline.flatMap(\.entries).allSatisfy { keys.contains($0.finding) })
      }
    }
  }

  @Test("a decision is told in plain words, with points for shares")
  func decisions() throws {
    var options = ExperimentOptions(
      arm: "arm", control: "a", metrics: [ExperimentMetric("seen"), ExperimentMetric("kept")])
    options.metrics[1].guardrail = .init(margin: 0.1)
    let arms = (0..<4000).map { $0 % 2 == 0 ? "a" : "b" }
    let seen = (0..<4000).map { unit -> Double? in
      let most = unit % 2 == 0 ? 4 : 6
      return unit / 2 % 20 < most ? 1 : 0
    }
    let kept = (0..<4000).map { unit -> Double? in unit / 2 % 20 < 16 ? 1 : 0 }
    let table = Table(
      source: "t.csv",
      columns: [("arm", .texts(arms)), ("seen", .numbers(seen)), ("kept", .numbers(kept))])
    let analysis = try ExperimentAnalysis(table, options: options)
    let notes = analysis.sections()[0].blocks.compactMap { block in
      if case .note(let note) = block { note.text } else { nil }
    }
    #expect(notes[0].en.hasPrefix("b raises seen by 10.0 percentage points [7."))
    #expect(notes[0].en.hasSuffix("against a. The guardrail kept is kept."))
    #expect(notes[0].de.hasPrefix("b erhöht seen um 10,0 Prozentpunkte [7,"))
  }

  @Test("a plan tells its findings, each once, with what other run times find")
  func plan() throws {
    var options = PlanOptions(.proportion, baseline: 0.1)
    (options.lift, options.unitsPerDay) = (0.1, 900)
    options.sequential = SequentialOptions(.alwaysValid)
    let plan = try PlanAnalysis(options)
    for language in Language.allCases {
      let findings = plan.findings(language: language)
      #expect(Set(findings.map(\.key)).count == findings.count)
      #expect(findings.allSatisfy { $0.text.hasSuffix(".") && $0.value?.isFinite == true })
      #expect(shownKeys(plan.sections().flatMap(\.blocks)).isSubset(of: Set(findings.map(\.key))))
    }
    #expect(plan.plan.unitsByArm.reduce(0, +) == plan.plan.units)
    let lifts = plan.horizons.compactMap(\.lift)
    #expect(lifts.count == 7 && lifts == lifts.sorted(by: >))
    #expect(abs((plan.chances.first { $0.lift == plan.plan.lift }?.power ?? 0) - 0.8) < 0.001)
  }

  @Test("a history gives a plan its numbers")
  func history() throws {
    let reference = try ReferenceResults.load()
    var options = PlanOptions(.proportion, baseline: 0)
    (options.metric, options.lift) = ("visit", 0.2)
    let share = try options.measured(reference.table())
    let visits = reference.rows.map(\.visit)
    #expect(share.kind == .proportion && share.standardDeviation == nil)
    #expect(isClose(share.baseline, visits.reduce(0, +) / Double(visits.count), 1e-12))
    options.metric = "spend"
    #expect(try options.measured(reference.table()).kind == .mean)
    (options.metric, options.denominator) = ("clicks", "views")
    let ratio = try options.measured(reference.table())
    let clicks = reference.rows.map(\.clicks).reduce(0, +)
    #expect(ratio.kind == .ratio && ratio.standardDeviation ?? 0 > 0)
    #expect(isClose(ratio.baseline, clicks / reference.rows.map(\.views).reduce(0, +), 1e-12))
  }

  private func shownKeys(_ blocks: [Section.Block]) -> Set<FindingKey> {
    var keys: Set<FindingKey> = []
    for case .table(let grid) in blocks {
      #expect(grid.rows.allSatisfy { $0.count == grid.columns.count }, "\(grid.id)")
      for cell in grid.rows.joined() {
        switch cell {
        case .value(let key), .median(let key), .interval(let key): keys.insert(key)
        case .text, .number: break
        }
      }
    }
    return keys
  }

  private func shownFigures(_ blocks: [Section.Block]) -> [String] {
    blocks.compactMap { block in if case .figure(let id) = block { id } else { nil } }
  }

  @Test("a mean becomes a lift test of all units of the arm; a ratio does not")
  func liftTest() throws {
    let result = try result().result
    var wanted = LiftTestOptions(channels: ["mail"], from: "2026-01-05", to: "2026-01-18")
    (wanted.metric, wanted.arm) = ("spend", "mail")
    let test = try result.liftTest(wanted)
    let effect = result.metrics[0].effects[0]
    #expect(test.kind == .conversionLift && test.channels == ["mail"])
    #expect(isClose(test.lift, 60 * effect.difference, 1e-12))
    #expect(isClose(test.standardError, 60 * effect.standardError, 1e-12))
    for (metric, arm) in [("spend", "control"), ("nothing", "mail"), ("spend", nil)] {
      (wanted.metric, wanted.arm) = (metric, arm)
      #expect(throws: ExperimentError.self) { try result.liftTest(wanted) }
    }
  }
}
