import Foundation
import MediaMix
import Tables
import TestSupport

/// The model of the peers' national and geo data, as Meridian was run on them.
enum PeerModel {
  /// - Parameters:
  ///   - level: `national` or `geo`; the geo run had 16 knots.
  ///   - change: what to change in the options.
  static func load(
    _ level: String, change: (inout MediaMixOptions) -> Void = { _ in }
  ) throws -> MediaMixModel {
    let isGeo = level == "geo"
    let table = try TableReader.read(path: SharedData.path("mmm/\(level)_media.csv"))
    var options = MediaMixOptions(
      preset: .meridian,
      target: .init(
        column: "conversions", kind: .conversions, value: .column("revenue_per_conversion")),
      channels: Dictionary(
        uniqueKeysWithValues: (0..<4).map {
          ("Channel\($0)", .init(spend: "Channel\($0)_spend", exposure: "Channel\($0)_impression"))
        }), controls: ["competitor_activity_score_control", "sentiment_score_control"])
    if isGeo { options.baseline.knots = .count(16) }
    change(&options)
    let data = try MediaMixData(
      table: table,
      columns: .init(
        time: "time", geo: isGeo ? "geo" : nil, population: isGeo ? "population" : nil),
      options: options, currency: nil)
    return try MediaMixModel(data: data, options: options)
  }

  /// Reads one of the peers' results.
  static func decode<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
    let url = URL(fileURLWithPath: SharedData.path(path))
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }
}
