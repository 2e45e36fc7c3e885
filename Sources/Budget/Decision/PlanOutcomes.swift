import Interchange
import Parallel

extension BudgetProblem {
  /// What a plan brings in each draw used, by what plans are judged by, straight from the model.
  ///
  /// - Throws: `CancellationError`.
  func judged(_ plan: [Double]) async throws -> [Double] {
    judged(try await outcomes(plan), spend: plan.reduce(0, +))
  }

  /// What outcomes are judged by.
  func judged(_ outcomes: [Double], spend: Double) -> [Double] {
    judgesProfit ? outcomes.map { worth * $0 - spend } : outcomes
  }

  /// The outcome of today's plan in each draw used, as it is carried out today.
  func todayOutcomes() async throws -> [Double] { try await outcomes(today, by: baseline) }

  /// The outcome of a plan in each draw used.
  func outcomes(_ plan: [Double]) async throws -> [Double] { try await outcomes(plan, by: model) }

  private func outcomes(
    _ plan: [Double], by model: any ResponseModel
  ) async throws -> [Double] {
    let parts = try await cellOutcomes(plan, by: model)
    var sums = [Double](repeating: 0, count: table.draws.count)
    for part in parts { for i in sums.indices { sums[i] += part[i] } }
    return sums
  }

  /// The outcome of each cell of a plan in each draw used.
  private func cellOutcomes(
    _ plan: [Double], by model: any ResponseModel
  ) async throws -> [[Double]] {
    try await inParallel(cells.count, width: threads) { j in
      try Task.checkCancellation()
      return ResponseCurve.outcomes(
        model, cells[j], amount: plan[j], draws: table.draws,
        penalty: options.extrapolationPenalty)
    }
  }
}
