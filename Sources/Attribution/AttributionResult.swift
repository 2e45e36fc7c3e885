package import Interchange

/// What models credit to channels, with what is needed to report it.
public struct AttributionResult: Sendable {
  /// The channels' names, sorted.
  package let channels: [String]
  /// All conversions.
  package let conversions: Int
  /// All value, in millionths of money.
  package let value: Int
  /// Journeys without conversion.
  package let nulls: Int
  /// The models, in the order asked for.
  package let models: [ModelEstimate]
  /// What paths tell by themselves.
  package let paths: PathSummary
  /// What was read and left out.
  package let intake: Intake
  /// What was asked.
  package let options: AttributionOptions
  /// The currency of value and spend; nil if none was stated.
  package let currency: String?
  /// What was spent; nil without a table.
  package let spend: ChannelSpend?
  /// Credits scaled by lift tests; nil without tests.
  package let calibration: Calibration?
  /// How well models predict held-out journeys.
  package let scores: [ModelScore]

  /// Credits conversions by every model, with a bootstrap over users.
  ///
  /// - Parameters:
  ///   - data: the journeys; its windows are those of `tests`, in their order.
  ///   - models: the models prepared for the data's paths, in the order in which they are shown.
  ///   - options: what was asked.
  ///   - currency: the currency of value and spend.
  ///   - spend: money spent, by channel name.
  ///   - tests: lift tests for the calibration.
  ///   - scores: held-out scores of models.
  ///   - threads: how many replicates are computed at the same time; no number depends on it.
  ///   - progress: is told what is going on.
  /// - Throws: `AttributionError`; `CancellationError` when the task is cancelled.
  package static func run(
    data: AttributionData, models: [(AttributionModel, any CreditModel)],
    options: AttributionOptions, currency: String? = nil, spend: [String: Double]? = nil,
    tests: [LiftTest] = [], scores: [ModelScore] = [], threads: Int = 1,
    progress: @Sendable (String) -> Void = { _ in }
  ) async throws -> AttributionResult {
    let spend = try spend.map { try ChannelSpend($0, channels: data.paths.channels) }
    var credits: [Credit] = []
    for (name, model) in models {
      try Task.checkCancellation()
      progress("Crediting by \(name.rawValue)")
      credits.append(try model.credit(data.counts))
    }
    var replicates = models.map { _ in CreditReplicates([]) }
    if options.bootstrap > 0, data.counts.totalConversions > 0 {
      progress("Resampling users, \(options.bootstrap) times")
      replicates = try await AttributionBootstrap.run(
        data, models: models.map(\.1), options: options, threads: threads)
    }
    let estimates = models.indices.map { place in
      ModelEstimate(
        models[place].0, credit: credits[place], replicates: replicates[place],
        level: options.level, valueUnits: data.intake.valueUnits)
    }
    let calibration = try Calibration(
      tests, data: data, models: models.map(\.1), estimates: estimates,
      measure: options.calibration?.measure ?? .conversions)
    return AttributionResult(
      channels: data.paths.channels, conversions: data.counts.totalConversions,
      value: data.counts.totalValue, nulls: data.counts.totalNulls, models: estimates,
      paths: PathSummary(data), intake: data.intake, options: options, currency: currency,
      spend: spend, calibration: calibration, scores: scores)
  }
}
