import Interchange
import Parallel

extension BudgetProblem {
  /// What a plan brings in each draw used, by what plans are judged by, straight from the model.
  ///
  /// - Throws: `CancellationError`.
  func judged(_ plan: [Double]) async throws -> [Double] {
    let outcomes = try await outcomes(plan)
    let spend = plan.reduce(0, +)
    return judgesProfit ? outcomes.map { worth * $0 - spend } : outcomes
  }

  /// The outcome of a plan in each draw used.
  func outcomes(_ plan: [Double]) async throws -> [Double] {
    let parts = try await cellOutcomes(plan)
    var sums = [Double](repeating: 0, count: table.draws.count)
    for part in parts { for i in sums.indices { sums[i] += part[i] } }
    return sums
  }

  /// The outcome of each cell of a plan in each draw used.
  func cellOutcomes(_ plan: [Double]) async throws -> [[Double]] {
    try await inParallel(cells.count, width: threads) { j in
      try Task.checkCancellation()
      return ResponseCurve.outcomes(
        model, cells[j], amount: plan[j], draws: table.draws,
        penalty: options.extrapolationPenalty)
    }
  }
}
