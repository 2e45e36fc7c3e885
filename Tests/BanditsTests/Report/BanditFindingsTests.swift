import Bandits
import Findings
import Testing

@Suite("Findings of a bandit")
struct BanditFindingsTests {
  private func allocation() throws -> Allocation {
    var options = BanditOptions(arms: ["cheap", "dear"])
    options.prices = ["cheap": 1, "dear": 9]
    options.guardrails = [Guardrail(.cpa, 50)]
    let histories = ["cheap", "dear"].map { name in
      var step = ArmStep(step: 0, age: 5)
      (step.decisions, step.converted, step.conversions) = (5000, 200, 200)
      return ArmHistory(name: name, steps: [step])
    }
    var progress = CampaignProgress()
    progress.total = 10_000
    let beliefs = try BeliefModel(options, delay: .none).beliefs(histories)
    return Allocator(options, beliefs: beliefs, progress: progress).allocation()
  }

  @Test("each finding has a key of its own, and a stopped arm says why in both languages")
  func findings() throws {
    let allocation = try allocation()
    let english = allocation.findings(language: .en, currency: "EUR", level: 0.9)
    #expect(Set(english.map(\.key)).count == english.count)
    let stopped = try #require(
      english.first { $0.id == "bandit.share" && $0.subject == ["arm": "dear"] })
    #expect(stopped.value == 0)
    #expect(stopped.text.contains("stopped"))
    let german = allocation.findings(language: .de, currency: "EUR", level: 0.9)
    #expect(german.map(\.value) == english.map(\.value))
    #expect(german.contains { $0.text.contains("gestoppt") })
    let cpa = try #require(
      english.first { $0.id == "bandit.guardrail" && $0.subject == ["metric": "cpa"] })
    #expect(try #require(cpa.value) > 20)
    #expect(try #require(cpa.value) < 30)
    #expect(cpa.unit.symbol == "EUR/conversion")
  }

  @Test("a simulation's findings have keys of their own, and its section shows what exists")
  func simulation() async throws {
    var bandit = BanditOptions(arms: ["a", "b"])
    bandit.prices = ["a": 1, "b": 2]
    bandit.guardrails = [Guardrail(.cpa, 20)]
    bandit.burnIn = 100
    var options = SimulationOptions()
    (options.campaigns, options.steps, options.decisions) = (4, 3, 100)
    let simulation = try await BanditSimulation.run(bandit, options: options)
    let findings = simulation.findings(language: .en)
    let keys = Set(findings.map(\.key))
    #expect(keys.count == findings.count)
    #expect(simulation.findings(language: .de).map(\.value) == findings.map(\.value))
    let figures = simulation.figures
    #expect(figures.count == 3 && figures.flatMap(\.findings).allSatisfy(keys.contains))
    for case .table(let grid) in simulation.section.blocks {
      for case .value(let key) in grid.rows.flatMap({ $0 }) { #expect(keys.contains(key)) }
    }
    for campaign in simulation.campaigns {
      let path = campaign.guarded.path
      #expect(path.count == 3 && abs((path.last?.regret ?? 0) - campaign.guarded.regret) < 1e-6)
    }
    options.steps = 1
    await #expect(throws: BanditError.self) {
      try await BanditSimulation.run(bandit, options: options)
    }
  }

  @Test("the section shows findings and figures that exist")
  func section() throws {
    let allocation = try allocation()
    let keys = Set(
      allocation.findings(language: .en, currency: nil, level: 0.9).map(\.key))
    let figures = Set(allocation.figures.map(\.id))
    for block in allocation.section.blocks {
      switch block {
      case .figure(let id): #expect(figures.contains(id))
      case .note, .prose: break
      case .table(let grid):
        for row in grid.rows {
          #expect(row.count == grid.columns.count)
          for case .value(let key) in row { #expect(keys.contains(key)) }
        }
      }
    }
  }
}
