/// How far data moved a belief.
enum ProbabilityMoved {
  /// Classes of equal prior probability.
  private static let classes = 10

  /// The largest change, prior to posterior, of the probability of any statement about the number:
  /// the total variation distance, over ten classes of equal prior probability.
  ///
  /// 0 is "the posterior is the prior". With 400 effective draws, chance alone makes about 0.06 of it.
  static func share(_ draws: [Double], prior: HealthPrior) -> Double {
    guard !draws.isEmpty else { return 0 }
    var counts = [Double](repeating: 0, count: classes)
    for draw in draws {
      let place = prior.cdf(draw) * Double(classes)
      counts[max(0, min(classes - 1, place.isFinite ? Int(place) : 0))] += 1
    }
    let expected = 1 / Double(classes)
    return counts.reduce(0) { $0 + abs($1 / Double(draws.count) - expected) } / 2
  }

  /// The share of draws in the outermost twentieth of the prior, at the end that holds more of them.
  static func edge(_ draws: [Double], prior: HealthPrior) -> (share: Double, isUpper: Bool) {
    guard !draws.isEmpty else { return (0, false) }
    let (low, high) = (prior.quantile(0.05), prior.quantile(0.95))
    let below = Double(draws.count { $0 < low }) / Double(draws.count)
    let above = Double(draws.count { $0 > high }) / Double(draws.count)
    return above > below ? (above, true) : (below, false)
  }

  /// The posterior mean less the prior mean, in prior standard deviations.
  static func shift(_ draws: [Double], prior: HealthPrior) -> Double {
    let deviation = prior.deviation
    return deviation > 0 ? (Series.mean(draws) - prior.centre) / deviation : 0
  }
}
