import Budget
import Findings
import Interchange
import Probability
import TestSupport
import Testing

@Suite("How sure a plan is")
struct DecisionTests {
  private static let context = BudgetAnalysis.Context(
    money: .money("EUR"), outcome: .money("EUR"), period: Period(from: "a", to: "b"))

  @Test("is the same on one thread and on three, and has all its findings once")
  func threads() async throws {
    let model = SyntheticModel(channels: 4, periods: 8, draws: 120, seed: 5)
    let one = try await BudgetAnalysis(
      model, options: BudgetOptions(), context: Self.context, threads: 1)
    let three = try await BudgetAnalysis(
      model, options: BudgetOptions(), context: Self.context, threads: 3)
    #expect(one.findings(language: .en) == three.findings(language: .en))
    let findings = one.findings(language: .de)
    #expect(Set(findings.map(\.key)).count == findings.count)
    for finding in findings { #expect(finding.value?.isFinite == true, "\(finding.id)") }
    let known = Set(findings.map(\.key))
    for figure in one.figures() { #expect(figure.findings.allSatisfy(known.contains)) }
    for case .table(let grid) in one.sections().flatMap(\.blocks) {
      for case .value(let key) in grid.rows.flatMap({ $0 }) { #expect(known.contains(key)) }
    }
  }

  @Test("knowing all is worth no less than knowing one channel, and nothing where all is known")
  func information() async throws {
    let model = SyntheticModel(channels: 4, periods: 8, draws: 200, seed: 6)
    let analysis = try await BudgetAnalysis(
      model, options: BudgetOptions(), context: Self.context, threads: 2)
    let decision = analysis.decision
    #expect(decision.regret > 0 && decision.todayRegret >= decision.regret)
    for value in decision.information { #expect(value >= 0 && value <= 1.05 * decision.regret) }
    var certain = model
    for c in certain.channels.indices {
      certain.heights[c] = certain.heights[c].map { _ in certain.heights[c][0] }
      certain.halves[c] = certain.halves[c].map { _ in certain.halves[c][0] }
    }
    let sure = try await BudgetAnalysis(
      certain, options: BudgetOptions(), context: Self.context, threads: 2)
    let scale = abs(sure.decision.optimum.value)
    #expect(sure.decision.regret <= 1e-5 * scale)
    #expect(sure.decision.probability == 1 && sure.isRecommended)
  }

  @Test("where channels are alike the plan is kept")
  func keep() async throws {
    var model = SyntheticModel(channels: 4, periods: 6, draws: 400, seed: 8)
    var stream = RandomStream(seed: 1, stream: 2)
    model.spend = model.spend.map { _ in [[10, 10, 10, 10, 10, 10]] }
    for c in model.channels.indices {
      model.heights[c] = model.heights[c].map { _ in 20 * (1 + 0.5 * stream.standardNormal()) }
      model.halves[c] = model.halves[c].map { _ in 10 }
    }
    let analysis = try await BudgetAnalysis(
      model, options: BudgetOptions(), context: Self.context, threads: 2)
    #expect(!analysis.isRecommended)
    #expect(analysis.findings(language: .en)[0].text.hasPrefix("Keep the plan"))
    #expect(analysis.decision.optimism > 0)
  }

  @Test("risk objectives score at least as well as the plan that is best in the mean")
  func risk() async throws {
    let model = SyntheticModel(channels: 4, periods: 6, draws: 200, seed: 10)
    var options = BudgetOptions()
    let mean = try await BudgetAnalysis(
      model, options: options, context: Self.context, threads: 2)
    for objective in [
      Objective.quantile(0.1), .tailMean(0.2), .meanLessDeviations(1), .probability,
    ] {
      options.objective = objective
      let careful = try await BudgetAnalysis(
        model, options: options, context: Self.context, threads: 2)
      #expect(careful.decision.optimum.gap == nil)
      func score(_ decision: BudgetDecision) -> Double {
        objective.score(decision.outcomes, today: decision.todayOutcomes)
      }
      let (a, b) = (score(careful.decision), score(mean.decision))
      #expect(a >= b - 1e-3 * abs(b), "\(objective): \(a) \(b)")
      let total = careful.decision.optimum.plan.reduce(0, +)
      let asked = mean.decision.optimum.plan.reduce(0, +)
      #expect(abs(total / asked - 1) < 1e-6)
    }
  }

  @Test("a free flighting beats today's course, and is certified")
  func flighting() async throws {
    let model = SyntheticModel(channels: 3, periods: 12, draws: 60, seed: 11)
    var options = BudgetOptions()
    options.flighting = .free
    let analysis = try await BudgetAnalysis(
      model, options: options, context: Self.context, threads: 2)
    let free = try #require(analysis.flighting)
    #expect(free.gain > 0)
    let gap = try #require(free.gap)
    #expect(gap < 1e-3, "\(gap)")
    let total = free.courses.reduce(0.0) { $0 + $1.reduce(0, +) }
    let asked = analysis.decision.optimum.plan.reduce(0, +)
    #expect(abs(total / asked - 1) < 1e-6)
    for course in free.courses { #expect(course.allSatisfy { $0 >= 0 }) }
  }
}
