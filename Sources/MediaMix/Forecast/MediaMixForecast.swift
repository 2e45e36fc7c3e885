import Findings
import Inference
import Parallel
public import Tables

/// The outcome of a plan of future media under a fitted model.
///
/// The model is carried on as it is: the baseline at its last level with its seasons, trend and known
/// occasions; media with what they still cause of the past; new outcomes with the noise of the data.
public struct MediaMixForecast: Sendable {
  /// The fit.
  public let result: MediaMixResult
  package let plan: MediaPlan
  /// A new outcome in each planned period.
  package let periods: [Summary]
  /// The expected outcome in each of them.
  let expected: Band
  /// All planned periods together: a new outcome, and the expected one.
  package let total: Summary
  let expectedTotal: Summary
  /// A new outcome less that of the same periods a year before, where the data have them.
  let change: Summary?
  /// For each term, its contribution in the planned periods.
  package let contributions: [Summary]
  /// For each medium, what its past still causes in them, and for all of them together.
  package let carriedIn: [Summary]
  let allCarriedIn: Summary
  /// For each medium, what the plan causes in them.
  let caused: [Summary]
  /// For each medium, what the plan causes after them, and for all of them together.
  package let carriedOut: [Summary]
  let allCarriedOut: Summary
  /// Outcome for each unit of planned money, times the margin, carry-out included; nil without money.
  let returns: [Summary?]
  let totalReturn: Summary?
  /// For each channel, the share of planned periods that spend more than any period of the data.
  package let extrapolation: [Double]
  /// The posterior mean of what each medium of the plan causes in each planned period, and of what
  /// the past of all media does.
  let causedSeries: [[Double]]
  let carriedInSeries: [Double]

  /// Forecasts.
  ///
  /// - Parameters:
  ///   - result: the fit.
  ///   - table: the plan.
  ///   - columns: the columns that place a row, named as in the data.
  ///   - options: the fit's options; `forecast` says what controls that the plan leaves out will be.
  ///   - threads: how many chains are evaluated at the same time.
  /// - Throws: `MediaMixError.refused` with everything that is wrong with the plan;
  ///   `CancellationError`.
  public init(
    _ result: MediaMixResult, table: Table, columns: MediaMixData.Columns,
    options: MediaMixOptions, threads: Int
  ) async throws {
    let plan = try MediaPlan(
      table: table, columns: columns, options: options, data: result.data)
    try await self.init(result, plan: plan, threads: threads)
  }

  package init(_ result: MediaMixResult, plan: MediaPlan, threads: Int) async throws {
    self.result = result
    self.plan = plan
    let (history, count) = (result.data.timeCount, plan.count)
    let draws = try await Self.evaluate(result, plan, threads: threads)
    let level = result.model.options.level
    func summary(_ value: (ForecastRecorder.Draw) -> Double) -> Summary {
      Summary(draws.map(value), level: level)
    }
    func sum(_ values: [Double], _ c: Int) -> Double {
      values[(c * count)..<((c + 1) * count)].reduce(0, +)
    }
    periods = (0..<count).map { t in summary { $0.predicted[history + t] } }
    expected = Band(draws.map(\.mean), offset: history, count: count, level: level)
    let terms = result.model.design.termCount
    let media = result.data.exposure.count
    total = summary { $0.predicted[history...].reduce(0, +) }
    expectedTotal = summary { $0.mean[history...].reduce(0, +) }
    change = Self.yearBefore(result.data, count).map { before in
      summary { $0.predicted[history...].reduce(0, +) - before }
    }
    contributions = (0..<terms).map { c in summary { sum($0.contributions, c) } }
    carriedIn = (0..<media).map { c in summary { sum($0.carriedIn, c) } }
    allCarriedIn = summary { $0.carriedIn.reduce(0, +) }
    caused = (0..<media).map { c in summary { sum($0.contributions, c) - sum($0.carriedIn, c) } }
    carriedOut = (0..<media).map { c in summary { $0.carriedOut[c] } }
    allCarriedOut = summary { $0.carriedOut.reduce(0, +) }
    let margin = result.model.design.specification.margin
    func effect(_ draw: ForecastRecorder.Draw, _ c: Int) -> Double {
      sum(draw.contributions, c) - sum(draw.carriedIn, c) + draw.carriedOut[c]
    }
    let spends = result.data.channels.indices.map(plan.totalSpend)
    returns = spends.enumerated().map { c, spend in
      spend > 0 ? summary { effect($0, c) * margin / spend } : nil
    }
    let spend = spends.reduce(0, +)
    totalReturn =
      spend > 0
      ? summary { draw in
        spends.indices.reduce(0) { $0 + effect(draw, $1) } * margin / spend
      } : nil
    extrapolation = result.data.channels.indices.map { Self.extrapolation(result.data, plan, $0) }
    let scale = 1 / Double(draws.count)
    causedSeries = (0..<media).map { c in
      (0..<count).map { t in
        draws.reduce(0) {
          $0 + $1.contributions[c * count + t] - $1.carriedIn[c * count + t]
        } * scale
      }
    }
    carriedInSeries = (0..<count).map { t in
      draws.reduce(0) { sum, draw in
        (0..<media).reduce(sum) { $0 + draw.carriedIn[$1 * count + t] }
      } * scale
    }
  }

  private static func evaluate(
    _ result: MediaMixResult, _ plan: MediaPlan, threads: Int
  ) async throws -> [ForecastRecorder.Draw] {
    let (model, sampling) = (result.model, result.sampling)
    let media = model.design.specification.terms.prefix(model.data.exposure.count)
    let data = model.data.appending(plan, tail: media.map(\.maxLag).max() ?? 0)
    let density = sampling.density.extended(to: data)
    let periods = model.data.timeCount..<(model.data.timeCount + plan.count)
    let perChain = max(1, SeriesSummary.limit / sampling.draws.chains.count)
    return try await inParallel(sampling.draws.chains.count, width: threads) { chain in
      let recorder = ForecastRecorder(
        density: density, data: data, window: model.window, plan: periods,
        seed: model.options.sampler.seed, chain: chain)
      let draws = sampling.draws.chains[chain]
      return try SeriesSummary.thinned(draws.count, to: perChain).map { draw in
        try Task.checkCancellation()
        return recorder.draw(draws, dimension: sampling.draws.dimension, draw: draw)
      }
    }.flatMap { $0 }
  }

  /// The outcome of the same periods a year before; nil where the data do not have them all.
  static func yearBefore(_ data: MediaMixData, _ count: Int) -> Double? {
    guard let first = firstOfYearBefore(data, count) else { return nil }
    return ReportWindow.outcome(data, first...(first + count - 1))
  }

  static func firstOfYearBefore(_ data: MediaMixData, _ count: Int) -> Int? {
    guard let year = data.periodsOfYear, year <= data.timeCount, count <= year else { return nil }
    return data.timeCount - year
  }

  private static func extrapolation(
    _ data: MediaMixData, _ plan: MediaPlan, _ c: Int
  ) -> Double {
    let most = (0..<data.timeCount).map { ReportWindow.spend(data, c, $0...$0) }.max() ?? 0
    let beyond = (0..<plan.count).count { t in
      let spend = data.geos.indices.reduce(0) { $0 + plan.spend[c][$1 * plan.count + t] }
      // Sums of the same money in another order differ in the last bits.
      return spend > most * (1 + 1e-9)
    }
    return Double(beyond) / Double(plan.count)
  }
}

extension MediaMixForecast {
  /// Refuses a plan that does not fit the data, before anything is fitted.
  ///
  /// - Throws: `MediaMixError.refused` with everything that is wrong with it.
  public static func check(
    table: Table, columns: MediaMixData.Columns, options: MediaMixOptions, data: MediaMixData
  ) throws(MediaMixError) {
    _ = try MediaPlan(table: table, columns: columns, options: options, data: data)
  }

  /// The data with the plan behind them.
  public var continuedData: MediaMixData { result.data.appending(plan, tail: 0) }

  /// The first and the last day of the plan.
  public var periodText: String { "\(period.from) – \(period.to)" }
}
