import Foundation
import Inference
import Probability
import Tables

/// What a fit leaves for the next one: where it stood, and the returns it reported.
///
/// It is small, holds no data, and is written to the run folder.
public struct FitRecord: Codable, Sendable, Equatable {
  /// The return of one channel over the reported window.
  public struct Return: Codable, Sendable, Equatable {
    /// The channel.
    public var channel: String
    /// The posterior mean.
    public var mean: Double
    /// The posterior standard deviation.
    public var deviation: Double
    /// The quantiles at 0.005, 0.010 … 0.995.
    public var quantiles: [Double]
  }

  /// The levels of a return's quantiles.
  static let levels = (1...199).map { Double($0) / 200 }

  /// Where the chains stood.
  public var warmStart: WarmStart?
  /// The labels of the first and last period of the reported window.
  public var from: String
  /// The label of the last period of the window.
  public var to: String
  /// The number of periods of the window.
  public var periods: Int
  /// Returns of channels that spent something in it; nil if the gate withheld them.
  public var returns: [Return]?
}

extension FitRecord.Return {
  init(channel: String, draws: [Double]) {
    let summary = Summary(draws, level: 0.9)
    self.init(
      channel: channel, mean: summary.mean, deviation: summary.deviation,
      quantiles: Quantile.at(FitRecord.levels, of: draws))
  }

  /// Whether the numbers can be those of a posterior.
  var isSound: Bool {
    mean.isFinite && deviation.isFinite && deviation >= 0
      && quantiles.count == FitRecord.levels.count && quantiles.allSatisfy(\.isFinite)
  }

  /// The summary at a level; levels beyond 0.99 take the outermost quantiles.
  func summary(level: Double) -> Summary {
    // The k-th quantile stands at level k / 200, the first one at 1 / 200.
    func quantile(_ level: Double) -> Double {
      Quantile.at((level * 200 - 1) / 198, ofSorted: quantiles)
    }
    return Summary(
      mean: mean, median: quantile(0.5), deviation: deviation,
      lower: quantile((1 - level) / 2), upper: quantile((1 + level) / 2))
  }

  /// The share of the posterior at least as far from its mean as a move: by its quantiles, to one
  /// half of a percent.
  func probability(ofMove move: Double) -> Double {
    let beyond = quantiles.count { abs($0 - mean) >= abs(move) }
    return Double(beyond) / Double(quantiles.count)
  }
}

extension MediaMixResult {
  /// What the next fit may want to know of this one.
  ///
  /// - Parameter isForced: whether returns are shown against the gate's advice.
  public func record(isForced: Bool = false) -> FitRecord {
    let labels = data.times.labels
    let returns = returningChannels.map { c in
      FitRecord.Return(
        channel: data.channels[c],
        draws: draws(ofQuantity: sampling.quantityIndex.term(c, QuantityIndex.roi)))
    }
    return FitRecord(
      warmStart: warmStart, from: labels[window.first], to: labels[window.last],
      periods: window.periods.count, returns: verdict.passed || isForced ? returns : nil)
  }
}
