extension MediaMixDensity {
  /// The sampled coordinates by name, in the order of the position vector.
  ///
  /// Two densities with the same names can start from each other's positions. The form in which a
  /// term's deviations are sampled is part of its names, since it changes what they mean.
  package var coordinateNames: [String] {
    let terms = design.specification.terms.map(\.name)
    let perTerm = zip(design.specification.terms, layout.forms).flatMap { term, form in
      let shapes = (0..<ParameterLayout.shapeCount).map { place in
        "\(place < 2 ? term.adstock.rawValue : term.saturation.rawValue) \(place)"
      }
      return (["strength \(term.strength.rawValue)"] + shapes + ["geo spread"]).map {
        "\($0), \(term.name), \(form.rawValue)"
      }
    }
    func numbered(_ name: String, _ count: Int) -> [String] {
      (0..<count).map { "\(name) \($0)" }
    }
    let shared =
      numbered("sigma", layout.sigmaCount)
      + numbered("control spread", layout.controlSpreadCount)
      + numbered("mixture", layout.mixtureCount) + numbered("freedom", layout.freedomCount)
      + numbered("course", 2 * layout.courseTermCounts.count)
      + numbered("period spread", layout.periodSpreadCount)
    var names = zip(layout.slots, perTerm + shared).compactMap { $0 == nil ? nil : $1 }
    if layout.hasDeviations {
      names += terms.flatMap { numbered("deviation, \($0),", layout.geoCount) }
    }
    for (course, count) in layout.courseTermCounts.enumerated() {
      names += numbered("course \(course), coefficient", count)
    }
    names += numbered("shock", layout.blockStart - layout.periodStart)
    return names + numbered("coefficient", layout.dimension - layout.blockStart)
  }
}
