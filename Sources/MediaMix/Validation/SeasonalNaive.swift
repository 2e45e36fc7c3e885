import Tables

/// The forecast that knows nothing of media: the outcome of the same season before, and the spread of
/// past changes over the same distance.
///
/// The seasonal naive method of Hyndman and Athanasopoulos, "Forecasting: Principles and Practice"
/// (3rd edition, section 5.2), with empirical errors.
package struct SeasonalNaive: Sendable {
  /// The fewest past changes that a spread is taken from.
  static let fewest = 10

  /// The forecast of each period.
  package private(set) var mean: [Double] = []
  /// For each period, equally likely outcomes.
  package private(set) var predicted: [[Double]] = []

  /// Forecasts the periods that follow a series.
  ///
  /// - Parameters:
  ///   - series: the outcomes known, at least two.
  ///   - horizon: how many periods to forecast.
  ///   - season: periods in a year; nil, or more than the series can show, repeats the last outcome.
  package init(_ series: [Double], horizon: Int, season: Int?) {
    for step in 1...horizon {
      let lag = Self.lag(step, season, count: series.count)
      // Beyond the distances that the series shows, the longest shown one stands in.
      let shown = min(lag, max(1, series.count - Self.fewest))
      let centre = series[max(0, series.count + step - 1 - lag)]
      let changes = (shown..<series.count).map { series[$0] - series[$0 - shown] }
      mean.append(centre)
      predicted.append(changes.map { centre + $0 })
    }
  }

  /// How far back the same season is known: whole years, or just the last period.
  private static func lag(_ step: Int, _ season: Int?, count: Int) -> Int {
    guard let season, season > 1 else { return step }
    let years = (step + season - 1) / season
    return years * season + fewest <= count ? years * season : step
  }
}

extension TimeAxis {
  /// Whole periods in a year, where a year has several.
  var season: Int? {
    periodsPerYear.flatMap { $0 >= 2 ? Int($0.rounded()) : nil }
  }
}
