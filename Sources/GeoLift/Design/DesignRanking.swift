/// Puts designs in order, as GeoLift does: by the mean of dense ranks of the smallest effect that is
/// found, the power at it, the error before the test, and the error of the effect that is seen.
///
/// Errors are rounded before they are ranked, shares of equal weights' error to hundredths and errors
/// of the effect to thousandths: without it, dense ranks of many designs would be of nothing else.
/// Designs that find no effect come last, and before them those whose audit fails.
enum DesignRanking {
  static func ordered(_ plans: [DesignPlan]) -> [DesignPlan] {
    let found = plans.filter { $0.mde != nil }
    let score = scores(found)
    var order = found.indices.sorted { a, b in
      let (fails, others) = (found[a].fails, found[b].fails)
      if fails != others { return !fails }
      if score[a] != score[b] { return score[a] < score[b] }
      return precedes(found[a], found[b])
    }
    var ranked: [DesignPlan] = []
    var (rank, last): (Int, (Bool, Int)?) = (1, nil)
    for (place, index) in order.enumerated() {
      let key = (found[index].fails, score[index])
      if let last, last != key { rank = place + 1 }
      last = key
      var plan = found[index]
      plan.rank = rank
      ranked.append(plan)
    }
    order.removeAll()
    let lost = plans.filter { $0.mde == nil }.sorted(by: precedes).map { plan in
      var plan = plan
      plan.rank = found.count + 1
      return plan
    }
    return ranked + lost
  }

  /// The sums of dense ranks, which order as their means do.
  private static func scores(_ plans: [DesignPlan]) -> [Int] {
    let measures: [[Double]] = [
      plans.map { abs($0.mde ?? .infinity) },
      plans.map { -($0.power ?? 0) },
      plans.map { (($0.curve.imbalance ?? 0) * 100).rounded() },
      plans.map { (($0.recoveryError ?? 0) * 1000).rounded() },
    ]
    var scores = [Int](repeating: 0, count: plans.count)
    for measure in measures {
      let steps = Array(Set(measure)).sorted()
      let rank = Dictionary(uniqueKeysWithValues: steps.enumerated().map { ($1, $0 + 1) })
      for place in plans.indices { scores[place] += rank[measure[place]] ?? 0 }
    }
    return scores
  }

  /// The order of designs of one score: the smaller effect, the better fit, the shorter test.
  private static func precedes(_ a: DesignPlan, _ b: DesignPlan) -> Bool {
    let left = [abs(a.mde ?? .infinity), a.curve.imbalance ?? .infinity, Double(a.duration)]
    let right = [abs(b.mde ?? .infinity), b.curve.imbalance ?? .infinity, Double(b.duration)]
    if left != right { return left.lexicographicallyPrecedes(right) }
    return a.set.lexicographicallyPrecedes(b.set)
  }
}

extension DesignPlan {
  /// Whether its audit fails.
  var fails: Bool { audit?.verdict == .failed }
}
