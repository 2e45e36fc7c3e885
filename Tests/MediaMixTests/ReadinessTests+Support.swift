import Findings
import Foundation
import MediaMix
import Probability
import Tables

/// Clean simulated data that a test can spoil.
struct SimulatedPanel {
  var geos: [String]
  var times: TimeAxis
  var channels: [String]
  var controls: [String]
  var kpi: [Double]
  var population: [Double]
  var spend: [[Double]]
  var exposure: [[Double]]
  var controlValues: [[Double]]
  var options: MediaMixOptions

  init(
    regions: Int, weeks: Int = 156, channels count: Int = 4, seed: UInt64 = 3,
    isReversed: Bool = false
  ) throws {
    let output = try MediaMixSimulator(
      regions: regions, weeks: weeks, channels: count, seed: seed
    ).run()
    var lines = output.csv.split(separator: "\n").map { $0.split(separator: ",") }
    if isReversed {
      lines = ([lines[0]] + lines.dropFirst().reversed()).map { $0.reversed() }
    }
    let csv = lines.map { $0.joined(separator: ",") }.joined(separator: "\n")
    let table = try TableReader.read(bytes: Array(csv.utf8), source: "weekly.csv")
    var media: [String: MediaMixOptions.Channel] = [:]
    for name in MediaMixSimulator.channelNames.prefix(count) {
      media[name] = .init(
        spend: "\(name)_spend",
        exposure: table.columnNames.first {
          $0.hasPrefix("\(name)_") && $0 != "\(name)_spend"
        })
    }
    options = MediaMixOptions(
      target: .init(column: "revenue"), channels: media, controls: ["price_index", "temperature"])
    let isGeo = regions > 1
    let data = try MediaMixData(
      table: table,
      columns: .init(
        time: "week", geo: isGeo ? "region" : nil, population: isGeo ? "inhabitants" : nil),
      options: options, currency: "EUR")
    geos = data.geos
    times = data.times
    channels = data.channels
    controls = data.controls
    kpi = data.kpi
    population = data.population
    spend = data.spend
    exposure = data.exposure
    controlValues = data.controlValues
  }

  var data: MediaMixData {
    MediaMixData(
      source: "weekly.csv", geos: geos, isNational: geos.count == 1, times: times, leadIn: 0,
      channels: channels, controls: controls, kpi: kpi,
      value: [Double](repeating: 1, count: kpi.count), population: population, spend: spend,
      exposure: exposure, controlValues: controlValues, currency: "EUR")
  }

  func readiness() throws -> MediaMixReadiness {
    try MediaMixReadiness(data: data, options: options)
  }

  /// Gives a channel the exposures of another, mixed with noise of its own, region by region; both
  /// are lifted so that none has to be cut off at zero.
  mutating func copy(_ from: Int, to: Int, correlation r: Double, seed: UInt64 = 5) {
    var stream = RandomStream(seed: seed, stream: 0)
    let weeks = times.count
    for g in geos.indices {
      let cells = g * weeks..<(g + 1) * weeks
      let deviation = Self.deviation(Array(exposure[from][cells]))
      let noise = deviation * sqrt(1 / (r * r) - 1)
      for cell in cells {
        exposure[from][cell] += 3 * deviation
        exposure[to][cell] = exposure[from][cell] + noise * stream.standardNormal()
      }
    }
    for c in [from, to] { spend[c] = exposure[c].map { 0.01 * $0 } }
  }

  static func deviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return sqrt(values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
  }
}

extension MediaMixReadiness {
  /// The findings of a metric that carry a warning.
  func flagged(_ metric: String) -> [Finding] {
    findings(language: .en).filter { $0.subject["metric"] == metric && $0.reason != nil }
  }

  func value(_ metric: String, channel: String? = nil) -> Double? {
    findings(language: .en).first {
      $0.subject["metric"] == metric && $0.subject["channel"] == channel
    }?.value
  }
}
