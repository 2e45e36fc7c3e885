import Findings
import Inference
import Interchange
import Tables

/// Forecasts from several origins, each by a fit that sees nothing after it.
public struct MediaMixCrossValidation: Sendable {
  /// One forecast and how it came out.
  struct Fold: Sendable {
    let plan: CrossValidationPlan.Fold
    let verdict: ConvergenceGate.Verdict
    let reason: Phrase
    let remedy: Phrase
    let model: FitMetrics
    let naive: FitMetrics
    fileprivate let forecast: Forecast
  }

  /// Observed outcomes with a forecast of each.
  fileprivate struct Forecast: Sendable {
    var observed: [Double] = []
    var model = Predictions()
    var naive = Predictions()

    mutating func append(_ other: Forecast) {
      observed += other.observed
      model.append(other.model)
      naive.append(other.naive)
    }

    func metrics(_ which: KeyPath<Forecast, Predictions>, level: Double) -> FitMetrics {
      let predictions = self[keyPath: which]
      return FitMetrics(
        observed: observed, mean: predictions.mean, predicted: predictions.draws, level: level)
    }
  }

  fileprivate struct Predictions: Sendable {
    var mean: [Double] = []
    var draws: [[Double]] = []

    mutating func append(_ other: Predictions) {
      mean += other.mean
      draws += other.draws
    }
  }

  /// The model whose options were used; its fit is not part of this.
  let model: MediaMixModel
  let folds: [Fold]
  /// All folds whose gate passed, as one forecast; nil if none passed.
  let pooled: (model: FitMetrics, naive: FitMetrics)?
  /// Gradients computed by all fits.
  public let gradientCount: Int

  /// Runs the forecasts that the options ask for, one after another, each with all threads.
  ///
  /// Constants of scale come from the fitted periods alone. A count of knots shrinks with the periods
  /// fitted, so that their distance stays.
  ///
  /// - Parameters:
  ///   - model: the model to test; its held-out periods stay untouched.
  ///   - threads: how many chains run at the same time; it changes no result.
  ///   - progress: told of each fold as it begins, and how far its sampling has come.
  /// - Returns: nil if the options ask for none.
  /// - Throws: `MediaMixError.refused` if folds do not fit the data; `CancellationError`.
  public static func run(
    _ model: MediaMixModel, threads: Int, progress: FitProgress = FitProgress()
  ) async throws -> MediaMixCrossValidation? {
    guard let plan = try plan(model) else { return nil }
    // All are resolved first, so that a choice that does not fit is refused before anything is sampled.
    var models: [MediaMixModel] = []
    for fold in plan.folds { models.append(try foldModel(model, fold)) }
    var folds: [Fold] = []
    var gradients = 0
    for (number, fold) in plan.folds.enumerated() {
      progress.step("Forecast \(number + 1) of \(plan.folds.count)")
      let fit = try await MediaMix.fit(
        models[number], threads: threads, progress: progress.sampling)
      folds.append(Fold(fold, fit, truth: model.data))
      gradients += fit.gradientCount
    }
    return MediaMixCrossValidation(model: model, folds: folds, gradientCount: gradients)
  }

  /// The folds that a model's options ask for.
  ///
  /// - Throws: `MediaMixError.refused` if they do not fit the data.
  static func plan(_ model: MediaMixModel) throws(MediaMixError) -> CrossValidationPlan? {
    guard let choice = model.options.crossValidation else { return nil }
    return try CrossValidationPlan(
      choice, data: model.data, heldOut: model.options.holdout?.last ?? 0)
  }

  /// The model of one fold.
  static func foldModel(
    _ model: MediaMixModel, _ fold: CrossValidationPlan.Fold
  ) throws(MediaMixError) -> MediaMixModel {
    var options = model.options
    options.crossValidation = nil
    options.compare = nil
    options.window = nil
    options.holdout = .init(last: fold.length)
    options.baseline.knots = knots(model, fold)
    options.experiments = experiments(model, fold)
    var known = options
    known.holdout = nil
    let data = model.data.fold(trainCount: fold.trainCount, horizon: fold.length)
    let fitted = try MediaMixModel(
      data: data.firstPeriods(fold.trainCount), options: known)
    return try MediaMixModel(data: data, options: options, scaling: fitted.design.scaling)
  }

  /// The experiments that had ended before the forecast; nil if none had.
  private static func experiments(
    _ model: MediaMixModel, _ fold: CrossValidationPlan.Fold
  ) -> MediaMixOptions.Experiments? {
    guard let all = model.options.experiments else { return nil }
    var reader = LiftTestReader(
      data: model.data, trainCount: model.design.specification.trainCount)
    let ended = Set(
      reader.read(all).filter { $0.measurement.upperBound < fold.trainCount }.map(\.name))
    let kept = all.tests.filter { ended.contains($0.name) }
    return kept.isEmpty ? nil : .init(tests: kept, use: all.use)
  }

  private static func knots(
    _ model: MediaMixModel, _ fold: CrossValidationPlan.Fold
  ) -> MediaMixOptions.Baseline.Knots? {
    switch model.options.baseline.knots {
    case .count(let count) where count > 1:
      let all = model.design.specification.trainCount
      let share = Double(fold.trainCount - 1) / Double(max(1, all - 1))
      return .count(max(2, Int((Double(count - 1) * share).rounded()) + 1))
    case .at(let labels):
      let known = Set(model.data.times.labels.prefix(fold.trainCount))
      let kept = labels.filter {
        model.data.times.index(ofLabel: $0).map { known.contains(model.data.times.labels[$0]) }
          == true
      }
      return kept.isEmpty ? .count(1) : .at(kept)
    case let other: return other
    }
  }

  private init(model: MediaMixModel, folds: [Fold], gradientCount: Int) {
    self.model = model
    self.folds = folds
    self.gradientCount = gradientCount
    var all = Forecast()
    for fold in folds where fold.verdict.passed { all.append(fold.forecast) }
    let level = model.options.level
    pooled =
      all.observed.isEmpty
      ? nil : (all.metrics(\.model, level: level), all.metrics(\.naive, level: level))
  }
}

extension MediaMixCrossValidation.Fold {
  fileprivate init(
    _ plan: CrossValidationPlan.Fold, _ fit: MediaMixResult, truth data: MediaMixData
  ) {
    self.plan = plan
    verdict = fit.verdict
    reason = fit.gateReason
    remedy = fit.gateRemedy
    let outcomes = (0..<plan.horizon.upperBound).map { ReportWindow.outcome(data, $0...$0) }
    let naive = SeasonalNaive(
      Array(outcomes[..<plan.trainCount]), horizon: plan.length, season: data.times.season)
    forecast = MediaMixCrossValidation.Forecast(
      observed: Array(outcomes[plan.horizon]),
      model: .init(
        mean: plan.horizon.map { fit.series.mean.mean[$0] },
        draws: plan.horizon.map { fit.series.predictions[$0] }),
      naive: .init(mean: naive.mean, draws: naive.predicted))
    let level = fit.model.options.level
    model = forecast.metrics(\.model, level: level)
    self.naive = forecast.metrics(\.naive, level: level)
  }
}
