/// The order in which a draw's reported quantities are stored.
package struct QuantityIndex: Sendable {
  /// Paid channels, organic media and treatments.
  let termCount: Int
  let geoCount: Int
  let yearCount: Int
  let experimentCount: Int
  /// Geos are reported apart only where there are several.
  var reportsGeos: Bool { geoCount > 1 }

  package static let contribution = 0
  package static let contributionInKPI = 1
  package static let roi = 2
  static let mroi = 3
  private static let perTerm = 4

  private var geoStart: Int { termCount * Self.perTerm }
  private var yearStart: Int { geoStart + (reportsGeos ? termCount * geoCount : 0) }
  private var experimentStart: Int { yearStart + termCount * yearCount }

  /// A term's total over the window.
  package func term(_ c: Int, _ which: Int) -> Int { c * Self.perTerm + which }
  /// A term's contribution in one geo.
  package func geo(_ c: Int, _ g: Int) -> Int { geoStart + c * geoCount + g }
  /// A term's contribution in one year.
  package func year(_ c: Int, _ y: Int) -> Int { yearStart + c * yearCount + y }
  /// The model's incremental KPI of an experiment.
  package func experiment(_ k: Int) -> Int { experimentStart + k }
  /// The contribution of all media, paid and organic.
  package var total: Int { experimentStart + experimentCount }
  /// The contribution of all treatments.
  package var treatments: Int { total + 1 }
  package var count: Int { treatments + 1 }
}

extension QuantityIndex {
  /// The name of a stored quantity, for messages about its convergence.
  func name(_ index: Int, _ data: MediaMixData) -> String {
    switch index {
    case treatments: "contribution of all treatments"
    case total: "contribution of all media"
    case experimentStart...: "incremental KPI of experiment \(index - experimentStart + 1)"
    case yearStart...:
      "yearly contribution of \(data.terms[(index - yearStart) / yearCount])"
    case geoStart...:
      "contribution of \(data.terms[(index - geoStart) / geoCount]) in "
        + data.geos[(index - geoStart) % geoCount]
    default:
      ["contribution", "contribution in KPI units", "ROI", "mROI"][index % Self.perTerm]
        + " of \(data.terms[index / Self.perTerm])"
    }
  }
}
