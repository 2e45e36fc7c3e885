import Foundation
import Interchange
import MediaMix
import Probability
import Tables

/// A simulated panel with a truth: a plain channel, one with reach and frequency, a newsletter and a
/// price that lowers the outcome.
struct MixedPanel {
  let data: MediaMixData
  let options: MediaMixOptions
  let truth: MediaMixParameters
  /// What each term caused, in the order of `data.terms`.
  let contributions: [Double]

  static let geos = 4
  static let periods = 104

  /// - Parameters:
  ///   - change: changes what the model knows beyond the panel.
  ///   - price: the true strength of the price, as a share of the outcome.
  init(change: (inout MediaMixOptions) -> Void = { _ in }) throws {
    let plain = try SmallPanel.data(geos: Self.geos, periods: Self.periods, channels: 3, seed: 21)
    var stream = RandomStream(seed: 5, stream: 2)
    let frequency = plain.exposure[1].map { $0 > 0 ? 1 + 6 * stream.uniform() : 0 }
    let price = plain.kpi.map { _ in 9 + stream.uniform() }
    let panel = MediaMixData(
      source: plain.source, geos: plain.geos, isNational: false, times: plain.times, leadIn: 0,
      channels: ["search", "video"], controls: plain.controls, kpi: plain.kpi, value: plain.value,
      population: plain.population, spend: Array(plain.spend.prefix(2)), exposure: plain.exposure,
      controlValues: plain.controlValues, currency: "EUR", organic: ["newsletter"],
      treatments: ["price"], frequency: [nil, frequency, nil], treatmentValues: [price])
    var options = MediaMixOptions(
      target: .init(column: "orders", kind: .conversions, value: .column("value")),
      channels: [
        "search": .init(spend: "search_spend", exposure: "clicks", maxLag: 4),
        "video": .init(spend: "video_spend", maxLag: 4),
      ],
      organic: ["newsletter": .init(media: .init(exposure: "opens", maxLag: 2))],
      treatments: ["price": .init(column: "price")], controls: panel.controls,
      baseline: .init(knots: .count(3), fourier: 1),
      sampler: .init(chains: 2, warmup: 200, draws: .count(250), seed: 3))
    options.channels["video"]?.media.reach = "video_reach"
    options.channels["video"]?.media.frequency = "video_frequency"
    let design = try MediaMixModel(data: panel, options: options).design
    var truth = design.point(value: { $0.quantile(0.5) }) { count, _, _ in
      [Double](repeating: 0, count: count)
    }
    // Strengths: two returns, two shares of the outcome.
    truth.strength = [2, 3, 0.05, -0.1]
    truth.slope[1] = 2.5
    truth.halfSaturation[1] = 2
    truth.sigma = [0.3]
    self.truth = truth
    let kpi = design.simulateKPI(at: truth, population: panel.population, stream: &stream)
    data = panel.replacingKPI(kpi)
    contributions = design.contributions(at: truth).map { $0.reduce(0, +) }
    change(&options)
    self.options = options
  }

  /// A heavy-up of the search channel in two geos that measured what the truth says, about.
  static let test = LiftTest(
    name: "search lift", kind: .heavyUp, channels: ["search"], geos: ["geo0", "geo1"],
    from: "2021-10-18", to: "2021-11-14", spendFactor: 1.5, lift: 12, standardError: 3)
}
