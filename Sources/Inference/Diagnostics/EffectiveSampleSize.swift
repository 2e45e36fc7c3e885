import Foundation

/// Effective sample sizes of chains of one shape.
///
/// Vehtari, Gelman, Simpson, Carpenter and Bürkner 2021, "Rank-normalization, folding, and
/// localization: an improved R-hat for assessing convergence of MCMC", doi:10.1214/20-BA1221,
/// section 3: Geyer's initial monotone sequence on autocorrelations of all chains together.
struct EffectiveSampleSize {
  private var autocovariance: Autocovariance
  private var means: [Double]
  private let chains: Int
  private let draws: Int

  init(chains: Int, draws: Int) {
    self.chains = chains
    self.draws = draws
    means = Array(repeating: 0, count: chains)
    autocovariance = Autocovariance(chains: chains, draws: draws)
  }

  /// The effective size of chains x draws values; all of them if they are constant, and not a
  /// number if one of them is not finite.
  mutating func callAsFunction(_ values: [Double]) -> Double {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values {
      guard value.isFinite else { return .nan }
      low = min(low, value)
      high = max(high, value)
    }
    let size = Double(values.count)
    if high - low < 1e-15 { return size }
    for chain in 0..<chains {
      means[chain] = mean(values[(chain * draws)..<((chain + 1) * draws)])
    }
    let lags = autocovariance.average(values, means: means)
    let within = lags[0] * Double(draws) / Double(draws - 1)
    let total = lags[0] + (chains > 1 ? variance(means[...]) : 0)
    let time = integratedTime { 1 - (within - lags[$0]) / total }
    return size / max(time, 1 / log10(size))
  }

  /// The integrated autocorrelation time, by the same truncation as ArviZ.
  private func integratedTime(_ correlation: (Int) -> Double) -> Double {
    var rho = [Double](repeating: 0, count: draws)
    var (even, odd) = (1.0, correlation(1))
    (rho[0], rho[1]) = (even, odd)
    var lag = 1
    while lag < draws - 3 && even + odd > 0 {
      (even, odd) = (correlation(lag + 1), correlation(lag + 2))
      if even + odd >= 0 { (rho[lag + 1], rho[lag + 2]) = (even, odd) }
      lag += 2
    }
    let last = lag - 2
    if even > 0 { rho[last + 1] = even }
    lag = 1
    while lag <= last - 2 {
      if rho[lag + 1] + rho[lag + 2] > rho[lag - 1] + rho[lag] {
        rho[lag + 1] = (rho[lag - 1] + rho[lag]) / 2
        rho[lag + 2] = rho[lag + 1]
      }
      lag += 2
    }
    return -1 + 2 * rho[..<(last + 1)].reduce(0, +) + rho[last + 1]
  }
}

/// The arithmetic mean.
func mean(_ values: ArraySlice<Double>) -> Double {
  values.withUnsafeBufferPointer { sumOf($0) { $0 } } / Double(values.count)
}

/// The unbiased variance.
func variance(_ values: ArraySlice<Double>) -> Double {
  let center = mean(values)
  let squares = values.withUnsafeBufferPointer { sumOf($0) { ($0 - center) * ($0 - center) } }
  return squares / Double(values.count - 1)
}

/// The sum of a function of the values, in four interleaved parts: as fast as memory allows, and
/// with smaller rounding than one running sum.
@inline(__always)
private func sumOf(
  _ values: UnsafeBufferPointer<Double>, _ term: (Double) -> Double
) -> Double {
  var parts = SIMD4<Double>.zero
  let whole = values.count & ~3
  for i in stride(from: 0, to: whole, by: 4) {
    parts += SIMD4(
      term(values[i]), term(values[i + 1]), term(values[i + 2]), term(values[i + 3]))
  }
  var sum = parts.sum()
  for i in whole..<values.count { sum += term(values[i]) }
  return sum
}
