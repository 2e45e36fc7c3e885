import Foundation
import MediaMix
import Probability
import Tables

/// A small made-up panel for tests of the model's arithmetic.
enum SmallPanel {
  /// `geos` x `periods` of noise with a few channels and controls; the same numbers for a seed.
  ///
  /// A channel's spend is `price` times its exposure, 0.02 if not given.
  static func data(
    geos: Int, periods: Int, channels: Int = 2, controls: Int = 1, leadIn: Int = 0,
    price: [Double]? = nil, seed: UInt64 = 7
  ) throws -> MediaMixData {
    var stream = RandomStream(seed: seed, stream: 0)
    let cells = geos * periods
    let start = CivilDate(dayNumber: 18_631)
    let times = try TimeAxis(
      (0..<periods).map { TimePoint(start.adding(days: 7 * $0)) }, source: "small", column: "week")
    func positive(_ count: Int, _ scale: Double) -> [Double] {
      (0..<count).map { _ in
        stream.uniform() < 0.15 ? 0 : scale * exp(0.5 * stream.standardNormal())
      }
    }
    let exposure = (0..<channels).map { _ in positive(geos * (leadIn + periods), 1000) }
    let spend = exposure.enumerated().map { c, exposure in
      (0..<cells).map { cell in
        (price?[c] ?? 0.02)
          * exposure[(cell / periods) * (leadIn + periods) + leadIn + cell % periods]
      }
    }
    return MediaMixData(
      source: "small", geos: (0..<geos).map { "geo\($0)" }, isNational: geos == 1, times: times,
      leadIn: leadIn, channels: (0..<channels).map { "channel\($0)" },
      controls: (0..<controls).map { "control\($0)" },
      kpi: (0..<cells).map { _ in 500 + 40 * stream.standardNormal() },
      value: (0..<cells).map { _ in 2 + stream.uniform() },
      population: (0..<geos).map { 1 + 0.3 * Double($0) }, spend: spend, exposure: exposure,
      controlValues: (0..<controls).map { _ in (0..<cells).map { _ in stream.standardNormal() } },
      currency: "EUR")
  }

  /// Options with a channel for each of the panel's channels.
  static func options(
    _ data: MediaMixData, change: (inout MediaMixOptions) -> Void = { _ in }
  ) -> MediaMixOptions {
    var options = MediaMixOptions(
      target: .init(column: "kpi", kind: .conversions, value: .column("value")),
      channels: Dictionary(
        uniqueKeysWithValues: data.channels.map { ($0, .init(spend: "\($0)_spend")) }),
      controls: data.controls, baseline: .init(knots: .count(3), fourier: 1))
    for name in data.channels { options.channels[name]?.maxLag = 4 }
    change(&options)
    return options
  }
}
