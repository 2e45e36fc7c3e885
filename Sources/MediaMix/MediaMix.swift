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
  /// - Throws: `MediaMixError` if options do not fit the data or no chain can start;
  ///   `CancellationError` when the task is cancelled. A fit that fails the gate is a result.
  public static func fit(
    data: MediaMixData, options: MediaMixOptions, threads: Int,
    progress: (@Sendable (SamplerProgress) -> Void)? = nil
  ) async throws -> MediaMixResult {
    let model = try MediaMixModel(data: data, options: options)
    do {
      let sampling = try await MediaMixSampler(model: model, threads: threads, progress: progress)
        .run()
      var result = try await MediaMixResult(model: model, sampling: sampling, threads: threads)
      result.withoutExperiments = try await FitWithoutExperiments(
        of: model, threads: threads, progress: progress)
      return result
    } catch let error as InferenceError {
      throw MediaMixError.sampling(error.description)
    }
  }
}
