/// Names of the model parameters in the order a draw stores them, as in the exported draws.
package struct ParameterIndex: Sendable {
  /// What a stored parameter is.
  package struct Entry: Sendable {
    /// The name in `draws/*.csv`: base name and 1-based indices, or the name of a holiday or event.
    package var name: String
    /// The base name: roi (of paid channels), contribution (the share of organic media and
    /// treatments), the symbols of shapes (alpha, ec, slope, ...), eta, beta, sigma, nu, xi,
    /// drift_amplitude, drift_length, period_sd (of shared shocks), knots, fourier, trend, holiday, event, gamma, tau, gamma_geo.
    package var parameter: String
    package var channel: String?
    package var geo: String?
    var control: String?
    /// The place of the term in `data.terms`.
    var term: Int?
  }

  package let entries: [Entry]
  package var count: Int { entries.count }

  init(data: MediaMixData, specification: MediaMixSpecification, design: MediaMixDesign) {
    let names = Names(data: data)
    let isGeo = data.geoCount > 1
    let terms = specification.terms
    var entries = terms.indices.map {
      names.term(terms[$0].role == .paid ? "roi" : "contribution", $0)
    }
    for place in 0..<ParameterLayout.shapeCount {
      for (c, term) in terms.enumerated() {
        for entry in term.shapeParameters where entry.place == place {
          entries.append(names.term(entry.parameter.symbol, c))
        }
      }
    }
    if isGeo { entries += terms.indices.map { names.term("eta", $0) } }
    for g in data.geos.indices {
      for c in terms.indices {
        var entry = names.term("beta", c)
        if isGeo {
          entry.geo = data.geos[g]
          entry.name = "beta.\(g + 1).\(c + 1)"
        }
        entries.append(entry)
      }
    }
    entries +=
      specification.perGeoSigma
      ? names.eachGeo("sigma") : [Entry(name: "sigma", parameter: "sigma")]
    if specification.likelihood == .studentT { entries.append(Entry(name: "nu", parameter: "nu")) }
    if isGeo { entries += names.eachControl("xi") }
    for which in ["drift_amplitude", "drift_length"] {
      entries += names.numbered(which, specification.courses.count)
    }
    if specification.periodSpread != nil {
      entries.append(Entry(name: "period_sd", parameter: "period_sd"))
    }
    entries += design.block.columns.map {
      Entry(name: $0.name, parameter: $0.group.rawValue)
    }
    entries += names.eachControl("gamma")
    if isGeo { entries += names.eachGeo("tau") + names.eachGeoAndControl("gamma_geo") }
    self.entries = entries
  }

  /// Where a parameter of a term stands; nil if the term does not have it.
  package func place(of parameter: String, term: Int) -> Int? {
    entries.firstIndex { $0.parameter == parameter && $0.term == term && $0.geo == nil }
  }

  /// Entries of a parameter, one for each of what it is indexed by.
  private struct Names {
    let data: MediaMixData

    func numbered(_ parameter: String, _ count: Int) -> [Entry] {
      (0..<count).map { Entry(name: "\(parameter).\($0 + 1)", parameter: parameter) }
    }

    func term(_ parameter: String, _ c: Int) -> Entry {
      Entry(
        name: "\(parameter).\(c + 1)", parameter: parameter, channel: data.terms[c], term: c)
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
