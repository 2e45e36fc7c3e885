import Foundation

extension Allocator {
  /// What a mix must keep before lesser wishes are heard.
  struct Bounds {
    var allowed: [Double]
    var checksBaseline: Bool
  }

  /// Whether a mix keeps guardrails, baseline and budget.
  func keeps(_ shares: [Double], _ bounds: Bounds) -> Bool {
    if let limit = spendLimit, price(shares) > limit * (1 + 1e-9) { return false }
    guard missed(shares, bounds.allowed).isEmpty else { return false }
    return !bounds.checksBaseline || keepsBaseline(shares)
  }

  /// Whether the reward so far and until the next version falls short of the baseline with no more
  /// than the probability allowed.
  func keepsBaseline(_ shares: [Double]) -> Bool {
    guard let shortfall, let baseline = options.baseline else { return true }
    let decisions = zip(served, shares).map { $0 + progress.next * $1 }
    return shortfall.risk(decisions) <= baseline.delta
  }

  /// Moves a mix towards the baseline as far as the guarantee asks and guardrails allow.
  func withBaseline(
    _ shares: [Double], _ allowed: [Double], _ remarks: inout [Allocation.Remark]
  ) -> [Double] {
    guard let baseline = options.baseline, isGuarded, !keepsBaseline(shares) else {
      return shares
    }
    let total = shares.reduce(0, +)
    let base = beliefs.map { total * (baseline.shares[$0.name] ?? 0) }
    let asked = smallest { keepsBaseline(blend(shares, base, $0)) }
    let bounds = Bounds(allowed: allowed, checksBaseline: false)
    let isSafe = beliefs.indices.allSatisfy { base[$0] == 0 || stops[$0] == nil }
    let taken =
      isSafe ? largest(upTo: asked) { keeps(blend(shares, base, $0), bounds) } : 0
    if taken > 0 { remarks.append(.baseline(taken)) }
    if taken < asked { remarks.append(.baselineYields) }
    return blend(shares, base, taken)
  }

  /// Raises every arm that is not stopped to the minimum share, as far as all else allows.
  func withMinimum(
    _ shares: [Double], _ bounds: Bounds, _ remarks: inout [Allocation.Remark]
  ) -> [Double] {
    let total = shares.reduce(0, +)
    let floor = options.minimumShare * total
    guard floor > 0, eligible.contains(where: { shares[$0] < floor }) else { return shares }
    let above = shares.map { max(0, $0 - floor) }
    let spare = total - floor * Double(eligible.count)
    let room = above.reduce(0, +)
    let raised = beliefs.indices.map { arm in
      stops[arm] == nil ? floor + (room > 0 ? above[arm] * spare / room : 0) : 0
    }
    let taken = largest(upTo: 1) { keeps(blend(shares, raised, $0), bounds) }
    if taken < 1 { remarks.append(.minimumShareYields) }
    return blend(shares, raised, taken)
  }

  /// Holds every share near that of the version before, as far as all else allows.
  func withLargestChange(
    _ shares: [Double], _ bounds: Bounds, _ remarks: inout [Allocation.Remark]
  ) -> [Double] {
    guard options.largestChange < 1, previous.contains(where: { $0 > 0 }) else { return shares }
    // A stopped arm is left at once; what it had goes where the new shares go.
    let kept = beliefs.indices.map { stops[$0] == nil ? previous[$0] : 0 }
    let freed = previous.reduce(0, +) - kept.reduce(0, +)
    let start = zip(kept, shares).map { $0 + freed * $1 }
    let change = zip(start, shares).map { abs($0 - $1) }.max() ?? 0
    guard change > options.largestChange else { return shares }
    let limit = options.largestChange / change
    let held = blend(start, shares, limit)
    if keeps(held, bounds) {
      remarks.append(.largestChange)
      return held
    }
    remarks.append(.largestChangeYields)
    let taken = smallest { keeps(blend(start, shares, limit + $0 * (1 - limit)), bounds) }
    return blend(start, shares, limit + taken * (1 - limit))
  }

  private func blend(_ from: [Double], _ to: [Double], _ fraction: Double) -> [Double] {
    fraction == 1 ? to : zip(from, to).map { $0 + fraction * ($1 - $0) }
  }

  /// The smallest fraction that passes, by bisection; one if none does.
  private func smallest(_ passes: (Double) -> Bool) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<12 {
      let middle = 0.5 * (low + high)
      if passes(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// The largest fraction up to a limit that passes, by bisection; zero if none does.
  private func largest(upTo limit: Double, _ passes: (Double) -> Bool) -> Double {
    if passes(limit) { return limit }
    var (low, high) = (0.0, limit)
    for _ in 0..<12 {
      let middle = 0.5 * (low + high)
      if passes(middle) { low = middle } else { high = middle }
    }
    return low
  }
}
