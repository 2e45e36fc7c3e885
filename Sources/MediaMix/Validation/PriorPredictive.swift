import Probability

/// What the priors say before the data speak: outcomes, returns and baselines of points drawn from
/// the prior.
///
/// The draws have their own random stream, so the same model has the same summary.
package struct PriorPredictive: Sendable {
  /// The number of points drawn.
  package static let drawCount = 500
  /// How many times the range of observed outcomes a plausible one may be away from end to end.
  package static let plausibleRanges = 3.0

  /// All media's outcome over the observed one's size, draw by draw; empty if the outcome adds up to zero.
  package let mediaShare: [Double]
  /// The ROI of each channel, draw by draw; empty for a channel without spend.
  package let roi: [[Double]]
  /// The share of periods whose predicted outcome lies outside a band around the middle of the
  /// observed range that is three times as wide as it, over all draws.
  package let implausibleShare: Double
  /// The share of draws whose baseline over all periods is negative.
  package let negativeBaseline: Double
  /// The predicted outcome of each period, geos summed: of each period the draws, in order.
  package let outcomes: [[Double]]

  package init(_ model: MediaMixModel) {
    let (design, data) = (model.design, model.data)
    let times = data.timeCount
    let margin = design.specification.margin
    let total = data.totalOutcome
    let spends = data.channels.indices.map { data.totalSpend($0) }
    var stream = RandomStream(seed: 0, stream: 0x7072_6564)
    var mediaShare: [Double] = []
    var roi = [[Double]](repeating: [], count: data.channels.count)
    var outcomes = [[Double]](repeating: [], count: times)
    var negative = 0
    for _ in 0..<Self.drawCount {
      let point = design.drawPrior(&stream)
      let media = design.contributions(at: point).map { $0.reduce(0, +) }
      let allMedia = media.reduce(0, +)
      if total != 0 { mediaShare.append(allMedia / abs(total)) }
      for c in data.channels.indices where spends[c] > 0 {
        roi[c].append(media[c] * margin / spends[c])
      }
      let mean = design.mean(at: point)
      let noise = point.sigma
      let expected = Self.outcomes(design, data) { g, t in mean[g * times + t] }
      if expected.reduce(0, +) < allMedia { negative += 1 }
      let predicted = Self.outcomes(design, data) { g, t in
        mean[g * times + t] + noise[noise.count > 1 ? g : 0] * stream.standardNormal()
      }
      for t in 0..<times { outcomes[t].append(predicted[t]) }
    }
    self.mediaShare = mediaShare
    self.roi = roi
    self.outcomes = outcomes
    negativeBaseline = Double(negative) / Double(Self.drawCount)
    implausibleShare = Self.implausible(outcomes, observed: Self.observed(data))
  }

  /// The outcome of each period, geos summed, of a scaled KPI.
  private static func outcomes(
    _ design: MediaMixDesign, _ data: MediaMixData, _ scaled: (Int, Int) -> Double
  ) -> [Double] {
    let (times, scaling) = (data.timeCount, design.scaling)
    var sums = [Double](repeating: 0, count: times)
    for g in 0..<data.geoCount {
      for t in 0..<times {
        let perCapita = scaled(g, t) * scaling.kpiDeviation + scaling.kpiMean
        sums[t] += perCapita * data.population[g] * data.value[g * times + t]
      }
    }
    return sums
  }

  /// The observed outcome of each period, geos summed.
  static func observed(_ data: MediaMixData) -> [Double] {
    (0..<data.timeCount).map { t in
      (0..<data.geoCount).reduce(0) { sum, g in
        let cell = g * data.timeCount + t
        return sum + data.kpi[cell] * data.value[cell]
      }
    }
  }

  private static func implausible(_ outcomes: [[Double]], observed: [Double]) -> Double {
    guard let low = observed.min(), let high = observed.max() else { return 0 }
    let middle = low + (high - low) / 2
    let reach = plausibleRanges * (high - low) / 2
    let count = outcomes.reduce(0) { sum, draws in
      sum + draws.count { !(abs($0 - middle) <= reach) }
    }
    return Double(count) / Double(outcomes.count * drawCount)
  }
}
