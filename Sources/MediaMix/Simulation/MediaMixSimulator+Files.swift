import Foundation
import Tables

extension MediaMixSimulator {
  /// The panel as an analyst's export: one row a week and region.
  func csv(_ data: MediaMixData) -> String {
    let isGeo = !data.isNational
    let names = Dictionary(uniqueKeysWithValues: Profile.all.map { ($0.name, $0.exposure) })
    var header = ["week"] + (isGeo ? ["region", "inhabitants"] : []) + ["revenue"]
    for channel in data.channels {
      header += ["\(channel)_spend", "\(channel)_\(names[channel] ?? "")"]
    }
    var lines = [(header + data.controls).joined(separator: ",")]
    for t in 0..<data.timeCount {
      for (g, geo) in data.geos.enumerated() {
        let cell = g * data.timeCount + t
        var row = [data.times.labels[t]]
        if isGeo { row += [geo, text(data.population[g])] }
        row.append(text(data.kpi[cell], decimals: 2))
        for c in data.channels.indices {
          row += [text(data.spend[c][cell], decimals: 2), text(data.exposure[c][cell])]
        }
        row += data.controlValues.map { text($0[cell], decimals: 1) }
        lines.append(row.joined(separator: ","))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func text(_ value: Double, decimals: Int = 0) -> String {
    String(format: "%.\(decimals)f", value)
  }
}

extension MediaMixSimulator.Output {
  /// A project file that asks about the export, at the path `weekly.csv`.
  ///
  /// - Parameters:
  ///   - sources: further lines of the section `data`, without indentation.
  ///   - sections: the lines of further sections.
  public func project(sources: [String] = [], sections: [String] = []) -> String {
    let place = panel.isNational ? "" : ", geo: region, population: inhabitants"
    let names = Dictionary(
      uniqueKeysWithValues: MediaMixSimulator.Profile.all.map { ($0.name, $0.exposure) })
    let channels = panel.channels.map { channel in
      "    \(channel): {spend: \(channel)_spend, exposure: \(channel)_\(names[channel] ?? "")}"
    }
    let lines =
      [
        "# A fictional outdoor retailer; what the data were made from is in truth.json.",
        "project: alpine-outdoor",
        "currency: EUR",
        "data:",
        "  weekly: {path: weekly.csv, time: week\(place)}",
      ] + sources.map { "  " + $0 } + [
        "media_mix:",
        "  data: weekly",
        "  target: {column: revenue, kind: revenue}",
        "  channels:",
      ] + channels + [
        "  controls: [price_index, temperature]",
        "  sampler: {chains: 4, warmup: 500, draws: auto, seed: 1}",
      ] + sections + ["report: {language: en}"]
    return lines.joined(separator: "\n") + "\n"
  }
}
