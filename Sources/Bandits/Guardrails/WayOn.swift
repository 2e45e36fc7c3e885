/// One way to go on after the next step until the campaign's end: a single arm, or nobody.
///
/// The next step's mix is judged together with it, not as if it were held to the end: shares are set
/// anew after the step, so a mix that is uncertain may be tried as long as there is a safe way on.
struct WayOn: Sendable {
  /// Its shares of decisions.
  let shares: [Double]
  /// Draws of the excess by guardrail of all decisions made and those after the next step.
  let later: [[Double]]

  /// The share of draws in which a guardrail is missed at the end.
  ///
  /// - Parameter step: draws of what the next step adds to its excess.
  func risk(_ guardrail: Int, after step: [Double]) -> Double {
    var missed = 0
    for (excess, more) in zip(later[guardrail], step) where excess + more > 0 { missed += 1 }
    return Double(missed) / Double(ExcessDraws.count)
  }
}

extension Allocator {
  /// The ways on: each arm that is not stopped, within the budget, and nobody.
  func makeWaysOn() -> [WayOn] {
    let rest = progress.remaining - progress.next
    let nobody = [Double](repeating: 0, count: beliefs.count)
    let pure = eligible.map { arm in
      var shares = nobody
      shares[arm] = 1
      return withinBudget(shares)
    }
    return ([nobody] + pure).map { shares in
      let decisions = zip(served, shares).map { $0 + rest * $1 }
      return WayOn(shares: shares, later: excess.map { $0.total(decisions) })
    }
  }

  /// Draws of what a mix adds to each guardrail's excess in the next step.
  func stepDraws(_ shares: [Double]) -> [[Double]] {
    let decisions = shares.map { progress.next * $0 }
    return excess.map { $0.total(decisions) }
  }

  /// The way on, begun at once, whose worst risk in terms of delta is least.
  var safest: WayOn? {
    func worst(_ way: WayOn) -> Double {
      let step = stepDraws(way.shares)
      return zip(options.guardrails, excess.indices).map {
        way.risk($1, after: step[$1]) / $0.delta
      }.max() ?? 0
    }
    return waysOn.map { (way: $0, worst: worst($0)) }.min { $0.worst < $1.worst }?.way
  }

  /// Each guardrail's risk if the campaign goes on in the safest way: with an arm, with nobody, or with
  /// the shares before for some steps.
  var riskNow: [Double] {
    guard let safest else { return excess.map { _ in 0 } }
    let step = stepDraws(safest.shares)
    let simple = excess.indices.map { safest.risk($0, after: step[$0]) }
    guard previous.contains(where: { $0 > 0 }), served.contains(where: { $0 > 0 }) else {
      return simple
    }
    let most = Self.trials.last ?? 1
    return least([simple] + (1...most).map { trialRisks(previous, steps: $0) })
  }

  /// Each guardrail's risk after a step with a mix, by the way on of the least worst risk.
  func risks(after shares: [Double]) -> [Double] {
    guard !excess.isEmpty else { return [] }
    let step = stepDraws(shares)
    return least(
      waysOn.map { way in excess.indices.map { way.risk($0, after: step[$0]) } }
        + Self.trials.map { trialRisks(shares, steps: $0) })
  }

  /// The risks whose worst, in terms of delta, is least.
  private func least(_ all: [[Double]]) -> [Double] {
    func worst(_ risks: [Double]) -> Double {
      zip(options.guardrails, risks).map { $1 / $0.delta }.max() ?? 0
    }
    return all.min { worst($0) < worst($1) } ?? []
  }
}
