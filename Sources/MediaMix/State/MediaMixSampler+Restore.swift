import Inference

extension MediaMixSampler {
  /// Where sampling begins: cold, or where an earlier fit left off.
  struct Beginning {
    var start: WarmStart?
    /// For each channel, whether its geo deviations are sampled as they are; nil before a pilot.
    var centred: [Bool]?
    /// One a chain; nil for a cold start.
    var starts: [ChainStart]?
    var origin = FitOrigin()
    /// An earlier fit that diverged at the first acceptance would do so again.
    var firstAttempt: Int { starts == nil ? 0 : min(1, max(0, start?.attempt ?? 0)) }

    init(start: WarmStart?, centred: [Bool]?) {
      self.start = start
      self.centred = centred
    }

    /// Decides whether the model can start where the earlier fit left off.
    mutating func judge(_ model: MediaMixModel, chains: Int) {
      guard let start else { return }
      let names = model.density(centred: centred).coordinateNames
      let judged = start.starts(chains, names: names)
      starts = judged.starts
      origin.coldReason = judged.reason
      origin.isWarm = judged.starts != nil
      if judged.starts == nil { centred = nil }
    }
  }

  /// Rebuilds a posterior from the state of an earlier fit of the same question, without a gradient
  /// where its draws suffice.
  ///
  /// The gate judges block by block as it did when they were sampled, so that the same draws are
  /// kept as would be kept without the state, also for another report window.
  ///
  /// - Returns: nil if the state is not one of this question, or could lead elsewhere than sampling.
  func restore(_ state: FitState, _ begin: Beginning) async throws -> MediaMixSampling? {
    let acceptances = Self.acceptances(isGeo: model.data.geoCount > 1)
    guard acceptances.indices.contains(state.attempt), state.isWarm == begin.origin.isWarm,
      state.draws.chains.count == options.chains,
      state.centred.count == model.data.terms.count,
      state.attempt == begin.firstAttempt || state.window == model.window.periods,
      areBlocks(state.blocks.map(\.count))
    else { return nil }
    let warmup = begin.starts == nil ? options.warmup : WarmStart.warmup(options)
    guard state.warmup == warmup else { return nil }
    let density = model.density(centred: state.centred)
    guard density.coordinateNames == state.names else { return nil }
    var sampler = try makeSampler(density, attempt: state.attempt, warmup: warmup)
    var timer = CPUTimer()
    timer.pause()
    var origin = begin.origin
    origin.attempt = state.attempt
    origin.cache = .hit
    let sampling = try await extend(
      &sampler, state, origin, spent: state.earlierGradients, timer: &timer)
    // Sampling would have tried once more with a smaller step.
    let isLast = state.attempt == acceptances.count - 1
    return sampling.verdict.failures.contains(.divergences) && !isLast ? nil : sampling
  }

  /// Whether draws were added in the blocks that this program adds.
  private func areBlocks(_ counts: [Int]) -> Bool {
    var kept = 0
    for count in counts {
      guard count == kept + block(after: kept) else { return false }
      kept = count
    }
    return true
  }
}
