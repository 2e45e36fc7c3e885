/// Whether data drawn from the fitted model look like the observed ones, in one respect.
///
/// Gelman, Meng and Stern 1996, "Posterior predictive assessment of model fitness via realized
/// discrepancies", Statistica Sinica 6.
package struct PredictiveCheck: Sendable, Equatable {
  /// What is compared, of the national series over the fitted periods.
  package enum Measure: String, Sendable, CaseIterable {
    /// The mean, standard deviation, smallest and largest outcome.
    case mean, sd, min, max
    /// The correlation of a period's residual with the one before.
    case lag1
  }

  package let measure: Measure
  /// What the observed series has; for residuals the mean over draws.
  let observed: Double
  /// The mean of what drawn series have.
  let replicated: Double
  /// The share of draws in which the drawn series has more than the observed one, ties counted half:
  /// near 0 or 1 if the model cannot make such data.
  package let probability: Double

  /// Whether the observed series would be a surprise: below 1 in 40 on either side.
  package var isSurprising: Bool { probability < 0.025 || probability > 0.975 }

  /// Compares by every measure.
  ///
  /// - Parameters:
  ///   - observed: the outcome of each period.
  ///   - expected: for each draw, the expected outcome of each period.
  ///   - replicated: for each draw, a new outcome of each period around it.
  package static func all(
    observed: [Double], expected: [[Double]], replicated: [[Double]]
  ) -> [PredictiveCheck] {
    Measure.allCases.map { measure in
      var (actual, drawn, larger) = (0.0, 0.0, 0.0)
      for (expected, replicated) in zip(expected, replicated) {
        let real = measure.value(of: observed, expected: expected)
        let new = measure.value(of: replicated, expected: expected)
        actual += real
        drawn += new
        larger += new > real ? 1 : new == real ? 0.5 : 0
      }
      let count = Double(expected.count)
      return PredictiveCheck(
        measure: measure, observed: actual / count, replicated: drawn / count,
        probability: larger / count)
    }
  }
}

extension PredictiveCheck.Measure {
  /// The measure of a series around its expectation.
  func value(of series: [Double], expected: [Double]) -> Double {
    switch self {
    case .mean: Self.mean(series)
    case .sd: (Self.autocovariance(series, lag: 0)).squareRoot()
    case .min: series.min() ?? 0
    case .max: series.max() ?? 0
    case .lag1: Self.autocorrelation(zip(series, expected).map { $0 - $1 })
    }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  private static func autocovariance(_ values: [Double], lag: Int) -> Double {
    let centre = mean(values)
    var sum = 0.0
    for t in lag..<values.count { sum += (values[t] - centre) * (values[t - lag] - centre) }
    return sum / Double(values.count)
  }

  private static func autocorrelation(_ values: [Double]) -> Double {
    let variance = autocovariance(values, lag: 0)
    return variance > 0 ? autocovariance(values, lag: 1) / variance : 0
  }
}
