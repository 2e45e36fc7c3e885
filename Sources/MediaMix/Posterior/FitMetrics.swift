import Foundation

/// How close a model's outcomes are to the observed ones, over some periods.
package struct FitMetrics: Sendable {
  /// 1 - residual variance / outcome variance, of national sums; not finite where the outcome does
  /// not vary.
  package var rSquared: Double
  /// Mean absolute error relative to each outcome; nil if an outcome is zero.
  package var mape: Double?
  /// Sum of absolute errors over the sum of absolute outcomes; not finite where all are zero.
  package var wmape: Double
  /// Continuous ranked probability score of the predictive draws, in outcome units.
  package var crps: Double
  /// The share of outcomes inside the predictive interval.
  package var coverage: Double

  /// A measure by the name that findings give it; nil where these outcomes do not have it.
  func value(of metric: String) -> Double? {
    let value: Double? =
      switch metric {
      case "r2": rSquared
      case "mape": mape
      case "wmape": wmape
      case "crps": crps
      case "coverage": coverage
      default: nil
      }
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// Measures national sums.
  ///
  /// - Parameters:
  ///   - observed: the outcome of each period.
  ///   - mean: the posterior mean of the expected outcome.
  ///   - predicted: for each period, draws of a new outcome.
  ///   - level: the level of the predictive interval.
  package init(observed: [Double], mean: [Double], predicted: [[Double]], level: Double) {
    let count = Double(observed.count)
    let centre = observed.reduce(0, +) / count
    var (residual, total, absolute, relative, scores, inside) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for (t, value) in observed.enumerated() {
      let error = value - mean[t]
      residual += error * error
      total += (value - centre) * (value - centre)
      absolute += abs(error)
      relative += value == 0 ? .infinity : abs(error / value)
      scores += Self.crps(predicted[t], observed: value)
      let interval = Summary(predicted[t], level: level)
      if value >= interval.lower && value <= interval.upper { inside += 1 }
    }
    rSquared = 1 - residual / total
    mape = relative.isFinite ? relative / count : nil
    wmape = absolute / observed.reduce(0) { $0 + abs($1) }
    crps = scores / count
    coverage = inside / count
  }

  /// E|X - y| - E|X - X'| / 2 of an empirical distribution.
  ///
  /// Gneiting and Raftery 2007, equation 21.
  package static func crps(_ draws: [Double], observed: Double) -> Double {
    let sorted = draws.sorted()
    let count = Double(sorted.count)
    var (distance, spread) = (0.0, 0.0)
    for (rank, draw) in sorted.enumerated() {
      distance += abs(draw - observed)
      spread += (2 * Double(rank) + 1 - count) * draw
    }
    return distance / count - spread / (count * count)
  }
}
