import Foundation
import Inference

/// What the same model says of its paid channels when it does not know the experiments.
///
/// Nothing else differs: data, options and seed are the same, and cells that the experiments took
/// out of the fit are back in it.
struct FitWithoutExperiments: Sendable {
  /// A number of the posterior, in a form that two fits can be compared by.
  struct Estimate: Sendable {
    let summary: Summary
    /// The standard deviation of its logarithm; nil if some draw is not positive.
    let logDeviation: Double?

    init(_ draws: [Double], level: Double) {
      summary = Summary(draws, level: level)
      logDeviation =
        draws.allSatisfy { $0 > 0 } ? Summary(draws.map { log($0) }, level: level).deviation : nil
    }

    /// How many bits narrower a number is than another: 0.5 log2 of the ratio of variances, of the
    /// logarithm where both have one.
    ///
    /// For normal distributions it is the fall of entropy (Shannon 1948); nil where one is fixed.
    func bits(over other: Estimate) -> Double? {
      let isLogarithmic = logDeviation != nil && other.logDeviation != nil
      let own = isLogarithmic ? logDeviation ?? 0 : summary.deviation
      let others = isLogarithmic ? other.logDeviation ?? 0 : other.summary.deviation
      guard own > 0, others > 0 else { return nil }
      return log2(others / own)
    }
  }

  let verdict: ConvergenceGate.Verdict
  let gradientCount: Int
  let cpuSeconds: Double
  /// The estimates of each paid channel, by parameter.
  let channels: [[String: Estimate]]

  /// Fits a model without its experiments.
  ///
  /// - Parameter sample: samples the model that is left.
  /// - Returns: nil if it knows none, or if no chain can start without them.
  /// - Throws: `CancellationError` when the task is cancelled.
  init?(
    of model: MediaMixModel, sample: (MediaMixModel) async throws -> MediaMixSampling
  ) async throws {
    guard !model.design.specification.allExperiments.isEmpty else { return nil }
    var options = model.options
    options.experiments = nil
    do {
      let other = try MediaMixModel(data: model.data, options: options)
      let sampling = try await sample(other)
      verdict = sampling.verdict
      gradientCount = sampling.gradients.total
      cpuSeconds = sampling.cpuSeconds
      channels = model.data.channels.indices.map { Self.estimates($0, sampling, other) }
    } catch let error where error is InferenceError || error is MediaMixError {
      return nil
    }
  }

  /// The ROI in the window and the sampled parameters of the shape of a channel.
  static func estimates(
    _ c: Int, _ sampling: MediaMixSampling, _ model: MediaMixModel
  ) -> [String: Estimate] {
    let level = model.options.level
    var estimates: [String: Estimate] = [:]
    if model.window.spend[c] > 0 {
      let place = sampling.quantityIndex.term(c, QuantityIndex.roi)
      let draws = MediaMixSampling.column(
        sampling.quantities, place, of: sampling.quantityIndex.count)
      estimates["roi"] = Estimate(draws.flatMap { $0 }, level: level)
    }
    for (_, parameter) in model.design.specification.terms[c].shapeParameters {
      guard let place = sampling.parameterIndex.place(of: parameter.symbol, term: c) else {
        continue
      }
      let draws = MediaMixSampling.column(
        sampling.parameters, place, of: sampling.parameterIndex.count)
      let estimate = Estimate(draws.flatMap { $0 }, level: level)
      if estimate.summary.deviation > 0 { estimates[parameter.symbol] = estimate }
    }
    return estimates
  }
}

extension MediaMixResult {
  /// The estimates of a paid channel with the experiments known.
  func estimates(_ c: Int) -> [String: FitWithoutExperiments.Estimate] {
    FitWithoutExperiments.estimates(c, sampling, model)
  }

  /// The parameters of a paid channel that can be compared with and without experiments, in order:
  /// the return, then those of carry-over and saturation.
  func comparedParameters(_ c: Int) -> [String] {
    guard let other = withoutExperiments?.channels[c] else { return [] }
    let symbols = ["roi"] + terms[c].shapeParameters.map(\.parameter.symbol)
    return symbols.filter { other[$0] != nil }
  }
}
