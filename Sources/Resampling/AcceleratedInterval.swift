import Probability

/// Equal-tailed intervals from bootstrap replicates: Efron's accelerated percentiles (BCa) with both
/// corrections from the skewness of the replicates.
///
/// With γ the skewness, a = γ / 6 and z the normal quantile of a tail p, the bound is the replicates'
/// quantile at
///
///     Φ(a + (a + z) / (1 - a (a + z)))
///
/// For a sum under Poisson weights the skewness of the replicates is that of the sum itself, so a is
/// the acceleration and equals the bias correction: no jackknife is needed, and no bias is estimated
/// from the few replicates near the middle. Plain percentiles cut the upper tail of credits short,
/// basic intervals twice so; with 50 to 100 conversions of unequal value these intervals missed above
/// and below about equally often and covered most, of eight kinds that were compared by simulation.
/// Efron 1987, "Better bootstrap confidence intervals", doi:10.1080/01621459.1987.10478410.
public enum AcceleratedInterval {
  /// The bounds at a level; nil of fewer than two replicates.
  ///
  /// - Parameters:
  ///   - level: the probability the interval is meant to hold.
  ///   - replicates: finite numbers in any order.
  public static func bounds(
    _ level: Double, of replicates: [Double]
  ) -> (lower: Double, upper: Double)? {
    guard replicates.count > 1 else { return nil }
    let sorted = replicates.sorted()
    guard let lowest = sorted.first, let highest = sorted.last, lowest < highest else {
      return (sorted[0], sorted[0])
    }
    // More skewness than a few events have is an accident of the replicates.
    let a = min(max(skewness(sorted) / 6, -0.25), 0.25)
    let z = normalQuantile((1 - level) / 2)
    func bound(_ z: Double) -> Double {
      let shifted = a + z
      // Beyond the pole, which only extreme levels reach, the bound is the furthest replicate.
      return quantile(normalCDF(a + shifted / max(1 - a * shifted, 0.05)), sorted)
    }
    return (bound(z), bound(-z))
  }

  /// The quantile at position p (n + 1), counted from one: below it lies a share p of the law on
  /// average, which the usual position p (n - 1) misses inwards.
  private static func quantile(_ p: Double, _ sorted: [Double]) -> Double {
    let count = Double(sorted.count)
    return Quantile.at((p * (count + 1) - 1) / (count - 1), ofSorted: sorted)
  }

  private static func skewness(_ sample: [Double]) -> Double {
    let moments = SampleMoments(sample)
    let count = Double(sample.count)
    let spread = (moments.variance * (count - 1) / count).squareRoot()
    guard spread > 0 else { return 0 }
    let cubes = sample.reduce(0) { sum, x in
      let z = (x - moments.mean) / spread
      return sum + z * z * z
    }
    return cubes / count
  }
}
