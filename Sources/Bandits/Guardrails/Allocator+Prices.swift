import Foundation

extension Allocator {
  /// What arms pay for what they use up, in reward: the duals of guardrails and budget.
  struct Prices {
    /// A unit of each guardrail's excess.
    var guardrails: [Double]
    /// A unit of money.
    var money = 0.0
  }

  /// The policy's shares of the arms that are not stopped, at these prices.
  ///
  /// An arm's index is its reward less the prices of what a decision adds to excesses and spend. Where
  /// the reward itself enters a guardrail, as conversions do in a CPA, the index stays a stretched
  /// posterior of the reward; all else enters by its posterior mean. With money priced, an arm whose
  /// index is negative is not served.
  func shares(_ prices: Prices) -> [Double] {
    let arms = eligible
    var shares = [Double](repeating: 0, count: beliefs.count)
    let priced = arms.compactMap { pricedArm(beliefs[$0], prices) }
    guard priced.count == arms.count else { return even(arms) }
    let best = ProbabilityBest.shares(priced, floor: prices.money > 0 ? 0 : -.infinity)
    for (arm, share) in zip(arms, options.policy.shares(best.arms)) { shares[arm] = share }
    return shares
  }

  /// Equal shares: while nothing is known of the reward.
  private func even(_ arms: [Int]) -> [Double] {
    var shares = [Double](repeating: 0, count: beliefs.count)
    for arm in arms { shares[arm] = 1 / Double(arms.count) }
    return shares
  }

  private func pricedArm(_ arm: ArmBeliefs, _ prices: Prices) -> PricedArm? {
    let reward = options.rewardMeasure
    guard let distribution = arm[reward] else { return nil }
    var priced = PricedArm(distribution)
    for (guardrail, price) in zip(options.guardrails, prices.guardrails) where price > 0 {
      // The excess is linear in each measure, so its slope in the reward is a difference.
      let rest = guardrail.excess { $0 == reward ? 0 : arm.mean($0) }
      let slope = guardrail.excess { $0 == reward ? 1 : arm.mean($0) } - rest
      priced.scale -= price * slope
      priced.shift -= price * rest
    }
    priced.shift -= prices.money * arm.mean(.cost)
    return priced
  }

  /// The shares at guardrail prices, with the least price of money that keeps the budget.
  ///
  /// Both kinds of price act on the same index, so neither undoes what the other has set.
  func paced(_ guardrailPrices: [Double]) -> [Double] {
    var prices = Prices(guardrails: guardrailPrices)
    let free = shares(prices)
    guard let limit = spendLimit, price(free) > limit else { return free }
    guard limit > 0 else { return [Double](repeating: 0, count: beliefs.count) }
    var (low, high) = (0.0, rewardSize / max(price(free), .leastNormalMagnitude) / 16)
    prices.money = high
    var kept = shares(prices)
    for _ in 0..<60 where price(kept) > limit {
      (low, high) = (high, 2 * high)
      prices.money = high
      kept = shares(prices)
    }
    for _ in 0..<24 {
      prices.money = 0.5 * (low + high)
      let tried = shares(prices)
      if price(tried) > limit {
        low = prices.money
      } else {
        (high, kept) = (prices.money, tried)
        if price(tried) > 0.9999 * limit { break }
      }
    }
    return kept
  }

  /// Money a decision, spread evenly over what is left of the budget's span; nil without a budget.
  var spendLimit: Double? {
    progress.budgetLeft.map { max(0, $0) / max(progress.budgetDecisions, 1) }
  }

  /// The size of rewards, to measure prices by.
  var rewardSize: Double {
    let means = beliefs.map { abs($0.mean(options.rewardMeasure)) }
    return max(means.reduce(0, +) / Double(means.count), .leastNormalMagnitude)
  }
}
