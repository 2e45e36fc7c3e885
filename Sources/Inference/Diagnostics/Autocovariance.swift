/// The autocovariance of several equally long chains, averaged over them, at every lag.
struct Autocovariance {
  let chains: Int
  let draws: Int
  private let transform: FourierTransform
  private let buffers: LaneMemory
  private var lags: [Double]

  init(chains: Int, draws: Int) {
    self.chains = chains
    self.draws = draws
    transform = FourierTransform(padding: draws)
    buffers = LaneMemory(vectors: 4, dimension: transform.size)
    lags = Array(repeating: 0, count: draws)
  }

  /// The biased estimate (divisor n) at lags 0 ..< draws, about each chain's own mean.
  ///
  /// - Parameters:
  ///   - values: chains x draws.
  ///   - means: one a chain.
  /// - Complexity: O(chains n log n).
  mutating func average(_ values: [Double], means: [Double]) -> [Double] {
    let (powerRe, powerIm) = (buffers.vector(2), buffers.vector(3))
    for group in 0..<buffers.groups { (powerRe[group], powerIm[group]) = (.zero, .zero) }
    for first in stride(from: 0, to: chains, by: 2) { addPower(of: first, values, means) }
    transform.backward(powerRe, powerIm)
    let result = powerRe.doubles(draws)
    let scale = 1 / (Double(transform.size) * Double(draws) * Double(chains))
    for lag in 0..<draws { lags[lag] = result[lag] * scale }
    return lags
  }

  /// Adds the power spectra of two neighbouring chains, or of the last one alone.
  private func addPower(of first: Int, _ values: [Double], _ means: [Double]) {
    let (re, im) = (buffers.vector(0), buffers.vector(1))
    for group in 0..<buffers.groups { (re[group], im[group]) = (.zero, .zero) }
    fill(re, with: first, values, means)
    if first + 1 < chains { fill(im, with: first + 1, values, means) }
    transform.forward(re, im)
    let power = buffers.vector(2)
    for group in 0..<buffers.groups {
      power[group] += re[group] * re[group] + im[group] * im[group]
    }
  }

  private func fill(_ target: Lanes, with chain: Int, _ values: [Double], _ means: [Double]) {
    let series = target.doubles(draws)
    let mean = means[chain]
    for i in 0..<draws { series[i] = values[chain * draws + i] - mean }
  }
}
