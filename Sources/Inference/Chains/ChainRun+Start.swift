import Probability

extension ChainRun {
  /// Makes a starting position: chain, attempt (from 0), the chain's random stream.
  typealias Initial = @Sendable (Int, Int, inout RandomStream) -> [Double]

  /// Starting points tried before a chain gives up.
  static let attempts = 100

  /// Where a chain begins.
  struct Start: Sendable {
    let position: [Double]
    /// The chain's random stream after the attempts.
    let stream: RandomStream
    let gradients: Int
  }

  /// Finds a point where the density and its gradient are finite.
  ///
  /// - Throws: `InferenceError`, or `CancellationError`.
  func findStart(_ initial: Initial) throws -> Start {
    var stream = RandomStream(seed: options.seed, stream: UInt64(chain))
    var sampler = makeSampler(metric: unitMetric, stream: stream)
    for attempt in 0..<Self.attempts {
      try Task.checkCancellation()
      let position = initial(chain, attempt, &stream)
      guard position.count == dimension else {
        throw InferenceError.wrongDimension(
          chain: chain, expected: dimension, found: position.count)
      }
      if sampler.hamiltonian.place(position) != nil {
        return Start(position: position, stream: stream, gradients: attempt + 1)
      }
    }
    throw InferenceError.noFiniteStart(chain: chain, attempts: Self.attempts)
  }

  /// No scaling at all.
  var unitMetric: Metric { .diagonal(Array(repeating: 1, count: dimension)) }
}
