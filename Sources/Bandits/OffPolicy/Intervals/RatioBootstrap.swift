import Resampling

/// The Poisson bootstrap of estimates that are ratios of sums over decisions, or over clusters.
struct RatioBootstrap {
  /// Decisions, or clusters, that are drawn together: how many are alike, and what each adds.
  private let counts: [Int]
  private let numerators: [Double]
  private let denominators: [Double]
  private let rewards: [Double]
  private let rows: [Double]

  init(_ terms: EstimatorTerms, _ log: OffPolicyLog) {
    let tops = terms.numerators.indices.map {
      terms.numerators[$0] + (terms.influence?[$0] ?? 0)
    }
    let ones = [Double](repeating: 1, count: tops.count)
    if log.clusters.isEmpty {
      counts = log.counts
      numerators = tops
      denominators = terms.denominators ?? ones
      rewards = log.rewards
      rows = ones
    } else {
      counts = log.clusters.map { _ in 1 }
      numerators = log.sumsByCluster(tops)
      denominators = log.sumsByCluster(terms.denominators ?? ones)
      rewards = log.sumsByCluster(log.rewards)
      rows = log.sumsByCluster(ones)
    }
  }

  /// The estimate in each replicate, and that less the replicate's mean reward.
  func replicates(
    _ count: Int, seed: UInt64, threads: Int
  ) async throws -> [(value: Double, gain: Double)] {
    let bootstrap = PoissonBootstrap(replicates: count, seed: seed)
    return try await bootstrap.map(threads: threads) { weights in
      var (top, bottom, reward, row) = (0.0, 0.0, 0.0, 0.0)
      for unit in counts.indices {
        let weight = Double(weights.next(units: counts[unit]))
        top += weight * numerators[unit]
        bottom += weight * denominators[unit]
        reward += weight * rewards[unit]
        row += weight * rows[unit]
      }
      guard bottom > 0, row > 0 else { return (0, 0) }
      return (top / bottom, top / bottom - reward / row)
    }
  }
}
