import Foundation

extension OffPolicyEvaluation.WeightSummary {
  /// Sums up the weights of a problem.
  init(_ problem: OffPolicyProblem, clip: Double?) {
    let log = problem.log
    let rows = Double(log.rows)
    let weights = problem.weights
    let mean = weights.indices.reduce(0) { $0 + Double(log.counts[$1]) * weights[$1] } / rows
    self.init(
      mean: mean,
      meanError: InfluenceSample(weights.map { $0 - mean }, log).standardError,
      largest: weights.reduce(0, max),
      clippedShare: clip.map { clip in
        weights.indices.reduce(0) { sum, unit in
          let whole = problem.chosen[unit] / log.propensities[unit]
          return sum + (whole > clip ? Double(log.counts[unit]) : 0)
        } / rows
      } ?? 0,
      classes: Self.classes(weights, log.counts))
  }

  /// Shares of rows by weight: none, then powers of two.
  private static func classes(_ weights: [Double], _ counts: [Int]) -> [Class] {
    let rows = Double(counts.reduce(0, +))
    var shares: [Int: Double] = [:]
    for (weight, count) in zip(weights, counts) {
      // A weight on an edge belongs below it; the lowest class takes all that is smaller.
      let exponent = weight > 0 ? max(Int(log2(weight).rounded(.up)), -6) : -7
      shares[exponent, default: 0] += Double(count) / rows
    }
    guard let least = shares.keys.min(), let most = shares.keys.max() else { return [] }
    return (least...most).map { exponent in
      Class(upTo: exponent == -7 ? 0 : exp2(Double(exponent)), share: shares[exponent] ?? 0)
    }
  }
}
