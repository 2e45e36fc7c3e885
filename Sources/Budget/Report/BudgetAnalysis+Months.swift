import Findings
import Interchange

extension BudgetAnalysis {
  /// The plan month by month, where a limit a month binds its course.
  func monthTable() -> [Section.Block] {
    guard let ramp = problem.cells.first?.ramp, let count = ramp.months.last else { return [] }
    let channels = problem.model.channels
    var sums = [[Double]](repeating: [Double](repeating: 0, count: channels.count), count: count)
    for (cell, amount) in zip(problem.cells, decision.optimum.plan) {
      for (t, money) in cell.course(amount).enumerated() {
        sums[ramp.months[t] - 1][cell.channel] += money
      }
    }
    let rows = sums.enumerated().map { month, amounts -> [Grid.Cell] in
      let first = ramp.months.firstIndex(of: month + 1) ?? 0
      let name = String(problem.model.periods[first].prefix(7))
      return [.text(Phrase(name))] + amounts.map { .number($0, context.money) }
    }
    return [
      .table(
        Grid(
          id: "budget.months", title: Phrase(en: "The plan by month", de: "Der Plan nach Monaten"),
          columns: [Phrase(en: "Month", de: "Monat")] + channels.map { Phrase($0) }, rows: rows))
    ]
  }
}
