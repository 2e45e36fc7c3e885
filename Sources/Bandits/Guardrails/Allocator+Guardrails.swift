import Foundation

extension Allocator {
  /// The risk that each guardrail may be left with.
  ///
  /// A new mix may add risk to that of the mix before only within a budget of delta over the whole
  /// campaign, half of it at the start: so the posterior risk of a miss at the end is, in
  /// expectation, never more than delta, whatever is learned and changed on the way.
  var allowances: [Double] {
    let isFirst = served.allSatisfy { $0 == 0 }
    let held = commitment(previous)
    let passed = progress.next / max(served.reduce(0, +) + progress.remaining, progress.next)
    return zip(options.guardrails, excess).map { guardrail, draws in
      let grant = 0.5 * guardrail.delta * (isFirst ? 1 : passed)
      return min(guardrail.delta, (isFirst ? 0 : draws.risk(held)) + grant)
    }
  }

  /// The guardrails that a mix leaves with more than the allowed risk.
  func missed(_ shares: [Double], _ allowed: [Double]) -> [Int] {
    let decisions = commitment(shares)
    return excess.indices.filter { excess[$0].risk(decisions) > allowed[$0] }
  }

  /// The least change of prices after which every guardrail is kept.
  ///
  /// - Returns: the shares and the guardrails priced; nil if no price suffices.
  func guarded(_ allowed: [Double]) -> (shares: [Double], priced: [Int])? {
    var shares = paced(noPrices)
    var active = missed(shares, allowed)
    let units = priceUnits
    for _ in 0...excess.count {
      if active.isEmpty { return (shares, active) }
      func at(_ price: Double) -> [Double] {
        paced(excess.indices.map { active.contains($0) ? price * units[$0] : 0 })
      }
      func fails(_ shares: [Double]) -> Bool {
        !missed(shares, allowed).allSatisfy { !active.contains($0) }
      }
      var (low, high) = (0.0, 0.25)
      shares = at(high)
      while fails(shares) {
        if high > 4096 { return nil }
        (low, high) = (high, 2 * high)
        shares = at(high)
      }
      for _ in 0..<8 {
        let tried = at(0.5 * (low + high))
        if fails(tried) {
          low = 0.5 * (low + high)
        } else {
          (high, shares) = (0.5 * (low + high), tried)
        }
      }
      let more = missed(shares, allowed)
      if more.isEmpty { return (shares, active) }
      active = (active + more).sorted()
    }
    return nil
  }

  /// Where no prices keep all guardrails: the single arm of the greatest reward that does; else, if
  /// decisions were made already, the arm that most lowers the risk while keeping every guardrail by
  /// itself; else nothing.
  func lastResort(_ allowed: [Double]) -> (shares: [Double], isRecovering: Bool)? {
    let pure = eligible.map { arm in
      var shares = [Double](repeating: 0, count: beliefs.count)
      shares[arm] = 1
      return withinBudget(shares)
    }
    func reward(_ shares: [Double]) -> Double {
      zip(beliefs, shares).reduce(0) { $0 + $1.0.mean(options.rewardMeasure) * $1.1 }
    }
    let kept = pure.filter { missed($0, allowed).isEmpty }
    if let best = kept.max(by: { reward($0) < reward($1) }) { return (best, false) }
    guard served.contains(where: { $0 > 0 }) else { return nil }
    let sound = pure.filter { shares in
      zip(options.guardrails, excess).allSatisfy { $1.risk(shares) <= $0.delta }
    }
    func worst(_ shares: [Double]) -> Double {
      let decisions = commitment(shares)
      return zip(options.guardrails, excess).map { $1.risk(decisions) / $0.delta }.max() ?? 0
    }
    return sound.min { worst($0) < worst($1) }.map { ($0, true) }
  }

  private func withinBudget(_ shares: [Double]) -> [Double] {
    guard let limit = spendLimit, price(shares) > limit else { return shares }
    let factor = limit / price(shares)
    return shares.map { $0 * factor }
  }

  /// Zero for every guardrail.
  var noPrices: [Double] { [Double](repeating: 0, count: options.guardrails.count) }

  /// What makes guardrails comparable: reward over the size of excess a decision.
  private var priceUnits: [Double] {
    excess.map { draws in
      let sizes = beliefs.indices.map { abs(draws.mean($0)) }
      return rewardSize / max(sizes.reduce(0, +) / Double(sizes.count), .leastNormalMagnitude)
    }
  }
}
