public import Inference
import Tables

/// A fitted media-mix model: summaries of its posterior, and the gate's verdict on them.
public struct MediaMixResult: Sendable {
  /// The model that was fitted.
  public let model: MediaMixModel
  /// Whether the numbers may be used.
  public let verdict: ConvergenceGate.Verdict
  let sampling: MediaMixSampling
  /// Summaries in the order of `sampling.quantityIndex`.
  let quantities: [Summary]
  /// Summaries in the order of `sampling.parameterIndex`.
  let parameters: [Summary]
  let series: SeriesSummary
  /// Closeness over the periods that were fitted.
  let training: FitMetrics
  /// Closeness over the held-out periods, if there are any.
  let holdout: FitMetrics?
  /// 1 - residual variance / outcome variance over single geos and periods that were fitted.
  let geoRSquared: Double?
  /// What the same model says without the experiments that it knows; nil if it knows none, or if
  /// it could not be fitted without them.
  var withoutExperiments: FitWithoutExperiments?
  /// What could be said about the model before it was fitted.
  public let readiness: MediaMixReadiness
  /// Whether the fit can be handed in, check by check.
  public private(set) var health = MediaMixHealth(HealthEvidence())

  package init(model: MediaMixModel, sampling: MediaMixSampling, threads: Int) async throws {
    self.model = model
    self.sampling = sampling
    verdict = sampling.verdict
    let level = model.options.level
    quantities = try (0..<sampling.quantityIndex.count).map { index in
      try Task.checkCancellation()
      let column = MediaMixSampling.column(
        sampling.quantities, index, of: sampling.quantityIndex.count)
      return Summary(column.flatMap { $0 }, level: level)
    }
    parameters = try (0..<sampling.parameterIndex.count).map { index in
      try Task.checkCancellation()
      let column = MediaMixSampling.column(
        sampling.parameters, index, of: sampling.parameterIndex.count)
      return Summary(column.flatMap { $0 }, level: level)
    }
    series = try await SeriesSummary(sampling, model, threads: threads)
    let trainCount = model.design.specification.trainCount
    let data = model.data
    training = Self.metrics(data, series, 0..<trainCount, level: level)
    holdout =
      trainCount < data.timeCount
      ? Self.metrics(data, series, trainCount..<data.timeCount, level: level) : nil
    geoRSquared = data.geoCount > 1 ? Self.geoRSquared(data, series, trainCount) : nil
    readiness = try MediaMixReadiness(model: model)
    health = MediaMixHealth(HealthEvidence(self))
  }

  /// Gradients computed: pilot, warm-up and kept draws of all chains.
  public var gradientCount: Int {
    sampling.gradients.total + (withoutExperiments?.gradientCount ?? 0)
  }

  /// How the draws came about: sampled or kept, begun cold or warm.
  public var origin: FitOrigin { sampling.origin }

  /// CPU seconds of the whole process while it sampled: pilot, warm-up and draws.
  public var samplingCPUSeconds: Double {
    sampling.cpuSeconds + (withoutExperiments?.cpuSeconds ?? 0)
  }

  private static func metrics(
    _ data: MediaMixData, _ series: SeriesSummary, _ periods: Range<Int>, level: Double
  ) -> FitMetrics {
    FitMetrics(
      observed: periods.map { ReportWindow.outcome(data, $0...$0) },
      mean: periods.map { series.mean.mean[$0] },
      predicted: periods.map { series.predictions[$0] }, level: level)
  }

  private static func geoRSquared(
    _ data: MediaMixData, _ series: SeriesSummary, _ trainCount: Int
  ) -> Double {
    var (observed, error): ([Double], Double) = ([], 0)
    for g in 0..<data.geoCount {
      for t in 0..<trainCount {
        let cell = g * data.timeCount + t
        let outcome = data.kpi[cell] * data.value[cell]
        observed.append(outcome)
        error += (outcome - series.geoMean[cell]) * (outcome - series.geoMean[cell])
      }
    }
    let mean = observed.reduce(0, +) / Double(observed.count)
    return 1 - error / observed.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  var data: MediaMixData { model.data }
  var window: ReportWindow { model.window }

  var terms: [MediaMixSpecification.Term] { model.design.specification.terms }

  /// Places of the terms of a role.
  func places(of role: MediaMixSpecification.Term.Role) -> [Int] {
    terms.indices.filter { terms[$0].role == role }
  }

  /// The place of a term among the media with reach and frequency; nil without.
  func frequencyPlace(_ c: Int) -> Int? {
    guard c < data.frequency.count, data.frequency[c] != nil else { return nil }
    return data.frequency[..<c].count { $0 != nil }
  }

  /// Channels with spend in the window: only these have a return.
  var returningChannels: [Int] { data.channels.indices.filter { window.spend[$0] > 0 } }

  func quantity(_ c: Int, _ which: Int) -> Summary {
    quantities[sampling.quantityIndex.term(c, which)]
  }

  /// All draws of a stored quantity.
  func draws(ofQuantity index: Int) -> [Double] {
    MediaMixSampling.column(sampling.quantities, index, of: sampling.quantityIndex.count)
      .flatMap { $0 }
  }
}
