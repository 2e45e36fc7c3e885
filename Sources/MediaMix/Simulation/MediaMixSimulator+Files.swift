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

  /// A project file that asks about the export.
  func project(_ data: MediaMixData) -> String {
    let place = data.isNational ? "" : ", geo: region, population: inhabitants"
    let names = Dictionary(uniqueKeysWithValues: Profile.all.map { ($0.name, $0.exposure) })
    let channels = data.channels.map { channel in
      "    \(channel): {spend: \(channel)_spend, exposure: \(channel)_\(names[channel] ?? "")}"
    }
    return """
      # A fictional outdoor retailer; what the data were made from is in truth.json.
      project: alpine-outdoor
      currency: EUR
      data:
        weekly: {path: weekly.csv, time: week\(place)}
      media_mix:
        data: weekly
        target: {column: revenue, kind: revenue}
        channels:
      \(channels.joined(separator: "\n"))
        controls: [price_index, temperature]
        sampler: {chains: 4, warmup: 500, draws: auto, seed: 1}
      report: {language: en}

      """
  }
}
