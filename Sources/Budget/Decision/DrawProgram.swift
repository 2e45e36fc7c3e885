/// The programme of single draws, or of weighted means of some, in straight lines between the
/// table's nodes: conditions are made once, and only values change.
struct DrawProgram: Sendable {
  private let template: SeparableProgram
  private let places: [[ResponseCurve.Place]]
  private let problem: BudgetProblem
  private let aim: BudgetProblem.Aim

  init(_ problem: BudgetProblem, _ aim: BudgetProblem.Aim) {
    self.problem = problem
    self.aim = aim
    template = problem.program(aim) { _, _ in 0 }
    places = zip(template.cells, problem.table.curves).map { cell, curve in
      cell.x.map(curve.place)
    }
  }

  /// The programme whose outcome at the table's nodes is given, node by node for each cell.
  func program(_ outcome: (_ cell: Int, _ node: Int) -> Double) -> SeparableProgram {
    var program = template
    for j in program.cells.indices {
      let last = problem.table.curves[j].count - 1
      for (k, place) in places[j].enumerated() {
        let first = outcome(j, place.node)
        let value =
          place.share > 0 && place.node < last
          ? first + place.share * (outcome(j, place.node + 1) - first) : first
        program.cells[j].y[k] = aim.worth * value - aim.price * program.cells[j].x[k]
      }
    }
    return program
  }

  /// The programme of one draw.
  func program(draw: Int) -> SeparableProgram {
    let curves = problem.table.curves
    return program { curves[$0].draws[draw * curves[$0].count + $1] }
  }

  /// The programme of the mean of some draws.
  func program(meanOf draws: [Int]) -> SeparableProgram {
    let curves = problem.table.curves
    let means = curves.map { curve in
      (0..<curve.count).map { k in
        draws.reduce(0) { $0 + curve.draws[$1 * curve.count + k] } / Double(draws.count)
      }
    }
    return program { means[$0][$1] }
  }

  /// How exact the optimum of a single draw is.
  static let effort = SeparableProgram.Effort(tolerance: 1e-5, nodeLimit: 60)
}
