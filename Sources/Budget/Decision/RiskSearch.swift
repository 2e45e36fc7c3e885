/// Looks for the plan with the best score over draws: local moves from several starts.
///
/// A score such as a quantile is no sum over channels and has several peaks, so the answer is a local
/// optimum: no shift of money between two cells, and no step towards another start, improves it.
struct RiskSearch: Sendable {
  let problem: BudgetProblem
  let aim: BudgetProblem.Aim
  /// The draws that plans are scored on, as places in the table.
  let draws: [Int]
  private let program: SeparableProgram
  private let today: [Double]

  /// The most draws that a search runs over.
  static let drawLimit = 1000

  init(_ problem: BudgetProblem, _ aim: BudgetProblem.Aim, draws: [Int]) {
    self.problem = problem
    self.aim = aim
    let used = min(Self.drawLimit, draws.count)
    self.draws = (0..<used).map { draws[(2 * $0 + 1) * draws.count / (2 * used)] }
    program = DrawProgram(problem, aim).program(meanOf: self.draws)
    today =
      problem.hasBaseline
      ? Self.baseline(problem, aim, self.draws)
      : Self.values(problem, aim, self.draws, problem.today)
  }

  private static func values(
    _ problem: BudgetProblem, _ aim: BudgetProblem.Aim, _ draws: [Int], _ plan: [Double]
  ) -> [Double] {
    var sums = [Double](repeating: -aim.price * plan.reduce(0, +), count: draws.count)
    for j in plan.indices { add(problem, aim, draws, j, plan[j], 1, &sums) }
    return sums
  }

  /// What today's plan brings as it is carried out today.
  private static func baseline(
    _ problem: BudgetProblem, _ aim: BudgetProblem.Aim, _ draws: [Int]
  ) -> [Double] {
    var sums = [Double](repeating: -aim.price * problem.todayTotal, count: draws.count)
    for cell in problem.cells {
      let part = ResponseCurve.outcomes(
        problem.baseline, cell, amount: cell.today, draws: draws.map { problem.table.draws[$0] },
        penalty: problem.options.extrapolationPenalty)
      for i in sums.indices { sums[i] += aim.worth * part[i] }
    }
    return sums
  }

  private static func add(
    _ problem: BudgetProblem, _ aim: BudgetProblem.Aim, _ draws: [Int], _ j: Int,
    _ amount: Double, _ sign: Double, _ sums: inout [Double]
  ) {
    let curve = problem.table.curves[j]
    let place = curve.place(of: amount)
    for (i, draw) in draws.enumerated() {
      sums[i] += sign * aim.worth * curve.value(ofDraw: draw, at: place)
    }
  }

  /// The best plan found, and its score.
  func best(from starts: [[Double]]) -> (plan: [Double], score: Double)? {
    var best: (plan: [Double], score: Double)?
    let allowed = starts.filter(isAllowed)
    for start in allowed {
      let found = climb(start, towards: allowed)
      if found.score > best?.score ?? -.infinity { best = found }
    }
    return best
  }

  private func isAllowed(_ plan: [Double]) -> Bool {
    for (cell, amount) in zip(program.cells, plan) {
      let slack = 1e-9 * max(1, abs(amount))
      guard amount >= cell.x[0] - slack, amount <= cell.x[cell.x.count - 1] + slack else {
        return false
      }
      guard cell.x.count > 1 else { continue }
      let k = cell.gap(of: amount)
      if !cell.isOpen[k] && min(abs(amount - cell.x[k]), abs(amount - cell.x[k + 1])) > slack {
        return false
      }
    }
    return program.rows.allSatisfy { row in
      let sum = zip(row.weights, plan).reduce(0) { $0 + $1.0 * $1.1 }
      let slack =
        1e-9 * zip(row.weights, plan).reduce(1) { $0 + abs($1.0 * $1.1) }
      return sum >= row.lower - slack && sum <= row.upper + slack
    }
  }

  private func score(_ values: [Double]) -> Double {
    problem.options.objective.score(values, today: today)
  }

  private func climb(_ start: [Double], towards others: [[Double]]) -> (
    plan: [Double], score: Double
  ) {
    var plan = start
    var values = Self.values(problem, aim, draws, plan)
    var score = score(values)
    let moves = self.moves(others)
    var share = 0.25
    while share > 1e-3 {
      var hasMoved = false
      for kind in moves {
        guard let move = moved(plan, kind, share), isAllowed(move) else { continue }
        var next = values
        for j in plan.indices where move[j] != plan[j] {
          Self.add(problem, aim, draws, j, plan[j], -1, &next)
          Self.add(problem, aim, draws, j, move[j], 1, &next)
        }
        let spent = move.reduce(0, +) - plan.reduce(0, +)
        if aim.price != 0 { for i in next.indices { next[i] -= aim.price * spent } }
        let reached = self.score(next)
        if reached > score + 1e-12 * abs(score) {
          (plan, values, score) = (move, next, reached)
          hasMoved = true
        }
      }
      if !hasMoved { share /= 2 }
    }
    return (plan, score)
  }

  /// A change of a plan.
  private enum Move {
    case towards([Double])
    case shift(from: Int, to: Int)
    case raise(Int)
    case cut(Int)
  }

  /// Steps towards other plans, shifts between two cells, and changes of one where the total is free.
  private func moves(_ others: [[Double]]) -> [Move] {
    let free = program.cells.indices.filter { program.cells[$0].x.count > 1 }
    let shifts = free.flatMap { a in
      free.filter { $0 != a }.map { Move.shift(from: a, to: $0) }
    }
    let singles = aim.total == nil ? free.flatMap { [Move.raise($0), .cut($0)] } : []
    return others.map(Move.towards) + shifts + singles
  }

  private func moved(_ plan: [Double], _ move: Move, _ share: Double) -> [Double]? {
    func range(_ j: Int) -> Double {
      let x = program.cells[j].x
      return x[x.count - 1] - x[0]
    }
    var next = plan
    switch move {
    case .towards(let other): return zip(plan, other).map { $0 + share * ($1 - $0) }
    case .shift(let a, let b):
      let amount = shift(share * min(range(a), range(b)), a, b)
      next[a] -= amount
      next[b] += amount
    case .raise(let a): next[a] += shift(share * range(a), a, a)
    case .cut(let a): next[a] -= shift(share * range(a), a, a)
    }
    return next
  }

  /// An amount in whole steps of both cells.
  private func shift(_ amount: Double, _ a: Int, _ b: Int) -> Double {
    let step = max(problem.domains[a].step ?? 0, problem.domains[b].step ?? 0)
    return step > 0 ? max(step, (amount / step).rounded() * step) : amount
  }
}
