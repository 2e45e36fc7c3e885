import Foundation
import Probability
package import Tables

/// Makes media-mix data with known truth: a fictional outdoor retailer's weeks, by region or for the
/// whole country, drawn from the model itself.
public struct MediaMixSimulator: Sendable {
  /// The number of regions; 1 for national data.
  public var regions: Int
  /// The number of weeks.
  public var weeks: Int
  /// The number of channels, at most `channelNames.count`.
  public var channels: Int
  /// The seed of every random number.
  public var seed: UInt64

  /// The channels that can be simulated, in the order they are taken.
  public static let channelNames = Profile.all.map(\.name)

  /// Chooses the size of the data.
  public init(regions: Int = 8, weeks: Int = 156, channels: Int = 8, seed: UInt64 = 1) {
    self.regions = regions
    self.weeks = weeks
    self.channels = channels
    self.seed = seed
  }

  /// Data, truth and a project file that asks about them.
  public struct Output: Sendable {
    /// The weekly export, UTF-8, comma-separated.
    public var csv: String
    /// What the data were made from.
    public var truth: MediaMixTruth
    /// The first day of each week.
    package var weeks: [CivilDate]
    /// Money spent in each week, in all regions together, by channel.
    package var spend: [String: [Double]]
    /// The inhabitants of all regions.
    package var inhabitants: Double
    let panel: MediaMixData
  }

  /// Makes the data.
  ///
  /// - Throws: `MediaMixError.refused` if a size is out of range.
  public func run() throws(MediaMixError) -> Output {
    try checkSizes()
    let panel = try makePanel()
    let options = makeOptions()
    let specification = try MediaMixSpecification(options: options, data: panel)
    let scaling = MediaMixScaling(
      kpiMean: 0.06, kpiDeviation: 0.012,
      exposureScale: MediaMixScaling(panel, specification: specification).exposureScale,
      controlMean: [100, 9], controlDeviation: [4, 8])
    let model = try MediaMixModel(data: panel, options: options, scaling: scaling)
    var stream = RandomStream(seed: seed, stream: 2)
    let truth = makeParameters(model.design, &stream)
    let kpi = model.design.simulateKPI(
      at: truth, population: panel.population, stream: &stream
    ).map { ($0 * 100).rounded() / 100 }
    let data = panel.replacingKPI(kpi)
    let cells = data.timeCount
    var spend: [String: [Double]] = [:]
    for (c, name) in data.channels.enumerated() {
      spend[name] = (0..<cells).map { t in
        data.geos.indices.reduce(0) { $0 + data.spend[c][$1 * cells + t] }
      }
    }
    return Output(
      csv: csv(data), truth: MediaMixTruth(model.design, data, truth, seed: seed),
      weeks: (0..<weeks).map { Self.start.adding(days: 7 * $0) }, spend: spend,
      inhabitants: data.population.reduce(0, +), panel: data)
  }

  /// Monday, 2022-01-03.
  private static let start = CivilDate(dayNumber: 18_995)

  private func checkSizes() throws(MediaMixError) {
    var problems: [MediaMixProblem] = []
    func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) {
      guard !range.contains(value) else { return }
      problems.append(
        MediaMixProblem(
          "\(value) is out of range", at: "--\(name)",
          remedy: "Give a number from \(range.lowerBound) to \(range.upperBound)."))
    }
    check("regions", regions, 1...Region.all.count)
    check("weeks", weeks, 26...1040)
    check("channels", channels, 1...Profile.all.count)
    if !problems.isEmpty { throw .refused(problems) }
  }

  private func makeOptions() -> MediaMixOptions {
    MediaMixOptions(
      target: .init(column: "revenue"),
      channels: Dictionary(
        uniqueKeysWithValues: Profile.all.prefix(channels).map {
          (
            $0.name,
            .init(spend: "\($0.name)_spend", exposure: "\($0.name)_\($0.exposure)")
          )
        }), controls: ["price_index", "temperature"])
  }

  /// Media, controls and inhabitants, with a KPI of zeros.
  private func makePanel() throws(MediaMixError) -> MediaMixData {
    let times: TimeAxis
    do {
      times = try TimeAxis(
        (0..<weeks).map { TimePoint(Self.start.adding(days: 7 * $0)) }, source: "simulation",
        column: "week")
    } catch { throw .sampling(error.description) }
    let places = regions == 1 ? [Region.country] : Array(Region.all.prefix(regions))
    let order = places.indices.sorted { naturallyPrecedes(places[$0].name, places[$1].name) }
    let profiles = Profile.all.prefix(channels).sorted { $0.name < $1.name }
    let media = profiles.enumerated().map { c, profile in
      var stream = RandomStream(seed: seed, stream: 100 + UInt64(c))
      return profile.media(
        populations: order.map { places[$0].population }, weeks: weeks, &stream)
    }
    var stream = RandomStream(seed: seed, stream: 1)
    let prices = Self.prices(weeks, &stream)
    let controls = [
      order.flatMap { _ in prices },
      order.flatMap { place in Self.temperatures(weeks, places[place].warmth, &stream) },
    ]
    let cells = places.count * weeks
    return MediaMixData(
      source: "simulation", geos: order.map { places[$0].name }, isNational: places.count == 1,
      times: times, leadIn: 0, channels: profiles.map(\.name),
      controls: ["price_index", "temperature"], kpi: [Double](repeating: 0, count: cells),
      value: [Double](repeating: 1, count: cells),
      population: order.map { places[$0].population }, spend: media.map(\.spend),
      exposure: media.map(\.exposure), controlValues: controls, currency: "EUR")
  }

  /// A slowly wandering price level, the same in all regions.
  private static func prices(_ weeks: Int, _ stream: inout RandomStream) -> [Double] {
    var level = 100.0
    return (0..<weeks).map { _ in
      level += 0.15 * (100 - level) + 1.8 * stream.standardNormal()
      return (level * 10).rounded() / 10
    }
  }

  /// Weekly mean temperatures with seasons and weather.
  private static func temperatures(
    _ weeks: Int, _ warmth: Double, _ stream: inout RandomStream
  ) -> [Double] {
    (0..<weeks).map { week in
      let season = -8.5 * cos(2 * Double.pi * (Double(week) - 2) / 52.18)
      return ((9 + warmth + season + 2.2 * stream.standardNormal()) * 10).rounded() / 10
    }
  }

  /// The truth: each channel's profile, a baseline with trend and seasons, modest noise.
  private func makeParameters(
    _ design: MediaMixDesign, _ stream: inout RandomStream
  ) -> MediaMixParameters {
    let profiles = Profile.all.prefix(channels).sorted { $0.name < $1.name }
    let isGeo = regions > 1
    func normal(_ count: Int, _ deviation: Double) -> [Double] {
      (0..<count).map { _ in deviation * stream.standardNormal() }
    }
    var level = -0.9
    let knots = (0..<design.block.count(.knots)).map { _ in
      level += 0.05 + 0.12 * stream.standardNormal()
      return level
    }
    return MediaMixParameters(
      strength: profiles.map(\.roi), alpha: profiles.map(\.alpha),
      halfSaturation: profiles.map(\.halfSaturation),
      slope: [Double](repeating: 1, count: channels),
      geoSpread: [Double](repeating: isGeo ? 0.15 : 0, count: channels),
      deviation: normal(isGeo ? channels * regions : 0, 1), sigma: [0.3],
      controlSpread: isGeo ? [0.05, 0.05] : [], knots: knots,
      fourier: [0.25, 0.45, -0.1, 0.12].prefix(design.block.count(.fourier)).map { $0 },
      control: [-0.35, -0.2], geoIntercept: normal(isGeo ? regions - 1 : 0, 0.4),
      controlDeviation: normal(isGeo ? 2 * regions : 0, 1))
  }
}
