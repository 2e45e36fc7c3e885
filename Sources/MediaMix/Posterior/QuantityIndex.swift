/// The order in which a draw's reported quantities are stored.
package struct QuantityIndex: Sendable {
  let channelCount: Int
  let geoCount: Int
  let yearCount: Int
  /// Geos are reported apart only where there are several.
  var reportsGeos: Bool { geoCount > 1 }

  package static let contribution = 0
  package static let contributionInKPI = 1
  package static let roi = 2
  static let mroi = 3
  private static let perChannel = 4

  /// A channel's total over the window.
  package func channel(_ c: Int, _ which: Int) -> Int { c * Self.perChannel + which }
  /// A channel's contribution in one geo.
  package func geo(_ c: Int, _ g: Int) -> Int {
    channelCount * Self.perChannel + c * geoCount + g
  }
  /// A channel's contribution in one year.
  package func year(_ c: Int, _ y: Int) -> Int {
    channelCount * Self.perChannel + (reportsGeos ? channelCount * geoCount : 0) + c * yearCount + y
  }
  /// The contribution of all media.
  package var total: Int {
    channelCount * Self.perChannel + (reportsGeos ? channelCount * geoCount : 0)
      + channelCount * yearCount
  }
  package var count: Int { total + 1 }
}

extension QuantityIndex {
  /// The name of a stored quantity, for messages about its convergence.
  func name(_ index: Int, _ data: MediaMixData) -> String {
    if index == total { return "contribution of all media" }
    let perChannel = channelCount * Self.perChannel
    if index < perChannel {
      let measures = ["contribution", "contribution in KPI units", "ROI", "mROI"]
      return "\(measures[index % Self.perChannel]) of \(data.channels[index / Self.perChannel])"
    }
    let geoEnd = perChannel + (reportsGeos ? channelCount * geoCount : 0)
    if index < geoEnd {
      let at = index - perChannel
      return "contribution of \(data.channels[at / geoCount]) in \(data.geos[at % geoCount])"
    }
    return "yearly contribution of \(data.channels[(index - geoEnd) / yearCount])"
  }
}
