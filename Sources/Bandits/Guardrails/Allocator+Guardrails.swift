import Foundation

extension Allocator {
  /// The risk that each guardrail may be left with by the next step and what is safest after it.
  ///
  /// The risk of going on as is safest from now, plus a grant. All that steps add beyond it, from zero
  /// before the first, may sum to delta over the whole campaign: the risk of the safest way on moves
  /// without drift as more is learned, so the posterior risk of a miss at the end is, in expectation,
  /// never more than delta. The first step and the last one may
  /// take all that is left, those between them half.
  var allowances: [Double] {
    let isFree = served.allSatisfy { $0 == 0 } || progress.remaining <= progress.next
    return zip(options.guardrails, riskNow).map { guardrail, now in
      let left = guardrail.delta - (progress.riskSpent[guardrail.metric.rawValue] ?? 0)
      return now + max(0, left) * (isFree ? 1 : 0.5)
    }
  }

  /// The guardrails that a mix for the next step leaves with more than the allowed risk, whatever
  /// follows; those of the way on that leaves fewest.
  func missed(_ shares: [Double], _ allowed: [Double]) -> [Int] {
    let step = stepDraws(shares)
    var fewest = Array(excess.indices)
    func isKept(_ risk: (Int) -> Double) -> Bool {
      let missed = excess.indices.filter { risk($0) > allowed[$0] }
      if missed.count < fewest.count { fewest = missed }
      return missed.isEmpty
    }
    for way in waysOn where isKept({ way.risk($0, after: step[$0]) }) { return [] }
    guard !excess.isEmpty else { return [] }
    for steps in Self.trials {
      let risks = trialRisks(shares, steps: steps)
      if isKept({ risks[$0] }) { return [] }
    }
    return fewest
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
  /// decisions were made already, the safest way on; else nothing.
  func lastResort(_ allowed: [Double]) -> [Double]? {
    func reward(_ shares: [Double]) -> Double {
      zip(beliefs, shares).reduce(0) { $0 + $1.0.mean(options.rewardMeasure) * $1.1 }
    }
    let kept = waysOn.map(\.shares).filter { shares in
      shares.contains { $0 > 0 } && missed(shares, allowed).isEmpty
    }
    if let best = kept.max(by: { reward($0) < reward($1) }) { return best }
    guard let safest, safest.shares.contains(where: { $0 > 0 }) else { return nil }
    return safest.shares
  }

  func withinBudget(_ shares: [Double]) -> [Double] {
    guard let limit = spendLimit, price(shares) > limit else { return shares }
    let factor = limit / price(shares)
    return shares.map { $0 * factor }
  }

  /// Zero for every guardrail.
  var noPrices: [Double] { [Double](repeating: 0, count: options.guardrails.count) }

  /// What makes guardrails comparable: reward over the size of excess a decision.
  private var priceUnits: [Double] {
    excess.map { draws in
      let sizes = draws.means.map(abs)
      return rewardSize / max(sizes.reduce(0, +) / Double(sizes.count), .leastNormalMagnitude)
    }
  }
}
