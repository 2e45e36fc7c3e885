import Budget
import Findings
import Interchange
import TestSupport
import Testing

/// What plans cost, for the log of the slow group: no figure is a test.
@Suite("What plans cost", .enabled(if: SlowGroup.isEnabled))
struct TimingTests {
  private func time(_ name: String, _ work: () async throws -> String) async throws {
    let clock = ContinuousClock()
    let (begin, cpu) = (clock.now, SlowGroup.processorSeconds)
    let result = try await work()
    let seconds = (clock.now - begin) / .seconds(1)
    SlowGroup.log(
      name, seconds: SlowGroup.processorSeconds - cpu, "\(result), \(seconds) s by the clock")
  }

  @Test("20 channels over 52 weeks and 4,000 draws")
  func channels() async throws {
    for steep in [1.0, 2.0] {
      let model = SyntheticModel(channels: 20, draws: 4000, seed: 1) { _ in steep }
      try await time("20 channels, slope \(steep), plan") {
        let problem = try await BudgetProblem(model, options: BudgetOptions(), threads: 2)
        let best = try problem.optimum()
        #expect(best.plan.count == 20)
        return "gap \((best.gap ?? 0) / best.value), \(best.nodeCount) subproblems"
      }
      try await time("20 channels, slope \(steep), whole decision") {
        let problem = try await BudgetProblem(model, options: BudgetOptions(), threads: 2)
        return "probability \(try await BudgetDecision(problem).probability)"
      }
    }
  }

  @Test("20 channels with a free weekly flighting")
  func flighting() async throws {
    let model = SyntheticModel(channels: 20, draws: 4000, seed: 1)
    var options = BudgetOptions()
    options.flighting = .free
    let problem = try await BudgetProblem(model, options: options, threads: 2)
    let totals = try problem.optimum().plan
    try await time("20 channels, free flighting") {
      let free = try await FreeFlighting(problem, totals: totals)
      return "gap \(free.gap ?? -1), gain \(free.gain)"
    }
  }

  @Test("50 geos and 10 channels")
  func geos() async throws {
    let model = SyntheticModel(channels: 10, geos: 50, draws: 4000, seed: 1)
    var options = BudgetOptions()
    options.grain = .geo
    try await time("50 geos, 10 channels, plan") {
      let problem = try await BudgetProblem(model, options: options, threads: 2)
      let best = try problem.optimum()
      return "gap \((best.gap ?? 0) / best.value)"
    }
    try await time("50 geos, 10 channels, whole decision") {
      let problem = try await BudgetProblem(model, options: options, threads: 2)
      return "probability \(try await BudgetDecision(problem).probability)"
    }
  }
}
