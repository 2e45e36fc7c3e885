import Findings
import MediaMix
import Testing

@Suite("The next experiment")
struct NextExperimentTests {
  @Test("is ranked by value less cost, every number bound, on any number of threads")
  func ranking() async throws {
    let panel = try PlannedPanel(geos: 4, history: 60)
    let result = try await panel.fit()
    let answer = try await NextExperiment(result, threads: 2)
    let nets = answer.candidates.map(\.net)
    #expect(nets == nets.sorted(by: >) && !nets.isEmpty)
    #expect(answer.candidates.allSatisfy { $0.sample.value >= 0 && $0.standardError > 0 })
    #expect(answer.candidates.allSatisfy { $0.sample.value <= answer.perfect * 1.05 + 1e-9 })
    // Going dark loses outcome, heavy-ups gain it.
    for candidate in answer.candidates {
      let isDark = candidate.test.change == .goDark
      #expect(isDark ? candidate.lift.mean < 0 : candidate.lift.mean > 0)
    }
    let again = try await NextExperiment(result, threads: 1)
    let findings = answer.findings(language: .en, isForced: true)
    #expect(findings == again.findings(language: .en, isForced: true))
    let keys = Set(findings.map(\.key))
    #expect(keys.count == findings.count)
    for case .table(let grid) in answer.sections(isForced: true).flatMap(\.blocks) {
      for case .value(let key) in grid.rows.joined() { #expect(keys.contains(key)) }
      #expect(grid.rows.allSatisfy { $0.count == grid.columns.count })
    }
    if answer.recommended == nil {
      #expect(findings.first?.text.contains("No experiment pays") == true)
    }
  }

  @Test("refuses a KPI that is no money, and choices that do not fit, all at once")
  func refusals() async throws {
    let panel = try PlannedPanel { $0.target = .init(column: "kpi", kind: .other) }
    let result = try await panel.fit()
    do {
      _ = try await NextExperiment(
        result, choices: .init(horizon: 900, bounds: [2, 1], lengths: [99]), threads: 1)
      Issue.record("nothing was refused")
    } catch let error as MediaMixError {
      for what in ["no money value", "horizon", "multiples around 1", "test of 99"] {
        #expect(error.description.contains(what))
      }
    }
  }
}
