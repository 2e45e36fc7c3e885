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
    let total = ReportWindow.shareBase(data, 0...(times - 1))
    let spends = data.channels.indices.map { data.totalSpend($0) }
    var stream = RandomStream(seed: 0, stream: 0x7072_6564)
    var mediaShare: [Double] = []
    var roi = [[Double]](repeating: [], count: data.channels.count)
    var outcomes = [[Double]](repeating: [], count: times)
    var negative = 0
    for _ in 0..<Self.drawCount {
      let point = design.drawPrior(&stream)
      let causes = design.contributions(at: point).map { $0.reduce(0, +) }
      // Media stand before treatments.
      let media = causes.prefix(data.exposure.count).reduce(0, +)
      if total > 0 { mediaShare.append(media / total) }
      for c in data.channels.indices where spends[c] > 0 {
        roi[c].append(causes[c] * margin / spends[c])
      }
      let mean = design.mean(at: point)
      let expected = Self.outcomes(data) { g, t in
        let perCapita =
          mean[g * times + t] * design.scaling.kpiDeviation + design.scaling.kpiMean
        return perCapita * data.population[g]
      }
      if expected.reduce(0, +) < media { negative += 1 }
      let kpi = design.simulateKPI(at: point, population: data.population, stream: &stream)
      let predicted = Self.outcomes(data) { g, t in kpi[g * times + t] }
      for t in 0..<times { outcomes[t].append(predicted[t]) }
    }
    self.mediaShare = mediaShare
    self.roi = roi
    self.outcomes = outcomes
    negativeBaseline = Double(negative) / Double(Self.drawCount)
    implausibleShare = Self.implausible(outcomes, observed: Self.observed(data))
  }

  /// The observed outcome of each period, geos summed.
  static func observed(_ data: MediaMixData) -> [Double] {
    outcomes(data) { g, t in data.kpi[g * data.timeCount + t] }
  }

  /// The outcome of each period, geos summed, of a KPI.
  private static func outcomes(_ data: MediaMixData, _ kpi: (Int, Int) -> Double) -> [Double] {
    (0..<data.timeCount).map { t in
      (0..<data.geoCount).reduce(0) { $0 + kpi($1, t) * data.value[$1 * data.timeCount + t] }
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
