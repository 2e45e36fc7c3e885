/// Names of the model parameters in the order a draw stores them, as in the exported draws.
package struct ParameterIndex: Sendable {
  /// What a stored parameter is.
  package struct Entry: Sendable {
    /// The name in `draws/*.csv`: base name and 1-based indices, or the name of a holiday or event.
    package var name: String
    /// The base name: roi, alpha, ec, slope, eta, beta, sigma, xi, knots, fourier, trend, holiday, event,
    /// gamma, tau, gamma_geo.
    package var parameter: String
    var channel: String?
    var geo: String?
    var control: String?
  }

  package let entries: [Entry]
  package var count: Int { entries.count }

  init(data: MediaMixData, specification: MediaMixSpecification, design: MediaMixDesign) {
    let names = Names(data: data)
    let isGeo = data.geoCount > 1
    var entries = ["roi", "alpha", "ec", "slope"].flatMap(names.eachChannel)
    entries +=
      isGeo
      ? names.eachChannel("eta") + names.eachGeoAndChannel("beta")
      : names.eachChannel("beta")
    entries +=
      specification.perGeoSigma
      ? names.eachGeo("sigma") : [Entry(name: "sigma", parameter: "sigma")]
    if isGeo { entries += names.eachControl("xi") }
    entries += design.block.columns.map {
      Entry(name: $0.name, parameter: $0.group.rawValue)
    }
    entries += names.eachControl("gamma")
    if isGeo { entries += names.eachGeo("tau") + names.eachGeoAndControl("gamma_geo") }
    self.entries = entries
  }

  /// Entries of a parameter, one for each of what it is indexed by.
  private struct Names {
    let data: MediaMixData

    func numbered(_ parameter: String, _ count: Int) -> [Entry] {
      (0..<count).map { Entry(name: "\(parameter).\($0 + 1)", parameter: parameter) }
    }

    func eachChannel(_ parameter: String) -> [Entry] {
      zip(numbered(parameter, data.channels.count), data.channels).map {
        var entry = $0
        entry.channel = $1
        return entry
      }
    }

    func eachGeo(_ parameter: String) -> [Entry] {
      zip(numbered(parameter, data.geoCount), data.geos).map {
        var entry = $0
        entry.geo = $1
        return entry
      }
    }

    func eachControl(_ parameter: String) -> [Entry] {
      zip(numbered(parameter, data.controls.count), data.controls).map {
        var entry = $0
        entry.control = $1
        return entry
      }
    }

    func eachGeoAndChannel(_ parameter: String) -> [Entry] {
      data.geos.enumerated().flatMap { g, geo in
        data.channels.enumerated().map { c, channel in
          Entry(
            name: "\(parameter).\(g + 1).\(c + 1)", parameter: parameter, channel: channel,
            geo: geo)
        }
      }
    }

    func eachGeoAndControl(_ parameter: String) -> [Entry] {
      data.geos.enumerated().flatMap { g, geo in
        data.controls.enumerated().map { j, control in
          Entry(
            name: "\(parameter).\(g + 1).\(j + 1)", parameter: parameter, geo: geo,
            control: control)
        }
      }
    }
  }
}
