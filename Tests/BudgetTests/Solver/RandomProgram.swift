import Budget
import Foundation
import Probability

/// A small random programme whose amounts all stand on one grid, so that trying every plan is exact.
struct RandomProgram {
  var program: SeparableProgram
  /// Whether every curve is concave and every gap open.
  var isConvex: Bool

  /// Curves of every shape; rows for a total, a group and a link by turns; minimum flights; steps.
  init(_ number: UInt64) {
    var stream = RandomStream(seed: 20, stream: number)
    func pick(_ count: Int) -> Int { Int(stream.uniform() * Double(count)) }
    let cellCount = 2 + pick(3)
    let nodeCount = cellCount == 4 ? 6 : 8
    let unit = exp(6 * stream.uniform())
    let worth = exp(10 * stream.uniform() - 3)
    let hasSteps = pick(3) == 0
    var isConvex = !hasSteps
    let cells = (0..<cellCount).map { _ -> SeparableProgram.Cell in
      let slope = pick(2) == 0 ? 1 : 1.2 + 3 * stream.uniform()
      if slope > 1 { isConvex = false }
      let half = (1 + 8 * stream.uniform()) * unit
      let height = worth * (0.2 + stream.uniform())
      let first = pick(4)
      let x = (0..<nodeCount).map { Double(first + $0) * unit }
      let y = x.map { $0 > 0 ? height / (1 + pow(half / $0, slope)) : 0 }
      var isOpen = [Bool](repeating: !hasSteps, count: nodeCount - 1)
      if first == 0 && pick(3) == 0 {
        // Nothing, or at least two units.
        isOpen[0] = false
        isConvex = false
        return .init(
          x: [x[0]] + x[2...], y: [y[0]] + y[2...], isOpen: [false] + isOpen.dropFirst(2))
      }
      return .init(x: x, y: y, isOpen: isOpen)
    }
    let (least, most) = cells.reduce((0.0, 0.0)) {
      ($0.0 + ($1.x.first ?? 0), $0.1 + ($1.x.last ?? 0))
    }
    let units = (least + (most - least) * (0.1 + 0.8 * stream.uniform())) / unit
    let total = units.rounded() * unit
    var rows = [
      SeparableProgram.Row(
        "total", weights: cells.map { _ in 1 }, lower: pick(2) == 0 ? total : 0, upper: total)
    ]
    if pick(2) == 0 {
      let cap = ((cells[0].x[0] + cells[1].x[0]) / unit + Double(1 + pick(8))) * unit
      rows.append(
        .init(
          "group", weights: cells.indices.map { $0 < 2 ? 1 : 0 }, lower: -.infinity, upper: cap))
    }
    if pick(4) == 0 {
      rows.append(
        .init(
          "link", weights: cells.indices.map { $0 == 0 ? 1 : $0 == 1 ? -1 : 0 },
          lower: -2 * unit, upper: unit))
    }
    program = SeparableProgram(cells: cells, rows: rows)
    self.isConvex = isConvex
  }

  /// The best of all plans whose amounts stand at multiples of a unit, those between nodes of open
  /// gaps included; nil if no such plan keeps the rows.
  func best(parts: Int) -> Double? {
    let choices = program.cells.map { cell -> [Double] in
      cell.x.indices.flatMap { k -> [Double] in
        guard k + 1 < cell.x.count, cell.isOpen[k] else { return [cell.x[k]] }
        let width = (cell.x[k + 1] - cell.x[k]) / Double(parts)
        return (0..<parts).map { cell.x[k] + Double($0) * width }
      }
    }
    var best: Double?
    var plan = choices.map { $0[0] }
    func visit(_ j: Int, _ value: Double) {
      guard j < plan.count else {
        let keeps = program.rows.allSatisfy { row in
          let sum = zip(row.weights, plan).reduce(0) { $0 + $1.0 * $1.1 }
          let slack = 1e-9 * (plan.reduce(0, +) + 1)
          return sum >= row.lower - slack && sum <= row.upper + slack
        }
        if keeps { best = max(best ?? -.infinity, value) }
        return
      }
      for amount in choices[j] {
        plan[j] = amount
        visit(j + 1, value + program.cells[j].value(amount))
      }
    }
    visit(0, 0)
    return best
  }
}
