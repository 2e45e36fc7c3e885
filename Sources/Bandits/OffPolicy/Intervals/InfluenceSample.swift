import Probability

/// How the decisions of a log, or its clusters, move an estimate: what its standard error and skewness
/// are made of.
struct InfluenceSample {
  /// The standard error; 0 of fewer than two parts.
  let standardError: Double
  /// The skewness of the estimate, which is that of one part over the root of their number.
  let skewness: Double
  /// How many independent parts there are: decisions or clusters.
  let parts: Int

  /// Sums influences by cluster, where there are any.
  ///
  /// - Parameter influence: what a decision of each unit adds to N times the estimate, less the estimate.
  init(_ influence: [Double], _ log: OffPolicyLog) {
    let rows = Double(log.rows)
    var (squares, cubes) = (0.0, 0.0)
    if log.clusters.isEmpty {
      parts = log.rows
      for unit in influence.indices {
        let (count, value) = (Double(log.counts[unit]), influence[unit])
        squares += count * value * value
        cubes += count * value * value * value
      }
    } else {
      parts = log.clusters.count
      for sum in log.sumsByCluster(influence) {
        squares += sum * sum
        cubes += sum * sum * sum
      }
    }
    let number = Double(parts)
    standardError = number > 1 ? (squares * number / (number - 1)).squareRoot() / rows : 0
    skewness = squares > 0 ? cubes / (squares * squares.squareRoot()) : 0
  }

  /// Normal bounds around an estimate.
  func normal(_ estimate: Double, level: Double) -> (lower: Double, upper: Double) {
    let reach = -normalQuantile((1 - level) / 2) * standardError
    return (estimate - reach, estimate + reach)
  }

  /// Bounds with Efron's acceleration and bias correction, both a sixth of the skewness, at the
  /// quantiles of the estimate's law by Cornish and Fisher: `AcceleratedInterval` without replicates.
  func accelerated(_ estimate: Double, level: Double) -> (lower: Double, upper: Double) {
    let a = min(max(skewness / 6, -0.25), 0.25)
    let z = normalQuantile((1 - level) / 2)
    func bound(_ z: Double) -> Double {
      let shifted = a + (a + z) / max(1 - a * (a + z), 0.05)
      return estimate + standardError * (shifted + a * (shifted * shifted - 1))
    }
    return (bound(z), bound(-z))
  }
}

extension OffPolicyLog {
  /// Sums of a quantity over the decisions of each cluster.
  func sumsByCluster(_ values: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: clusters.count)
    for unit in values.indices {
      sums[Int(clusterOfUnit[unit])] += Double(counts[unit]) * values[unit]
    }
    return sums
  }
}
