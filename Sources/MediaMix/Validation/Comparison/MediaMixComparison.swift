import Findings
import Inference

/// The same data explained by several models, side by side.
public struct MediaMixComparison: Sendable {
  /// One model and what it found.
  struct Entry: Sendable {
    let specification: ModelGrid.Entry
    let verdict: ConvergenceGate.Verdict
    let reason: Phrase
    let remedy: Phrase
    let loo: LeaveOneOut
    let training: FitMetrics
    let holdout: FitMetrics?
    let crossValidation: MediaMixCrossValidation?
    /// The return of each channel that was paid for in the window, in the order of `channels`.
    let returns: [Summary]

    var name: String { specification.name }
    var phrase: Phrase { specification.phrase }
  }

  /// The model asked for comes first.
  let entries: [Entry]
  /// Channels with spend in the window.
  let channels: [String]
  /// Whether numbers of models that fail the gate are used all the same.
  let isForced: Bool
  /// For each usable model, its difference to the best one and the difference's standard error.
  let differences: [Int: (elpd: Double, standardError: Double)]
  /// For each usable model, its weight in the mixture that predicts best.
  let weights: [Int: Double]
  /// What becomes of each channel's return over the usable models; empty if fewer than two are usable.
  let spreads: [ChannelSpread]
  /// Gradients computed by all fits.
  public let gradientCount: Int

  /// The models whose numbers may be used.
  var usable: [Int] { entries.indices.filter { isForced || entries[$0].verdict.passed } }
  /// The model asked for, or the first usable one if that failed.
  var reference: Int? { usable.first }
  /// The model with the highest expected log predictive density.
  var best: Int? { usable.max { entries[$0].loo.elpd < entries[$1].loo.elpd } }
  var base: MediaMixModel { entries[0].specification.model }

  /// Fits every model of the grid that the options ask for.
  ///
  /// Models are fitted one after another, each with all threads.
  ///
  /// - Parameters:
  ///   - data: the panel.
  ///   - options: the model asked for, with `compare` and, if wanted, `crossValidation`.
  ///   - threads: how many chains run at the same time; it changes no result.
  ///   - isForced: whether numbers of models that fail the gate are used all the same.
  ///   - progress: told of each fit as it begins, and how far its sampling has come.
  /// - Throws: `MediaMixError.refused` with every choice that does not fit; `CancellationError`.
  public static func run(
    data: MediaMixData, options: MediaMixOptions, threads: Int, isForced: Bool = false,
    progress: FitProgress = FitProgress()
  ) async throws -> MediaMixComparison {
    let grid = try ModelGrid(data: data, options: options)
    for entry in grid.entries { _ = try MediaMixCrossValidation.plan(entry.model) }
    var entries: [Entry] = []
    var gradients = 0
    for (number, specification) in grid.entries.enumerated() {
      let title = "Model \(number + 1) of \(grid.entries.count), \(specification.phrase.en)"
      progress.step(title)
      let fit = try await MediaMix.fit(
        specification.model, threads: threads, progress: progress.sampling)
      let forecasts = try await MediaMixCrossValidation.run(
        specification.model, threads: threads,
        progress: FitProgress(
          step: { progress.step("\(title): \($0)") }, sampling: progress.sampling))
      gradients += fit.gradientCount + (forecasts?.gradientCount ?? 0)
      entries.append(Entry(specification, fit, forecasts))
    }
    let window = grid.entries[0].model.window
    return MediaMixComparison(
      entries: entries,
      channels: data.channels.indices.filter { window.spend[$0] > 0 }.map { data.channels[$0] },
      isForced: isForced, gradientCount: gradients)
  }

  private init(entries: [Entry], channels: [String], isForced: Bool, gradientCount: Int) {
    self.entries = entries
    self.channels = channels
    self.isForced = isForced
    self.gradientCount = gradientCount
    let usable = entries.indices.filter { isForced || entries[$0].verdict.passed }
    var differences: [Int: (elpd: Double, standardError: Double)] = [:]
    if let best = usable.max(by: { entries[$0].loo.elpd < entries[$1].loo.elpd }) {
      for k in usable { differences[k] = entries[k].loo.difference(to: entries[best].loo) }
    }
    self.differences = differences
    let shares = StackingWeights.weights(usable.map { entries[$0].loo })
    weights = Dictionary(uniqueKeysWithValues: zip(usable, shares))
    spreads =
      usable.count < 2
      ? []
      : ChannelSpread.all(
        channels: channels, models: usable.map { (entries[$0].phrase, entries[$0].returns) },
        breakEven: entries[0].specification.model.options.target.isMoney ? 1 : nil)
  }
}

extension MediaMixComparison.Entry {
  fileprivate init(
    _ specification: ModelGrid.Entry, _ fit: MediaMixResult, _ forecasts: MediaMixCrossValidation?
  ) {
    self.specification = specification
    verdict = fit.verdict
    reason = fit.gateReason
    remedy = fit.gateRemedy
    loo = fit.series.outOfSample.loo
    training = fit.training
    holdout = fit.holdout
    crossValidation = forecasts
    returns = fit.returningChannels.map { fit.quantity($0, QuantityIndex.roi) }
  }
}
