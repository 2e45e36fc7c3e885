/// The order in which a draw's reported quantities and model parameters are stored.
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

/// Names of the model parameters in the order a draw stores them, as in the exported draws.
package struct ParameterIndex: Sendable {
  /// What a stored parameter is.
  package struct Entry: Sendable {
    /// The name in `draws/*.csv`: base name and 1-based indices.
    package var name: String
    /// The base name: roi, alpha, ec, slope, eta, beta, sigma, xi, knots, fourier, gamma, tau,
    /// gamma_geo.
    package var parameter: String
    var channel: String?
    var geo: String?
    var control: String?
  }

  package let entries: [Entry]

  init(data: MediaMixData, specification: MediaMixSpecification, design: MediaMixDesign) {
    var entries: [Entry] = []
    let (channels, geos, controls) = (data.channels, data.geos, data.controls)
    func perChannel(_ parameter: String) {
      for (c, channel) in channels.enumerated() {
        entries.append(
          Entry(name: "\(parameter).\(c + 1)", parameter: parameter, channel: channel))
      }
    }
    perChannel("roi")
    perChannel("alpha")
    perChannel("ec")
    perChannel("slope")
    if geos.count > 1 {
      perChannel("eta")
      for (g, geo) in geos.enumerated() {
        for (c, channel) in channels.enumerated() {
          entries.append(
            Entry(
              name: "beta.\(g + 1).\(c + 1)", parameter: "beta", channel: channel, geo: geo))
        }
      }
    } else {
      perChannel("beta")
    }
    if specification.perGeoSigma {
      for (g, geo) in geos.enumerated() {
        entries.append(Entry(name: "sigma.\(g + 1)", parameter: "sigma", geo: geo))
      }
    } else {
      entries.append(Entry(name: "sigma", parameter: "sigma"))
    }
    if geos.count > 1 {
      for (j, control) in controls.enumerated() {
        entries.append(Entry(name: "xi.\(j + 1)", parameter: "xi", control: control))
      }
    }
    for k in 0..<design.block.knotCount {
      entries.append(Entry(name: "knots.\(k + 1)", parameter: "knots"))
    }
    for k in 0..<design.block.fourierCount {
      entries.append(Entry(name: "fourier.\(k + 1)", parameter: "fourier"))
    }
    for (j, control) in controls.enumerated() {
      entries.append(Entry(name: "gamma.\(j + 1)", parameter: "gamma", control: control))
    }
    if geos.count > 1 {
      for (g, geo) in geos.enumerated() {
        entries.append(Entry(name: "tau.\(g + 1)", parameter: "tau", geo: geo))
      }
      for (g, geo) in geos.enumerated() {
        for (j, control) in controls.enumerated() {
          entries.append(
            Entry(
              name: "gamma_geo.\(g + 1).\(j + 1)", parameter: "gamma_geo", geo: geo,
              control: control))
        }
      }
    }
    self.entries = entries
  }

  package var count: Int { entries.count }
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
