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
  /// - Throws: `MediaMixError` if options do not fit the data or no chain can start;
  ///   `CancellationError` when the task is cancelled. A fit that fails the gate is a result.
  public static func fit(
    data: MediaMixData, options: MediaMixOptions, threads: Int,
    progress: (@Sendable (SamplerProgress) -> Void)? = nil
  ) async throws -> MediaMixResult {
    try await fit(
      MediaMixModel(data: data, options: options), threads: threads, progress: progress)
  }

  /// Fits a model that is resolved already.
  package static func fit(
    _ model: MediaMixModel, threads: Int, progress: (@Sendable (SamplerProgress) -> Void)? = nil
  ) async throws -> MediaMixResult {
    do {
      let sampling = try await MediaMixSampler(model: model, threads: threads, progress: progress)
        .run()
      return try await MediaMixResult(model: model, sampling: sampling, threads: threads)
    } catch let error as InferenceError {
      throw MediaMixError.sampling(error.description)
    }
  }
}
