import Probability

/// One chain's work inside one task: warm-up, or a block of draws.
struct ChainRun {
  let chain: Int
  let options: SamplerOptions
  let dimension: Int
  let evaluate: Hamiltonian.Evaluation
  let progress: ProgressReporter.Receiver?

  /// Draws a block, going on from `state`.
  ///
  /// - Throws: `CancellationError`, or `InferenceError.noFiniteStart` if the density, evaluated again
  ///   where the chain stands, is no longer finite (it is not a function of its argument then).
  func draw(_ count: Int, from state: ChainState) throws -> (ChainState, Draws.Chain) {
    var sampler = makeSampler(metric: state.metric, stream: state.stream)
    var slot = try place(state.position, in: &sampler)
    var reporter = ProgressReporter(progress, chain: chain, total: count, isWarmup: false)
    var draws = Draws.Chain()
    // More than anybody waits for is not set aside in advance.
    let expected = min(count, 10_000)
    draws.positions.reserveCapacity(expected * dimension)
    draws.statistics.reserveCapacity(expected)
    for _ in 0..<count {
      try Task.checkCancellation()
      let (next, statistics) = try sampler.transition(from: slot, stepSize: state.stepSize)
      slot = next
      draws.positions.append(
        contentsOf: sampler.hamiltonian.states.position(slot).doubles(dimension))
      draws.statistics.append(statistics)
      reporter.advance(divergent: statistics.divergent)
    }
    var after = state
    after.position = position(of: slot, in: sampler)
    after.samplingGradients += sampler.hamiltonian.evaluations
    after.stream = sampler.stream
    return (after, draws)
  }

  func makeSampler(metric: Metric, stream: RandomStream) -> NoUTurnSampler {
    NoUTurnSampler(
      hamiltonian: Hamiltonian(
        dimension: dimension, maximumDepth: options.maximumDepth, metric: metric,
        evaluate: evaluate),
      stream: stream, maximumDepth: options.maximumDepth)
  }

  func place(_ position: [Double], in sampler: inout NoUTurnSampler) throws -> Int {
    guard let slot = sampler.hamiltonian.place(position) else {
      throw InferenceError.noFiniteStart(chain: chain, attempts: 1)
    }
    return slot
  }

  func position(of slot: Int, in sampler: NoUTurnSampler) -> [Double] {
    Array(sampler.hamiltonian.states.position(slot).doubles(dimension))
  }
}
