import Probability

extension ChainRun {
  /// Adapts step size and metric.
  ///
  /// - Throws: `CancellationError`, or `InferenceError.noFiniteStart` if the density is no longer
  ///   finite at the start.
  func warmUp(from start: Start) throws -> ChainState {
    var sampler = makeSampler(metric: unitMetric, stream: start.stream)
    let slot = try place(start.position, in: &sampler)
    let first = GradientDiagonalLearner(
      warmup: options.warmup, initialGradient: gradient(of: slot, in: sampler))
    return try adapt(
      &sampler, from: slot, first, stepSize: 1, spent: start.gradients)
  }

  /// Adapts step size and metric further from those of an earlier run.
  ///
  /// - Throws: `CancellationError`, or `InferenceError.noFiniteStart` if the density is not finite
  ///   at the start.
  func warmUp(from start: ChainStart) throws -> ChainState {
    var sampler = makeSampler(
      metric: unitMetric,
      stream: RandomStream(seed: options.seed, stream: ChainStart.streams | UInt64(chain)))
    let slot = try place(start.position, in: &sampler)
    let first = GradientDiagonalLearner(warmup: options.warmup, learnt: start.variances)
    return try adapt(&sampler, from: slot, first, stepSize: start.stepSize, spent: 0)
  }

  /// The iterations of warm-up, from a placed point.
  private func adapt(
    _ sampler: inout NoUTurnSampler, from slot: Int, _ first: GradientDiagonalLearner,
    stepSize: Double, spent: Int
  ) throws -> ChainState {
    var slot = slot
    sampler.hamiltonian.use(.diagonal(first.variances))
    var learner = options.metric.makeLearner(warmup: options.warmup, start: first)
    var averaging = restart(from: stepSize, at: slot, &sampler)
    var reporter = ProgressReporter(
      progress, chain: chain, total: options.warmup, isWarmup: true)
    for iteration in 0..<options.warmup {
      try Task.checkCancellation()
      let before = position(of: slot, in: sampler)
      let (next, statistics) = try sampler.transition(from: slot, stepSize: averaging.current)
      slot = next
      averaging.update(acceptance: statistics.acceptance)
      if let update = learner.observe(iteration, sample(at: slot, after: before, in: sampler)) {
        sampler.hamiltonian.use(update.metric)
        if update.restartsStepSize {
          averaging = restart(from: averaging.current, at: slot, &sampler)
        }
      }
      reporter.advance(divergent: statistics.divergent)
    }
    return ChainState(
      position: position(of: slot, in: sampler), stepSize: averaging.averaged,
      metric: sampler.hamiltonian.metric,
      warmupGradients: spent + sampler.hamiltonian.evaluations,
      warmupDivergences: reporter.divergences, stream: sampler.stream)
  }

  private func restart(
    from guess: Double, at slot: Int, _ sampler: inout NoUTurnSampler
  ) -> DualAveraging {
    DualAveraging(
      target: options.targetAcceptance,
      initial: sampler.reasonableStepSize(at: slot, from: guess))
  }

  private func sample(
    at slot: Int, after before: [Double], in sampler: NoUTurnSampler
  ) -> WarmupSample {
    let position = UnsafeBufferPointer(
      sampler.hamiltonian.states.position(slot).doubles(dimension))
    return WarmupSample(
      position: position, gradient: gradient(of: slot, in: sampler),
      moved: !position.elementsEqual(before))
  }

  private func gradient(
    of slot: Int, in sampler: NoUTurnSampler
  ) -> UnsafeBufferPointer<Double> {
    UnsafeBufferPointer(sampler.hamiltonian.states.gradient(slot).doubles(dimension))
  }
}
