package import Probability

/// What was believed of a number before the data: a stated distribution, or draws of what stated
/// priors imply.
package enum HealthPrior: Sendable {
  /// `scale` times a number with this distribution; the scale is positive.
  case stated(any UnivariateDistribution, scale: Double)
  /// Draws, sorted.
  case implied([Double])

  /// The probability of at most x.
  package func cdf(_ x: Double) -> Double {
    switch self {
    case .stated(let prior, let scale): return prior.cdf(x / scale)
    case .implied(let draws):
      var (low, high) = (0, draws.count)
      while low < high {
        let middle = (low + high) / 2
        if draws[middle] <= x { low = middle + 1 } else { high = middle }
      }
      return Double(low) / Double(max(1, draws.count))
    }
  }

  package func quantile(_ p: Double) -> Double {
    switch self {
    case .stated(let prior, let scale): scale * prior.quantile(p)
    case .implied(let draws): Quantile.at(p, ofSorted: draws)
    }
  }

  /// The mean; the median where there is none.
  package var centre: Double {
    guard case .stated(let prior, let scale) = self else {
      guard case .implied(let draws) = self else { return 0 }
      return Series.mean(draws)
    }
    return prior.mean.isFinite ? scale * prior.mean : quantile(0.5)
  }

  /// The standard deviation; half the central 68 % where there is none.
  package var deviation: Double {
    switch self {
    case .stated(let prior, let scale):
      let deviation = prior.standardDeviation
      return deviation.isFinite ? scale * deviation : (quantile(0.84) - quantile(0.16)) / 2
    case .implied(let draws):
      let mean = Series.mean(draws)
      return (Series.squares(draws.map { $0 - mean }) / Double(max(1, draws.count - 1)))
        .squareRoot()
    }
  }

  /// The bounds that no value can pass.
  package var support: (lower: Double, upper: Double) {
    switch self {
    case .stated(let prior, let scale): (scale * prior.support.lower, scale * prior.support.upper)
    case .implied(let draws): ((draws.first ?? 0) >= 0 ? 0 : -.infinity, .infinity)
    }
  }
}
