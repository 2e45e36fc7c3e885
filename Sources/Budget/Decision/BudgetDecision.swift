import Interchange
import Parallel
import Probability

/// A plan that was chosen, and how sure the choice is.
package struct BudgetDecision: Sendable {
  /// The plan chosen.
  package var optimum: BudgetProblem.Optimum
  /// What it brings more than today's plan in each draw, by what plans are judged by.
  package var changes: [Double]
  /// What today's plan and the chosen one bring in each draw, as outcome.
  package var todayOutcomes: [Double]
  package var outcomes: [Double]
  /// The probability that the chosen plan is better than today's.
  ///
  /// Plans are chosen on one half of the draws and judged on the other, both ways round, so that
  /// draws do not praise the plan that was made for them.
  package var probability: Double
  /// By how much the mean change is flattered by judging on the draws that chose: the mean over both
  /// halves of the change on the choosing draws less that on the others.
  package var optimism: Double
  /// The best plan of each draw looked at, plans x cells.
  package var drawPlans: [[Double]]
  /// The expected loss against knowing the truth, of the chosen plan and of today's.
  package var regret: Double
  package var todayRegret: Double
  /// The worth of knowing all: what the plan that is best in expectation is expected to lose.
  package var perfect: Double
  /// The worth of knowing each channel's response.
  package var information: [Double]

  /// Chooses and judges.
  ///
  /// - Throws: `BudgetError.infeasible`; `CancellationError`.
  package init(_ problem: BudgetProblem) async throws {
    let aim = try Self.decisionAim(problem)
    var optimum = try await Self.choose(problem, aim.optimum, aim.aim)
    let plan = optimum.plan
    todayOutcomes = try await problem.todayOutcomes()
    let judgedToday = problem.judged(todayOutcomes, spend: problem.todayTotal)
    let judged = try await problem.judged(plan)
    changes = zip(judged, judgedToday).map { $0 - $1 }
    // The certificate is one of the interpolated curves: how far they stand from the model counts too.
    let mean = judged.reduce(0, +) / Double(judged.count)
    let distance = abs(mean - optimum.value)
    optimum.gap = optimum.gap.map { $0 + distance }
    self.optimum = optimum
    outcomes = try await problem.outcomes(plan)
    let halves = try await Self.crossJudged(problem, aim.aim, judgedToday)
    (probability, optimism) = halves
    if plan == problem.today && !problem.hasBaseline { (probability, optimism) = (0, 0) }
    let draws = try await Self.drawOptima(
      problem, aim.aim, [plan, problem.today, aim.optimum.plan])
    drawPlans = draws.plans
    (regret, todayRegret, perfect) = (draws.regrets[0], draws.regrets[1], draws.regrets[2])
    if problem.hasBaseline {
      // Today's plan is not on the curves of what is planned: its loss is the plan's and the change's.
      todayRegret = regret + changes.reduce(0, +) / Double(changes.count)
    }
    information = try await ChannelInformation(problem: problem, aim: aim.aim).values()
  }

  /// The most draws whose own optimum is looked for.
  static func drawLimit(cellCount: Int) -> Int { cellCount <= 60 ? 1000 : 100 }

  /// The optimum in expectation; and what single draws are divided by: where a target decided the
  /// total, the total that it decided.
  private static func decisionAim(
    _ problem: BudgetProblem
  ) throws(BudgetError) -> (optimum: BudgetProblem.Optimum, aim: BudgetProblem.Aim) {
    let optimum = try problem.optimum()
    var aim = problem.aim
    if problem.options.targetROI != nil || problem.options.targetCPA != nil {
      let total = optimum.plan.reduce(0, +)
      aim.total = total...total
    }
    return (optimum, aim)
  }

  private static func choose(
    _ problem: BudgetProblem, _ optimum: BudgetProblem.Optimum, _ aim: BudgetProblem.Aim
  ) async throws -> BudgetProblem.Optimum {
    guard problem.options.objective != .expected else { return optimum }
    let all = Array(problem.table.draws.indices)
    guard let found = riskPlan(problem, aim, all, mean: optimum.plan) else { return optimum }
    var chosen = optimum
    chosen.plan = found
    chosen.value = aim.worth * problem.outcome(found) - aim.price * found.reduce(0, +)
    chosen.gap = nil
    return chosen
  }

  /// The best plan by a risk objective: starts are the best in expectation, today's, and those that
  /// are best in some draws.
  private static func riskPlan(
    _ problem: BudgetProblem, _ aim: BudgetProblem.Aim, _ draws: [Int], mean: [Double]
  ) -> [Double]? {
    let programme = DrawProgram(problem, aim)
    let picked = (0..<min(6, draws.count)).map { draws[(2 * $0 + 1) * draws.count / 12] }
    let others = picked.compactMap {
      programme.program(draw: $0).best(start: mean, effort: DrawProgram.effort)?.plan
    }
    return RiskSearch(problem, aim, draws: draws).best(from: [mean, problem.today] + others)?.plan
  }

  private static func crossJudged(
    _ problem: BudgetProblem, _ aim: BudgetProblem.Aim, _ today: [Double]
  ) async throws -> (probability: Double, optimism: Double) {
    let programme = DrawProgram(problem, aim)
    let halves = (0..<2).map { half in
      problem.table.draws.indices.filter { $0 % 2 == half }
    }
    guard halves.allSatisfy({ !$0.isEmpty }) else { return (0, 0) }
    var (better, judgedCount, optimism) = (0, 0, 0.0)
    for half in 0..<2 {
      try Task.checkCancellation()
      guard
        var plan = programme.program(meanOf: halves[half]).best(
          start: problem.today, effort: .init(tolerance: 1e-7, nodeLimit: 1000))?.plan
      else { continue }
      if problem.options.objective != .expected {
        plan = riskPlan(problem, aim, halves[half], mean: plan) ?? plan
      }
      let values = try await problem.judged(plan)
      func mean(_ draws: [Int]) -> Double {
        draws.reduce(0) { $0 + values[$1] - today[$1] } / Double(draws.count)
      }
      better += halves[1 - half].count { values[$0] > today[$0] }
      judgedCount += halves[1 - half].count
      optimism += (mean(halves[half]) - mean(halves[1 - half])) / 2
    }
    return (Double(better) / Double(max(1, judgedCount)), optimism)
  }

  private static func drawOptima(
    _ problem: BudgetProblem, _ aim: BudgetProblem.Aim, _ plans: [[Double]]
  ) async throws -> (plans: [[Double]], regrets: [Double]) {
    let programme = DrawProgram(problem, aim)
    let count = problem.table.draws.count
    let used = min(drawLimit(cellCount: problem.cells.count), count)
    let chunks = (used + 49) / 50
    let curves = problem.table.curves
    @Sendable func value(_ plan: [Double], _ draw: Int) -> Double {
      var sum = -aim.price * plan.reduce(0, +)
      for (j, curve) in curves.enumerated() {
        sum += aim.worth * curve.value(ofDraw: draw, at: curve.place(of: plan[j]))
      }
      return sum
    }
    let parts = try await inParallel(chunks, width: problem.threads) { chunk in
      try (chunk * 50..<min(used, chunk * 50 + 50)).compactMap {
        n -> (plan: [Double], regrets: [Double])? in
        try Task.checkCancellation()
        let draw = (2 * n + 1) * count / (2 * used)
        guard
          let best = programme.program(draw: draw).best(start: plans[0], effort: DrawProgram.effort)
        else { return nil }
        let most = value(best.plan, draw)
        return (best.plan, plans.map { max(0, most - value($0, draw)) })
      }
    }.flatMap { $0 }
    let scale = 1 / Double(max(1, parts.count))
    return (
      parts.map(\.plan),
      plans.indices.map { k in parts.reduce(0) { $0 + $1.regrets[k] } * scale }
    )
  }
}
