import Budget
import Foundation
import Interchange
import Probability
import Testing

@Suite("A limit on the change from month to month")
struct MonthlyRampTests {
  /// Weeks of half a year.
  private static let weeks: [String] = (0..<26).map { week -> String in
    let day = 7 * week
    return String(format: "2026-%02d-%02d", 1 + day / 30, 1 + day % 30)
  }

  @Test("is kept by every amount's course, which adds up to the amount")
  func courses() throws {
    let ramp = try MonthlyRamp(periods: Self.weeks, limit: 0.2)
    #expect(ramp.months.first == 1 && ramp.months.last == 6)
    var stream = RandomStream(seed: 3, stream: 0)
    let today: [Double] = Self.weeks.map { _ in 50 + 100 * stream.uniform() }
    let reach = ramp.reach(today)
    #expect(reach.upperBound > 1.5 * today.reduce(0, +))
    for k in 0...200 {
      let share = Double(k) / 200
      let amount = reach.lowerBound + share * (reach.upperBound - reach.lowerBound)
      let (multiples, slopes) = ramp.multiples(amount, today: today)
      let sum = zip(multiples, today).reduce(0.0) { $0 + $1.0 * $1.1 }
      #expect(abs(sum - amount) < 1e-9 * amount)
      #expect(abs(zip(slopes, today).reduce(0.0) { $0 + $1.0 * $1.1 } - 1) < 1e-9)
      var before = 1.0
      for month in 1...6 {
        let own = multiples.indices.filter { ramp.months[$0] == month }.map { multiples[$0] }
        #expect(own.allSatisfy { $0 == own[0] })
        #expect(abs(own[0] / before - 1) < 0.2 + 1e-9, "month \(month) of \(amount)")
        before = own[0]
      }
    }
  }

  @Test("a plan under it is the best of a fine grid of plans under it")
  func bruteForce() async throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      var model = SyntheticModel(channels: 2, periods: 26, draws: 20, seed: seed) { _ in
        seed % 2 == 0 ? 1 : 2.5
      }
      model.periods = Self.weeks
      var options = BudgetOptions()
      options.maxMonthlyChange = 0.1
      options.bounds = ["default": [0, 3]]
      options.extrapolates = true
      let problem = try await BudgetProblem(model, options: options, threads: 1)
      let best = try problem.optimum()
      let cells = problem.cells
      func outcome(_ plan: [Double]) -> Double {
        var sum = 0.0
        for (cell, amount) in zip(cells, plan) {
          for draw in 0..<20 {
            sum += cell.course(amount).withUnsafeBufferPointer {
              model.outcome(channel: cell.channel, geo: 0, draw: draw, spend: $0, gradient: nil)
            }
          }
        }
        return sum / 20
      }
      let found = outcome(best.plan)
      let ramp = try MonthlyRamp(periods: Self.weeks, limit: 0.1)
      let reaches = cells.map { ramp.reach(model.spend[$0.channel][0]) }
      for (amount, reach) in zip(best.plan, reaches) {
        #expect(amount >= reach.lowerBound * (1 - 1e-9) && amount <= reach.upperBound * (1 + 1e-9))
      }
      for k in 0...400 {
        let first =
          reaches[0].lowerBound + Double(k) / 400 * (reaches[0].upperBound - reaches[0].lowerBound)
        let plan = [first, problem.todayTotal - first]
        guard reaches[1].contains(plan[1]) else { continue }
        #expect(outcome(plan) <= found * (1 + 1e-5), "\(plan) \(best.plan)")
      }
      // The limit binds: without it the plan would go further.
      let change = best.plan.indices.map { abs(best.plan[$0] / problem.today[$0] - 1) }
      #expect((change.max() ?? 0) > 0.01)
    }
  }

  @Test("periods that are no dates have no months")
  func noDates() {
    let error = #expect(throws: BudgetError.self) {
      try MonthlyRamp(periods: ["p1", "p2"], limit: 0.2)
    }
    #expect(error?.description.contains("max_monthly_change") == true)
  }

  @Test("a group that cannot be reached within it is named together with it")
  func conflict() async throws {
    var model = SyntheticModel(channels: 2, periods: 26, draws: 5, seed: 1)
    model.periods = Self.weeks
    var options = BudgetOptions()
    options.maxMonthlyChange = 0.1
    let today = model.spend[0][0].reduce(0, +)
    options.groups = [.init(name: "one", channels: ["c00"], least: 3 * today)]
    let problem = try await BudgetProblem(model, options: options, threads: 1)
    let error = #expect(throws: BudgetError.self) { try problem.optimum() }
    #expect(error?.description.contains("group one") == true, "\(error?.description ?? "")")
    #expect(error?.description.contains("c00") == true)
  }
}
