import Foundation

extension SeparableProgram {
  /// How far the search goes.
  package struct Effort: Sendable {
    /// The gap, relative to the values' range, at which a plan is as good as any.
    package var tolerance: Double
    /// The most subproblems looked at.
    package var nodeLimit: Int

    package init(tolerance: Double = 1e-9, nodeLimit: Int = 20_000) {
      self.tolerance = tolerance
      self.nodeLimit = nodeLimit
    }
  }

  /// The best plan of all; nil if none keeps the rows.
  ///
  /// Branch and bound (Land and Doig 1960; Falk and Soland 1969 for separable programmes): each
  /// function gives way to its concave hull, the relaxed plan is best for those, and where hull and
  /// function differ at it the range is split. Concave functions with open gaps need no split. Every
  /// bound is that of weak duality at the relaxation's multipliers, so it holds however exact the
  /// multipliers are.
  ///
  /// - Parameter start: where the search begins; the answer does not depend on it but within the
  ///   tolerance.
  package func best(start: [Double]? = nil, effort: Effort = Effort()) -> Solution? {
    let scaled = ScaledProgram(self)
    guard let answer = BranchAndBound(scaled.program, effort).run(scaled.scale(start)) else {
      return nil
    }
    return scaled.unscale(answer, self)
  }
}

/// The same programme with amounts and values near 1, so that units are of no account.
private struct ScaledProgram {
  let program: SeparableProgram
  let money: Double
  let worth: Double
  let base: Double

  init(_ program: SeparableProgram) {
    let most = program.cells.reduce(0.0) { max($0, abs($1.x.last ?? 0), abs($1.x.first ?? 0)) }
    let money = most > 0 ? most : 1
    let range = program.cells.reduce(0.0) { most, cell in
      max(most, (cell.y.max() ?? 0) - (cell.y.min() ?? 0))
    }
    let worth = range > 0 ? range : 1
    self.money = money
    self.worth = worth
    // Values count from each cell's first node, so that a large constant costs no digits.
    base = program.cells.reduce(0) { $0 + $1.y[0] }
    self.program = SeparableProgram(
      cells: program.cells.map { cell in
        .init(
          x: cell.x.map { $0 / money }, y: cell.y.map { ($0 - cell.y[0]) / worth },
          isOpen: cell.isOpen)
      },
      rows: program.rows.map { row in
        let size = row.weights.reduce(0.0) { max($0, abs($1)) }
        let scale = size > 0 ? size : 1
        return .init(
          row.name, weights: row.weights.map { $0 / scale }, lower: row.lower / money / scale,
          upper: row.upper / money / scale)
      })
  }

  func scale(_ start: [Double]?) -> [Double]? { start?.map { $0 / money } }

  func unscale(
    _ answer: SeparableProgram.Solution, _ original: SeparableProgram
  ) -> SeparableProgram.Solution {
    var answer = answer
    // An amount that stands at a node is that node, to the last digit.
    answer.plan = zip(answer.plan, zip(program.cells, original.cells)).map { amount, cells in
      let k = cells.0.gap(of: amount)
      for node in [k, min(k + 1, cells.0.x.count - 1)]
      where abs(cells.0.x[node] - amount) < 1e-13 {
        return cells.1.x[node]
      }
      return amount * money
    }
    answer.value = original.value(answer.plan)
    answer.bound = max(base + answer.bound * worth, answer.value)
    answer.prices = zip(answer.prices, original.rows).map { price, row in
      let size = row.weights.reduce(0.0) { max($0, abs($1)) }
      return price * worth / money / (size > 0 ? size : 1)
    }
    return answer
  }
}

/// The search over ranges of nodes.
private struct BranchAndBound {
  let program: SeparableProgram
  let effort: SeparableProgram.Effort

  /// A part of the search: a range of nodes for each cell.
  private struct Part {
    var ranges: [ClosedRange<Int>]
    var bound: Double
    var start: [Double]
    var order: Int
  }

  init(_ program: SeparableProgram, _ effort: SeparableProgram.Effort) {
    self.program = program
    self.effort = effort
  }

  func run(_ start: [Double]?) -> SeparableProgram.Solution? {
    var best: (plan: [Double], value: Double)?
    var prices: [Double]?
    var count = 0
    var open = [
      Part(
        ranges: program.cells.map { 0...($0.x.count - 1) }, bound: .infinity,
        start: start ?? program.cells.map { $0.x[0] }, order: 0)
    ]
    // Parts that are dropped without being better than the best by the tolerance.
    var dropped = -Double.infinity
    while let part = takeBest(&open), count < effort.nodeLimit {
      if let best, part.bound <= best.value + effort.tolerance {
        dropped = max(dropped, part.bound)
        continue
      }
      count += 1
      guard let relaxed = relax(part) else { continue }
      prices = prices ?? relaxed.prices
      let bound = min(part.bound, relaxed.bound)
      for candidate in [relaxed.plan, rounded(relaxed.plan)].compactMap({ $0 }) {
        guard isAllowed(candidate) else { continue }
        let value = program.value(candidate)
        if value > best?.value ?? -.infinity { best = (candidate, value) }
      }
      if let best, bound <= best.value + effort.tolerance {
        dropped = max(dropped, bound)
        continue
      }
      guard let parts = split(part, at: relaxed, bound: bound, count: count) else {
        dropped = max(dropped, bound)
        continue
      }
      open += parts
    }
    guard let best else { return nil }
    let bound = open.reduce(max(dropped, best.value)) { max($0, $1.bound) }
    return SeparableProgram.Solution(
      plan: best.plan, value: best.value, bound: bound, prices: prices ?? [], nodeCount: count)
  }

  /// The part with the highest bound; of equal ones the latest, which is the deepest.
  private func takeBest(_ open: inout [Part]) -> Part? {
    guard
      let index = open.indices.max(by: {
        (open[$0].bound, open[$0].order) < (open[$1].bound, open[$1].order)
      })
    else { return nil }
    open.swapAt(index, open.count - 1)
    return open.removeLast()
  }

  private struct Relaxed {
    var plan: [Double]
    var prices: [Double]
    var bound: Double
    var hulls: [ConcaveHull]
  }

  private func relax(_ part: Part) -> Relaxed? {
    let hulls = zip(program.cells, part.ranges).map { ConcaveHull($0, $1) }
    var simplex = PiecewiseSimplex(hulls, program.rows, start: part.start)
    let outcome = simplex.solve()
    guard outcome.infeasibility <= 1e-9 else { return nil }
    let plan = zip(outcome.plan, hulls).map { amount, hull in
      min(max(amount, hull.x[0]), hull.x[hull.x.count - 1])
    }
    let prices = zip(outcome.prices, program.rows).map { price, row in
      price > 0 && row.upper == .infinity || price < 0 && row.lower == -.infinity ? 0 : price
    }
    return Relaxed(
      plan: plan, prices: prices, bound: bound(hulls, prices), hulls: hulls)
  }

  /// Weak duality: what the cells could bring if the rows only had prices.
  private func bound(_ hulls: [ConcaveHull], _ prices: [Double]) -> Double {
    var sum = 0.0
    for (j, hull) in hulls.enumerated() {
      let cost = program.rows.indices.reduce(0) { $0 + prices[$1] * program.rows[$1].weights[j] }
      var most = -Double.infinity
      for k in hull.x.indices { most = max(most, hull.y[k] - cost * hull.x[k]) }
      sum += most
    }
    for (price, row) in zip(prices, program.rows) where price != 0 {
      sum += max(price * row.lower, price * row.upper)
    }
    return sum
  }

  /// Whether each amount is a node or in an open gap, and all rows hold.
  private func isAllowed(_ plan: [Double]) -> Bool {
    for (cell, amount) in zip(program.cells, plan) where cell.x.count > 1 {
      let k = cell.gap(of: amount)
      if cell.isOpen[k] { continue }
      if min(abs(amount - cell.x[k]), abs(amount - cell.x[k + 1])) > 1e-12 { return false }
    }
    return program.rows.allSatisfy { row in
      let sum = zip(row.weights, plan).reduce(0) { $0 + $1.0 * $1.1 }
      return sum >= row.lower - 1e-9 && sum <= row.upper + 1e-9
    }
  }

  /// The plan with amounts in closed gaps moved to the lower node, and then raised again, a node at a
  /// time, where that brings most and keeps the rows; nil if no amount had to move.
  private func rounded(_ plan: [Double]) -> [Double]? {
    var nodes: [Int?] = zip(program.cells, plan).map { cell, amount in
      guard cell.x.count > 1 else { return nil }
      let k = cell.gap(of: amount)
      if cell.isOpen[k] { return nil }
      return cell.x[k + 1] - amount <= 1e-12 ? k + 1 : k
    }
    var plan = plan
    var isChanged = false
    for case (let j, let node?) in nodes.enumerated() {
      let amount = program.cells[j].x[node]
      isChanged = isChanged || abs(amount - plan[j]) > 1e-12
      plan[j] = amount
    }
    guard isChanged else { return nil }
    var sums = program.rows.map { row in zip(row.weights, plan).reduce(0) { $0 + $1.0 * $1.1 } }
    while let (j, step) = bestRaise(nodes, sums) {
      nodes[j] = (nodes[j] ?? 0) + 1
      plan[j] += step
      for r in sums.indices { sums[r] += step * program.rows[r].weights[j] }
    }
    return plan
  }

  private func bestRaise(_ nodes: [Int?], _ sums: [Double]) -> (Int, Double)? {
    var best: (cell: Int, step: Double, slope: Double)?
    for case (let j, let node?) in nodes.enumerated() where node + 1 < program.cells[j].x.count {
      let cell = program.cells[j]
      if cell.isOpen[node] { continue }
      let step = cell.x[node + 1] - cell.x[node]
      let slope = (cell.y[node + 1] - cell.y[node]) / step
      guard slope > best?.slope ?? 0 else { continue }
      let keeps = zip(program.rows, sums).allSatisfy { row, sum in
        sum + step * row.weights[j] <= row.upper + 1e-12
      }
      if keeps { best = (j, step, slope) }
    }
    return best.map { ($0.cell, $0.step) }
  }

  /// Splits the cell whose hull lies highest above its function.
  private func split(
    _ part: Part, at relaxed: Relaxed, bound: Double, count: Int
  ) -> [Part]? {
    var widest = (cell: -1, excess: 0.0, gap: 0)
    for (j, cell) in program.cells.enumerated() where part.ranges[j].count > 1 {
      let amount = relaxed.plan[j]
      let k = min(
        max(cell.gap(of: amount), part.ranges[j].lowerBound), part.ranges[j].upperBound - 1)
      let isNode = min(abs(amount - cell.x[k]), abs(amount - cell.x[k + 1])) <= 1e-12
      var excess = max(0, relaxed.hulls[j].value(amount) - cell.value(amount))
      // An amount that is not allowed must go, even where the hull touches.
      if !cell.isOpen[k] && !isNode { excess += 1e-6 }
      if excess > widest.excess { widest = (j, excess, k) }
    }
    guard widest.cell >= 0 else { return nil }
    let (j, k) = (widest.cell, widest.gap)
    let (cell, range) = (program.cells[j], part.ranges[j])
    let ranges: [ClosedRange<Int>]
    if !cell.isOpen[k] {
      ranges = [range.lowerBound...k, (k + 1)...range.upperBound]
    } else {
      // Both halves keep the node between them.
      let isNearNext = relaxed.plan[j] - cell.x[k] > cell.x[k + 1] - relaxed.plan[j]
      var node = isNearNext ? k + 1 : k
      if node == range.lowerBound { node = k + 1 }
      if node == range.upperBound { node = k }
      guard node > range.lowerBound && node < range.upperBound else { return nil }
      ranges = [range.lowerBound...node, node...range.upperBound]
    }
    return ranges.enumerated().map { side, range in
      var half = part
      half.ranges[j] = range
      half.bound = bound
      half.start = relaxed.plan
      half.order = 2 * count + side
      return half
    }
  }
}
