import Interchange

extension BudgetProblem {
  /// The plan that is best in expectation, with its certificate.
  package struct Optimum: Sendable {
    /// The amount of each cell.
    package var plan: [Double]
    /// What the plan brings in expectation, by what it is judged by.
    package var value: Double
    /// How much more any plan could bring at most; nil where the plan is a local optimum.
    package var gap: Double?
    /// What the last unit of money brings, in outcome times worth; nil without a fixed total.
    package var price: Double?
    /// Whether all mean curves bend downwards.
    package var isConcave: Bool
    /// Subproblems that the search looked at.
    package var nodeCount: Int
  }

  /// Solves for a total, or for the best one.
  ///
  /// - Throws: `BudgetError.infeasible` with the conditions that conflict.
  func solve(_ aim: Aim, start: [Double]? = nil) throws(BudgetError) -> Optimum {
    let effort = SeparableProgram.Effort(tolerance: 1e-7, nodeLimit: 4000)
    guard var solution = program(aim).best(start: start ?? today, effort: effort) else {
      throw infeasible(aim.total)
    }
    var count = solution.nodeCount
    // Once more with dense nodes around the answer: where it stands is then known to a fraction of
    // a thousandth, and what it brings to rounding.
    if let finer = program(aim, around: solution.plan).best(start: solution.plan, effort: effort) {
      count += finer.nodeCount
      solution = finer
    }
    let value = aim.worth * outcome(solution.plan) - aim.price * solution.plan.reduce(0, +)
    return Optimum(
      plan: solution.plan, value: value, gap: max(0, solution.bound - value),
      price: aim.total == nil ? nil : solution.prices.first,
      isConcave: table.curves.allSatisfy(\.isConcave), nodeCount: count)
  }

  /// The expected outcome of a plan, from the curves of the means.
  package func outcome(_ plan: [Double]) -> Double {
    zip(table.curves, plan).reduce(0) { $0 + $1.0.meanValue(at: $1.1) }
  }

  /// The total that the options ask for; nil if it is free.
  var total: ClosedRange<Double>? {
    let amount: Double
    switch options.total {
    case .amount(let chosen): amount = chosen
    case .free: return nil
    case .keep, nil:
      if options.hasFreeTotal { return nil }
      amount = todayTotal
    }
    // Steps may not add up to the total: what is left is less than the largest.
    let step = domains.reduce(0.0) { max($0, $1.step ?? 0) }
    return max(0, amount - step)...amount
  }

  /// The aim by which plans are judged.
  var aim: Aim {
    Aim(
      worth: judgesProfit ? worth : 1, price: judgesProfit ? 1 : 0, total: total)
  }

  /// The best plan in expectation for what the options ask.
  package func optimum() throws(BudgetError) -> Optimum {
    if let target = options.targetMROI {
      var found = try solve(Aim(worth: worth, price: target, total: nil))
      found.value = worth * outcome(found.plan) - found.plan.reduce(0, +)
      return found
    }
    if let target = options.targetROI { return try largest(worth: worth, ratio: target) }
    if let target = options.targetCPA {
      let perOutcome = target / (model.outcomePerKPI ?? 1)
      var found = try largest(worth: perOutcome, ratio: 1)
      found.value = outcome(found.plan)
      found.gap = found.gap.map { $0 / perOutcome }
      return found
    }
    return try solve(aim)
  }

  /// The plan with the largest outcome that brings, all in all, `ratio` for each unit of money.
  ///
  /// What a total brings at most, less ratio x total, is found for totals from the most downwards;
  /// the largest one that is not short lies where it changes sign. With concave curves it changes
  /// once; S-curves are searched at forty totals.
  private func largest(worth: Double, ratio: Double) throws(BudgetError) -> Optimum {
    func at(_ total: Double) throws(BudgetError) -> Optimum? {
      do throws(BudgetError) {
        return try solve(Aim(worth: worth, price: 0, total: total...total))
      } catch .infeasible {
        return nil
      }
    }
    func isEnough(_ optimum: Optimum, _ total: Double) -> Bool { optimum.value >= ratio * total }
    let base = try solve(Aim(worth: worth, price: ratio, total: nil))
    let (least, most) = (reach.lowerBound, reach.upperBound)
    let isReached = base.value >= 0 && base.plan.contains { $0 > 0 }
    guard isReached else {
      throw .infeasible(
        options.targetCPA == nil
          ? "No plan within the bounds returns as much as budget.target_roi asks. Lower the target,"
            + " or widen the bounds."
          : "No plan within the bounds costs as little as budget.target_cpa asks. Raise the target,"
            + " or widen the bounds.")
    }
    var low = base.plan.reduce(0, +)
    var best = base
    var high = most
    for k in 0..<40 {
      let total = most - (most - low) * Double(k) / 40
      guard let found = try at(total), isEnough(found, total) else {
        high = total
        continue
      }
      (low, best) = (total, found)
      break
    }
    for _ in 0..<40 where high - low > 1e-9 * max(most, least) && low < most {
      let middle = (low + high) / 2
      if let found = try at(middle), isEnough(found, middle) {
        (low, best) = (middle, found)
      } else {
        high = middle
      }
    }
    best.value = self.worth * outcome(best.plan) - best.plan.reduce(0, +)
    return best
  }

  /// What each of several totals brings at most: the efficient frontier.
  package func frontier(_ count: Int = 21) -> [(total: Double, plan: [Double])] {
    let (least, most) = (reach.lowerBound, reach.upperBound)
    guard most > least else { return [] }
    return (0..<count).compactMap { k in
      let total = least + (most - least) * Double(k) / Double(count - 1)
      let aim = Aim(worth: 1, price: 0, total: total...total)
      return program(aim).best(start: today, effort: .init(tolerance: 1e-6, nodeLimit: 400)).map {
        (total, $0.plan)
      }
    }
  }
}
