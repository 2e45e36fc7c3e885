/// The best mix when the truth is known: a linear programme.
///
///     maximise Σ w reward   so that   Σ w excess_k <= 0 for every k, Σ w cost <= limit, Σ w <= 1, w >= 0
public enum FeasibleMix {
  /// The optimum by the simplex method with Bland's rule, from the mix that spends nothing, which is
  /// always feasible.
  ///
  /// - Parameters:
  ///   - rewards: by arm.
  ///   - excess: by bound, by arm.
  ///   - budget: costs by arm, and the money a decision; nil without one.
  /// - Returns: the mix and its reward.
  public static func best(
    rewards: [Double], excess: [[Double]], budget: (costs: [Double], limit: Double)? = nil
  ) -> (shares: [Double], reward: Double) {
    var bounds: [(row: [Double], limit: Double)] = excess.map { ($0, 0) }
    if let budget { bounds.append((budget.costs, budget.limit)) }
    bounds.append(([Double](repeating: 1, count: rewards.count), 1))
    let (n, m) = (rewards.count, bounds.count)
    var rows: [[Double]] = []
    for (index, bound) in bounds.enumerated() {
      let (row, limit) = bound
      // Scaled rows pivot alike whatever the currency.
      let size = max(row.map(abs).max() ?? 1, .leastNormalMagnitude)
      var slack = [Double](repeating: 0, count: m)
      slack[index] = 1
      rows.append(row.map { $0 / size } + slack + [limit / size])
    }
    var costs = rewards.map { -$0 } + [Double](repeating: 0, count: m + 1)
    let tolerance = 1e-12 * max(rewards.map(abs).max() ?? 1, .leastNormalMagnitude)
    var basis = (n..<n + m).map { $0 }
    for _ in 0..<10_000 {
      guard let entering = (0..<n + m).first(where: { costs[$0] < -tolerance }) else { break }
      guard let leaving = leavingRow(rows, basis, entering) else { break }
      pivot(&rows, &costs, row: leaving, column: entering)
      basis[leaving] = entering
    }
    var shares = [Double](repeating: 0, count: n)
    for (row, variable) in basis.enumerated() where variable < n {
      shares[variable] = max(0, rows[row][n + m])
    }
    return (shares, zip(shares, rewards).reduce(0) { $0 + $1.0 * $1.1 })
  }

  /// The row of the smallest ratio; of equal ones that of the smallest variable.
  private static func leavingRow(_ rows: [[Double]], _ basis: [Int], _ entering: Int) -> Int? {
    var best: (row: Int, ratio: Double)?
    for (index, row) in rows.enumerated() where row[entering] > 1e-12 {
      let ratio = row[row.count - 1] / row[entering]
      guard let current = best else {
        best = (index, ratio)
        continue
      }
      if ratio < current.ratio
        || (ratio == current.ratio && basis[index] < basis[current.row])
      {
        best = (index, ratio)
      }
    }
    return best?.row
  }

  private static func pivot(
    _ rows: inout [[Double]], _ costs: inout [Double], row: Int, column: Int
  ) {
    let factor = rows[row][column]
    rows[row] = rows[row].map { $0 / factor }
    let base = rows[row]
    for other in rows.indices where other != row && rows[other][column] != 0 {
      let amount = rows[other][column]
      rows[other] = zip(rows[other], base).map { $0 - amount * $1 }
    }
    let amount = costs[column]
    costs = zip(costs, base).map { $0 - amount * $1 }
  }
}
