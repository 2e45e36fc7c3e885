import Findings

extension BanditOptions {
  /// What is wrong with the options; nil if nothing is.
  public var problem: String? {
    armProblem ?? guardrailProblem ?? baselineProblem ?? numberProblem
  }

  /// Refuses options that contradict themselves.
  ///
  /// - Throws: `BanditError.badOptions`.
  public func check() throws(BanditError) {
    if let problem { throw .badOptions(problem) }
  }

  private var armProblem: String? {
    if arms.isEmpty { return "arms: name at least one arm." }
    if Set(arms).count != arms.count { return "arms: every arm needs a name of its own." }
    if arms.contains(where: { $0.isEmpty }) { return "arms: an arm has no name." }
    for (name, price) in prices.sorted(by: { $0.key < $1.key }) {
      if let unknown = unknownArm(name, in: "prices") { return unknown }
      if !(price >= 0 && price.isFinite) {
        return "prices: \(name): a finite price of at least 0 is needed."
      }
    }
    return nil
  }

  private var guardrailProblem: String? {
    for guardrail in guardrails {
      let name = guardrail.metric.rawValue
      if !(guardrail.bound > 0 && guardrail.bound.isFinite) {
        return "guardrails: \(name): a positive bound is needed."
      }
      if !(guardrail.delta > 0 && guardrail.delta < 0.5) {
        return "guardrails: \(name): delta must be between 0 and 0.5."
      }
    }
    if Set(guardrails.map(\.metric)).count != guardrails.count {
      return "guardrails: each of cpa, roas and frequency at most once."
    }
    return nil
  }

  private var baselineProblem: String? {
    guard let baseline else { return nil }
    for (name, share) in baseline.shares.sorted(by: { $0.key < $1.key }) {
      if let unknown = unknownArm(name, in: "baseline") { return unknown }
      if !(share >= 0) { return "baseline: \(name): a share of at least 0 is needed." }
    }
    if abs(baseline.shares.values.reduce(0, +) - 1) > 1e-9 {
      return "baseline: the shares must sum to 1."
    }
    if !(baseline.loss > 0 && baseline.loss < 1) { return "baseline: loss: between 0 and 1." }
    if !(baseline.delta > 0 && baseline.delta < 0.5) {
      return "baseline: delta must be between 0 and 0.5."
    }
    return nil
  }

  private var numberProblem: String? {
    if burnIn < 0 { return "burn_in: at least 0 decisions." }
    if let horizon, horizon < 1 { return "horizon: at least one decision." }
    if let pacing, !(pacing.budget >= 0 && pacing.budget.isFinite) {
      return "pacing: budget: a finite amount of at least 0 is needed."
    }
    if !(minimumShare >= 0 && minimumShare * Double(arms.count) <= 1) {
      return "minimum_share: at least 0, and at most 1 for all arms together."
    }
    if !(largestChange > 0 && largestChange <= 1) {
      return "largest_change: above 0, and at most 1."
    }
    if !(stepDays > 0 && stepDays.isFinite) { return "step_days: a positive number is needed." }
    if !(level > 0 && level < 1) { return "level: a number between 0 and 1 is needed." }
    return priorProblem ?? lawProblem
  }

  private var priorProblem: String? {
    func positive(_ numbers: [Double]) -> Bool { numbers.allSatisfy { $0 > 0 && $0.isFinite } }
    if !positive([priors.bernoulli.a, priors.bernoulli.b, priors.reach.a, priors.reach.b]) {
      return "priors: conversions and reach need two positive numbers."
    }
    if !positive([priors.poisson.shape, priors.poisson.rate]) {
      return "priors: conversions need a positive shape and rate."
    }
    for prior in [priors.value, priors.cost].compactMap({ $0 })
    where !positive([prior.weight, prior.scale]) || !(prior.shape > 1) || !prior.mean.isFinite {
      return
        "priors: value and cost need a mean, a positive weight, a shape above 1 and a positive "
        + "scale."
    }
    return nil
  }

  private var lawProblem: String? {
    if case .topTwo(let leader) = policy, !(leader > 0 && leader <= 1) {
      return "policy: top_two: the leader's probability must be above 0, and at most 1."
    }
    if case .exponential(let mean) = delay, !(mean > 0 && mean.isFinite) {
      return "delay: mean_days: a positive number is needed."
    }
    switch forgetting {
    case .never: return nil
    case .discount(let halfLife):
      return halfLife > 0 ? nil : "forgetting: half_life_days: a positive number is needed."
    case .changes(let hazard):
      return hazard > 0 && hazard < 1 ? nil : "forgetting: hazard: between 0 and 1."
    }
  }

  private func unknownArm(_ name: String, in place: String) -> String? {
    guard !arms.contains(name) else { return nil }
    let hint = nearestNames(to: name, among: arms).first.map { "; did you mean \"\($0)\"?" }
    return "\(place): \"\(name)\" is no arm\(hint ?? ".") Known are: "
      + "\(arms.sorted().joined(separator: ", "))."
  }
}
