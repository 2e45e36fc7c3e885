import Foundation
import Probability

extension Allocator {
  /// The shares until the next version.
  ///
  /// Whatever is missing or fails leaves shares at zero, not at the last known ones.
  public func allocation() -> Allocation {
    var remarks: [Allocation.Remark] = []
    let shares = shares(&remarks)
    return Allocation(
      arms: arms(shares), guardrails: guardrailStates(shares), remarks: remarks,
      riskSpent: riskSpent(shares))
  }

  /// A policy's shares as they are, for promotion.
  func allocation(promoting shares: [Double]) -> Allocation {
    Allocation(
      arms: arms(shares), guardrails: guardrailStates(shares), remarks: [.promoted],
      riskSpent: riskSpent(shares))
  }

  /// What the campaign has added to each guardrail's risk with this step.
  private func riskSpent(_ shares: [Double]) -> [String: Double] {
    guard isGuarded, !excess.isEmpty else { return progress.riskSpent }
    var spent = progress.riskSpent
    for (guardrail, (now, then)) in zip(options.guardrails, zip(riskNow, risks(after: shares))) {
      spent[guardrail.metric.rawValue, default: 0] += then - now
    }
    return spent
  }

  private func shares(_ remarks: inout [Allocation.Remark]) -> [Double] {
    let nothing = [Double](repeating: 0, count: beliefs.count)
    if progress.isStopped {
      remarks = [.killSwitch]
      return nothing
    }
    if let left = progress.budgetLeft, left <= 0 {
      remarks = [.budgetSpent]
      return nothing
    }
    guard isGuarded else {
      remarks = [.burnIn(decisions: options.burnIn - Int(progress.total))]
      let bounds = Bounds(allowed: excess.map { _ in 1 }, checksBaseline: false)
      return lesserWishes(paced(noPrices), bounds, &remarks)
    }
    if let missing = missingMeasure {
      remarks = [.noEvidence(missing)]
      return nothing
    }
    let allowed = allowances
    guard let chosen = chosen(allowed, &remarks) else {
      remarks.append(.noFeasibleMix)
      return nothing
    }
    let based = withBaseline(chosen, allowed, &remarks)
    let bounds = Bounds(
      allowed: allowed, checksBaseline: options.baseline != nil && keepsBaseline(based))
    return lesserWishes(based, bounds, &remarks)
  }

  private func lesserWishes(
    _ shares: [Double], _ bounds: Bounds, _ remarks: inout [Allocation.Remark]
  ) -> [Double] {
    let raised = withMinimum(shares, bounds, &remarks)
    let held = withLargestChange(raised, bounds, &remarks)
    if held.reduce(0, +) < 1 - 1e-6, spendLimit != nil { remarks.append(.pacing) }
    return held
  }

  /// The mix that keeps the guardrails; nil if there is none.
  private func chosen(
    _ allowed: [Double], _ remarks: inout [Allocation.Remark]
  ) -> [Double]? {
    guard !eligible.isEmpty else { return nil }
    let late = zip(options.guardrails, riskNow).filter { $1 > $0.delta }.map(\.0.metric)
    guard
      let (shares, priced) = guarded(allowed)
        ?? lastResort(allowed).map({ ($0, Array(excess.indices)) })
    else { return nil }
    remarks +=
      late.isEmpty
      ? priced.map { .guardrail(options.guardrails[$0].metric) } : late.map { .recovering($0) }
    return shares
  }

  /// The first measure that the reward, a guardrail or the budget needs and nothing is known of.
  private var missingMeasure: Measure? {
    var needed = [options.rewardMeasure] + options.guardrails.flatMap(\.measures)
    if options.pacing != nil { needed.append(.cost) }
    return needed.first { measure in beliefs.contains { $0[measure] == nil } }
  }

  private func arms(_ shares: [Double]) -> [Allocation.Arm] {
    let reward = options.rewardMeasure
    let known = beliefs.compactMap { $0[reward] }
    let best =
      known.count == beliefs.count
      ? ProbabilityBest.shares(known.map { PricedArm($0) }).arms
      : beliefs.map { _ in 1 / Double(beliefs.count) }
    return beliefs.indices.map { index in
      Allocation.Arm(
        name: beliefs[index].name, share: shares[index], probabilityBest: best[index],
        reward: beliefs[index][reward].map { estimate($0) }, stop: stops[index])
    }
  }

  private func estimate(_ distribution: any UnivariateDistribution) -> Allocation.Estimate {
    let tail = 0.5 * (1 - options.level)
    return Allocation.Estimate(
      mean: distribution.mean, lower: distribution.quantile(tail),
      upper: distribution.quantile(1 - tail))
  }

  private func guardrailStates(_ shares: [Double]) -> [Allocation.GuardrailState] {
    guard !excess.isEmpty else { return [] }
    let decisions = commitment(shares)
    let total = decisions.reduce(0, +)
    let risks = risks(after: shares)
    return options.guardrails.indices.map { index in
      Allocation.GuardrailState(
        guardrail: options.guardrails[index],
        probabilityKept: 1 - risks[index],
        metric: total > 0 ? metric(options.guardrails[index], decisions, total) : nil)
    }
  }

  private func metric(
    _ guardrail: Guardrail, _ decisions: [Double], _ total: Double
  ) -> Allocation.Estimate? {
    let values = (0..<ExcessDraws.count).map { index in
      guardrail.metric(
        { measure in
          zip(draws(measure), decisions).reduce(0) { $0 + $1.0[index] * $1.1 }
        }, decisions: total)
    }
    guard values.allSatisfy(\.isFinite) else { return nil }
    let tail = 0.5 * (1 - options.level)
    let limits = Quantile.at([tail, 0.5, 1 - tail], of: values)
    return Allocation.Estimate(mean: limits[1], lower: limits[0], upper: limits[2])
  }
}
