import Foundation
public import Probability

/// What a decision really yields: known in simulations only.
public enum MeasureTruth: Sendable, Equatable {
  /// Yes with a probability.
  case bernoulli(rate: Double)
  /// A Poisson count.
  case poisson(rate: Double)
  /// A normal amount.
  case normal(mean: Double, standardDeviation: Double)
  /// Always the same amount.
  case fixed(Double)

  /// The expected yield of a decision.
  public var mean: Double {
    switch self {
    case .bernoulli(let rate), .poisson(let rate), .fixed(let rate): rate
    case .normal(let mean, _): mean
    }
  }

  /// Draws what a number of decisions yield together.
  ///
  /// Normal amounts are drawn by their sufficient statistics: the sum, and a chi-squared spread.
  public func evidence(of count: Int, _ stream: inout RandomStream) -> Evidence {
    let n = Double(count)
    guard count > 0 else { return Evidence() }
    switch self {
    case .bernoulli(let rate):
      var yes = 0.0
      for _ in 0..<count where stream.uniform() < rate { yes += 1 }
      return Evidence(exposure: n, sum: yes, squares: yes)
    case .poisson(let rate):
      let sampler = try? PoissonSampler(mean: n * rate)
      let total = Double(sampler?.sample(&stream) ?? 0)
      return Evidence(exposure: n, sum: total, squares: total)
    case .normal(let mean, let deviation):
      let sum = n * mean + deviation * n.squareRoot() * stream.standardNormal()
      let spread =
        count > 1
        ? 2 * ((try? Gamma(shape: (n - 1) / 2, rate: 1))?.sample(&stream) ?? 0) : 0
      return Evidence(
        exposure: n, sum: sum, squares: sum * sum / n + deviation * deviation * spread)
    case .fixed(let amount):
      return Evidence(exposure: n, sum: n * amount, squares: n * amount * amount)
    }
  }
}
