public import Inference

/// Fits media-mix models.
public enum MediaMix {
  /// Fits a model and judges the fit.
  ///
  /// The same data, options and seed give the same result, bit for bit, on any number of threads.
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
  /// - Throws: `MediaMixError` if options do not fit the data or no chain can start;
  ///   `CancellationError` when the task is cancelled. A fit that fails the gate is a result.
  public static func fit(
    data: MediaMixData, options: MediaMixOptions, threads: Int,
    progress: (@Sendable (SamplerProgress) -> Void)? = nil, store: (any FitStore)? = nil,
    warmStart: WarmStart? = nil
  ) async throws -> MediaMixResult {
    let model = try MediaMixModel(data: data, options: options)
    let question = FitQuestion(data: data, options: options, warmStart: warmStart)
    let state = store?.load(question).flatMap { FitState(bytes: $0) }
    do {
      var sampling = try await MediaMixSampler(model: model, threads: threads, progress: progress)
        .run(keeping: state, from: warmStart)
      if let store, sampling.origin.cache != .hit {
        if sampling.origin.cache == .off { sampling.origin.cache = .miss }
        if let state = FitState(sampling, window: model.window) {
          store.save(state.encoded(), for: question)
        }
      }
      return try await MediaMixResult(model: model, sampling: sampling, threads: threads)
    } catch let error as InferenceError {
      throw MediaMixError.sampling(error.description)
    }
  }
}
