import Budget
import Findings
import Interchange
import Probability
import Testing

@Suite("The best plan of a model")
struct OptimumTests {
  private func problem(
    _ model: SyntheticModel, _ change: (inout BudgetOptions) -> Void = { _ in }
  ) async throws -> BudgetProblem {
    var options = BudgetOptions()
    change(&options)
    return try await BudgetProblem(
      model, options: options, resolution: .init(gaps: 32, drawLimit: 200), threads: 2)
  }

  @Test("keeps the total, and equalises what the next unit of money brings between bounds")
  func margins() async throws {
    let problem = try await problem(SyntheticModel(channels: 6, periods: 12, draws: 200, seed: 1))
    let best = try problem.optimum()
    #expect(abs(best.plan.reduce(0, +) / problem.todayTotal - 1) < 1e-9)
    #expect(best.isConcave)
    let gap = try #require(best.gap)
    #expect(gap <= 1e-6 * best.value)
    var inner: [Double] = []
    for (j, cell) in problem.cells.enumerated() {
      let multiple = best.plan[j] / cell.today
      #expect(multiple > 0.7 - 1e-9 && multiple < 1.3 + 1e-9)
      if multiple > 0.701 && multiple < 1.299 {
        inner.append(problem.table.curves[j].meanSlope(at: best.plan[j]))
      }
    }
    for slope in inner { #expect(abs(slope / inner[0] - 1) < 1e-3) }
  }

  @Test("no random shift of money improves the plan, with S-curves too")
  func noShiftImproves() async throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      let model = SyntheticModel(channels: 5, periods: 8, draws: 100, seed: seed) {
        $0 % 2 == 0 ? 1 : 3
      }
      let problem = try await problem(model) { $0.bounds = ["default": [0, 2]] }
      let best = try problem.optimum()
      #expect(!best.isConcave)
      var stream = RandomStream(seed: seed, stream: 7)
      let gap = try #require(best.gap)
      for _ in 0..<3000 {
        let plan = randomPlan(problem, &stream)
        #expect(problem.outcome(plan) <= best.value + gap + 1e-9 * best.value)
      }
    }
  }

  private func randomPlan(_ problem: BudgetProblem, _ stream: inout RandomStream) -> [Double] {
    while true {
      let shares = problem.cells.map { _ in stream.uniform() }
      let sum = shares.reduce(0, +)
      let plan = shares.map { $0 / sum * problem.todayTotal }
      if zip(plan, problem.cells).allSatisfy({ $0 <= 2 * $1.today && $0 <= 1.5 * $1.observed }) {
        return plan
      }
      // Between a random plan and today's there is always one within the bounds.
      let mixed = zip(plan, problem.today).map { 0.2 * $0 + 0.8 * $1 }
      if zip(mixed, problem.cells).allSatisfy({ $0 <= 2 * $1.today && $0 <= 1.5 * $1.observed }) {
        return mixed
      }
    }
  }

  @Test("groups, links, fixed channels, steps and minimum flights are kept")
  func conditions() async throws {
    let model = SyntheticModel(channels: 5, periods: 8, draws: 100, seed: 9)
    let grouped = try await problem(model) {
      $0.groups = [.init(name: "social", channels: ["c00", "c01"], mostShare: 0.3)]
      $0.bounds = ["default": [0.2, 3]]
      $0.extrapolates = true
      $0.fixed = ["c04"]
      $0.linked = [["c02", "c03"]]
    }
    let plan = try grouped.optimum().plan
    let all = plan.reduce(0, +)
    #expect(plan[0] + plan[1] <= 0.3 * all * (1 + 1e-9))
    #expect(plan[4] == grouped.cells[4].today)
    let (ratio, today) = (plan[2] / plan[3], grouped.cells[2].today / grouped.cells[3].today)
    #expect(abs(ratio / today - 1) < 1e-6)
    let stepped = try await problem(model) {
      $0.step = ["default": 50]
      $0.bounds = ["default": [0.5, 1.5]]
      $0.minimumFlight = ["c00": 10_000_000]
    }
    let amounts = try stepped.optimum().plan
    for amount in amounts { #expect(abs(amount / 50 - (amount / 50).rounded()) < 1e-9) }
    #expect(amounts[0] == 0)
    #expect(amounts.reduce(0, +) <= stepped.todayTotal * (1 + 1e-9))
  }

  @Test("targets are met, and the free total is where the next unit brings its cost")
  func targets() async throws {
    let model = SyntheticModel(channels: 4, periods: 8, draws: 100, seed: 3)
    let free = try await problem(model) { $0.total = .free }
    let best = try free.optimum()
    for (j, cell) in free.cells.enumerated() {
      let slope = free.table.curves[j].meanSlope(at: best.plan[j])
      let multiple = best.plan[j] / cell.today
      if multiple > 0.01 && best.plan[j] < 0.99 * min(2 * cell.today, 1.5 * cell.observed) {
        #expect(abs(slope - 1) < 1e-2)
      }
    }
    let today = free.outcome(free.today) / free.todayTotal
    let returning = try await problem(model) { $0.targetROI = 1.1 * today }
    let plan = try returning.optimum().plan
    let spend = plan.reduce(0, +)
    let reached = returning.outcome(plan) / spend / today
    #expect(abs(reached - 1.1) < 1e-5)
    let cheap = try await problem(model) { $0.targetCPA = 1 / (1.1 * today) }
    let other = try cheap.optimum().plan
    let ratio = other.reduce(0, +) / spend
    #expect(abs(ratio - 1) < 1e-4)
    let unreachable = try await problem(model) { $0.targetROI = 100 * today }
    #expect(throws: BudgetError.self) { try unreachable.optimum() }
  }

  @Test("scaling the outcome by a million changes no amount")
  func scaling() async throws {
    let model = SyntheticModel(channels: 6, periods: 8, draws: 100, seed: 4) {
      $0 == 0 ? 2.5 : 1
    }
    var large = model
    large.heights = model.heights.map { $0.map { $0 * 1e6 } }
    let (small, other) = (try await problem(model), try await problem(large))
    for (a, b) in zip(try small.optimum().plan, try other.optimum().plan) {
      #expect(abs(a / b - 1) < 1e-5)
    }
  }
}
