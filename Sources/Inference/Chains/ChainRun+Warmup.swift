import Probability

extension ChainRun {
  /// Makes a starting position: chain, attempt (from 0), the chain's random stream.
  typealias Initial = @Sendable (Int, Int, inout RandomStream) -> [Double]

  /// Starting points tried before a chain gives up.
  static let attempts = 100

  /// Finds a start, then adapts step size and metric.
  ///
  /// - Throws: `InferenceError`, or `CancellationError`.
  func warmUp(initial: Initial) throws -> ChainState {
    let unit = Metric.diagonal(Array(repeating: 1, count: dimension))
    let stream = RandomStream(seed: options.seed, stream: UInt64(chain))
    var sampler = makeSampler(metric: unit, stream: stream)
    var slot = try findStart(initial, &sampler)
    let start = GradientDiagonalLearner(
      warmup: options.warmup, initialGradient: gradient(of: slot, in: sampler))
    sampler.hamiltonian.use(.diagonal(start.variances))
    var learner = options.metric.makeLearner(warmup: options.warmup, start: start)
    var averaging = restart(from: 1, at: slot, &sampler)
    var reporter = ProgressReporter(
      progress, chain: chain, total: options.warmup, isWarmup: true)
    var divergences = 0
    for iteration in 0..<options.warmup {
      try Task.checkCancellation()
      let before = position(of: slot, in: sampler)
      let (next, statistics) = try sampler.transition(from: slot, stepSize: averaging.current)
      slot = next
      averaging.update(acceptance: statistics.acceptance)
      let sample = WarmupSample(
        position: UnsafeBufferPointer(sampler.hamiltonian.states.position(slot).doubles(dimension)),
        gradient: gradient(of: slot, in: sampler),
        moved: before != position(of: slot, in: sampler))
      if let update = learner.observe(iteration, sample) {
        sampler.hamiltonian.use(update.metric)
        if update.restartsStepSize {
          averaging = restart(from: averaging.current, at: slot, &sampler)
        }
      }
      if statistics.divergent { divergences += 1 }
      reporter.advance(divergent: statistics.divergent)
    }
    return ChainState(
      position: position(of: slot, in: sampler), stepSize: averaging.averaged,
      metric: sampler.hamiltonian.metric, warmupGradients: sampler.hamiltonian.evaluations,
      warmupDivergences: divergences, stream: sampler.stream)
  }

  private func findStart(_ initial: Initial, _ sampler: inout NoUTurnSampler) throws -> Int {
    for attempt in 0..<Self.attempts {
      try Task.checkCancellation()
      let position = initial(chain, attempt, &sampler.stream)
      guard position.count == dimension else {
        throw InferenceError.wrongDimension(
          chain: chain, expected: dimension, found: position.count)
      }
      if let slot = sampler.hamiltonian.place(position) { return slot }
    }
    throw InferenceError.noFiniteStart(chain: chain, attempts: Self.attempts)
  }

  private func restart(
    from guess: Double, at slot: Int, _ sampler: inout NoUTurnSampler
  ) -> DualAveraging {
    DualAveraging(
      target: options.targetAcceptance,
      initial: sampler.reasonableStepSize(at: slot, from: guess))
  }

  private func gradient(
    of slot: Int, in sampler: NoUTurnSampler
  ) -> UnsafeBufferPointer<Double> {
    UnsafeBufferPointer(sampler.hamiltonian.states.gradient(slot).doubles(dimension))
  }
}
