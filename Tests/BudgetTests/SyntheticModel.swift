import Foundation
import Interchange
import Probability

/// A response model whose posterior is made up: Hill curves on geometric adstock, with carry-in and
/// carry-out.
struct SyntheticModel: ResponseModel {
  var channels: [String]
  var geos: [String]
  var periods: [String]
  var drawCount: Int
  var outcomeValue: Double? = 1
  /// Spend by channel, geo and period.
  var spend: [[[Double]]]
  /// Height, half saturation and slope, by channel and draw.
  var heights: [[Double]]
  var halves: [[Double]]
  var slopes: [[Double]]
  var retention = 0.5
  static let lags = 8

  /// Random channels.
  init(
    channels: Int, geos: Int = 1, periods: Int = 52, draws: Int, seed: UInt64,
    slope: (Int) -> Double = { _ in 1 }
  ) {
    var stream = RandomStream(seed: seed, stream: 1)
    self.channels = (0..<channels).map { String(format: "c%02d", $0) }
    self.geos = geos == 1 ? [""] : (0..<geos).map { "g\($0)" }
    self.periods = (0..<periods).map { "p\($0)" }
    drawCount = draws
    spend = (0..<channels).map { _ in
      let level = 100 * exp(stream.standardNormal())
      return (0..<geos).map { _ in
        (0..<periods).map { _ in level * (0.5 + stream.uniform()) / Double(geos) }
      }
    }
    heights = []
    halves = []
    slopes = []
    for c in 0..<channels {
      let level = spend[c][0].reduce(0, +) / Double(periods)
      let (height, half) = (
        level * (1 + 3 * stream.uniform()), level * (0.5 + 1.5 * stream.uniform())
      )
      heights.append((0..<draws).map { _ in height * exp(0.4 * stream.standardNormal()) })
      halves.append((0..<draws).map { _ in half * exp(0.3 * stream.standardNormal()) })
      let steep = slope(c)
      slopes.append((0..<draws).map { _ in steep })
    }
  }

  func currentSpend(channel: Int, geo: Int) -> [Double] { spend[channel][geo] }

  func largestObservedSpend(channel: Int, geo: Int) -> Double { spend[channel][geo].max() ?? 0 }

  func outcome(
    channel: Int, geo: Int, draw: Int, spend: UnsafeBufferPointer<Double>,
    gradient: UnsafeMutableBufferPointer<Double>?
  ) -> Double {
    let (height, half, steep) = (
      heights[channel][draw], halves[channel][draw], slopes[channel][draw]
    )
    let weights = (0...Self.lags).map { pow(retention, Double($0)) * (1 - retention) }
    let count = spend.count
    if let gradient { for t in 0..<count { gradient[t] = 0 } }
    var sum = 0.0
    for t in 0..<(count + Self.lags) {
      var level = 0.0
      for l in 0...Self.lags where t - l >= 0 && t - l < count {
        level += weights[l] * spend[t - l]
      }
      guard level > 0 else { continue }
      let ratio = steep == 1 ? half / level : pow(half / level, steep)
      let share = 1 / (1 + ratio)
      sum += height * share
      guard let gradient else { continue }
      let pull = height * steep * share * (1 - share) / level
      for l in 0...Self.lags where t - l >= 0 && t - l < count {
        gradient[t - l] += pull * weights[l]
      }
    }
    return sum
  }

  /// Carries the profile over once; adstock without history is linear.
  func addOutcomes(
    channel: Int, geo: Int, draw: Int, profile: UnsafeBufferPointer<Double>, multiples: [Double],
    values: UnsafeMutableBufferPointer<Double>, slopes: UnsafeMutableBufferPointer<Double>
  ) {
    let (height, half, steep) = (
      heights[channel][draw], halves[channel][draw], self.slopes[channel][draw]
    )
    let (count, span) = (profile.count, profile.count + Self.lags)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: span + Self.lags + 1) { scratch in
      let weights = UnsafeMutableBufferPointer(rebasing: scratch[span...])
      for l in 0...Self.lags { weights[l] = pow(retention, Double(l)) * (1 - retention) }
      for t in 0..<span {
        var level = 0.0
        for l in max(0, t - count + 1)...min(Self.lags, t) where t - l < count {
          level += weights[l] * profile[t - l]
        }
        scratch[t] = level
      }
      for (k, multiple) in multiples.enumerated() where multiple > 0 {
        var (sum, slope) = (0.0, 0.0)
        if steep == 1 {
          let scaled = half / multiple
          for t in 0..<span {
            let share = scratch[t] / (scratch[t] + scaled)
            sum += share
            slope += share * (1 - share)
          }
        } else {
          for t in 0..<span where scratch[t] > 0 {
            let share = 1 / (1 + pow(half / (multiple * scratch[t]), steep))
            sum += share
            slope += share * (1 - share)
          }
        }
        values[k] += height * sum
        slopes[k] += height * steep * slope / multiple
      }
      for (k, multiple) in multiples.enumerated() where multiple == 0 && steep == 1 {
        for t in 0..<span { slopes[k] += height * scratch[t] / half }
      }
    }
  }
}
