public import Inference

/// Fits media-mix models.
public enum MediaMix {
  /// Fits a model and judges the fit.
  ///
  /// The same data, options and seed give the same result, bit for bit, on any number of threads.
  ///
  /// A model that knows experiments is fitted once more without them, so that the report can say
  /// what they taught.
  ///
  /// - Parameters:
  ///   - data: the panel.
  ///   - options: what the user chose.
  ///   - threads: how many chains run at the same time.
  ///   - progress: told how far sampling has come; called from several threads.
  ///   - store: keeps the costly part of fits; a fit it has gives the same result, bit for bit,
  ///     without sampling.
  ///   - warmStart: where an earlier fit, of other data or options, left off; where its parameters
  ///     are this model's, warm-up is shorter, and other random numbers are drawn.
  ///   - comparesExperiments: whether to fit once more without experiments.
  /// - Throws: `MediaMixError` if options do not fit the data or no chain can start;
  ///   `CancellationError` when the task is cancelled. A fit that fails the gate is a result.
  public static func fit(
    data: MediaMixData, options: MediaMixOptions, threads: Int,
    progress: (@Sendable (SamplerProgress) -> Void)? = nil, store: (any FitStore)? = nil,
    warmStart: WarmStart? = nil, comparesExperiments: Bool = true
  ) async throws -> MediaMixResult {
    try await fit(
      MediaMixModel(data: data, options: options), threads: threads, progress: progress,
      store: store, warmStart: warmStart, comparesExperiments: comparesExperiments)
  }

  /// Fits a model that is resolved already; one whose constants of scale are given takes no store.
  package static func fit(
    _ model: MediaMixModel, threads: Int, progress: (@Sendable (SamplerProgress) -> Void)? = nil,
    store: (any FitStore)? = nil, warmStart: WarmStart? = nil, comparesExperiments: Bool = false
  ) async throws -> MediaMixResult {
    do {
      let sampling = try await sample(
        model, threads: threads, progress: progress, store: store, warmStart: warmStart)
      var result = try await MediaMixResult(model: model, sampling: sampling, threads: threads)
      if comparesExperiments {
        result.withoutExperiments = try await FitWithoutExperiments(of: model) {
          try await sample($0, threads: threads, progress: progress, store: store, warmStart: nil)
        }
      }
      return result
    } catch let error as InferenceError {
      throw MediaMixError.sampling(error.description)
    }
  }

  /// The posterior of a model: kept, or sampled and kept.
  private static func sample(
    _ model: MediaMixModel, threads: Int, progress: (@Sendable (SamplerProgress) -> Void)?,
    store: (any FitStore)?, warmStart: WarmStart?
  ) async throws -> MediaMixSampling {
    let question = FitQuestion(data: model.data, options: model.options, warmStart: warmStart)
    let state = store?.load(question).flatMap { FitState(bytes: $0) }
    var sampling = try await MediaMixSampler(model: model, threads: threads, progress: progress)
      .run(keeping: state, from: warmStart)
    if let store, sampling.origin.cache != .hit {
      if sampling.origin.cache == .off { sampling.origin.cache = .miss }
      if let state = FitState(sampling, window: model.window) {
        store.save(state.encoded(), for: question)
      }
    }
    return sampling
  }
}
