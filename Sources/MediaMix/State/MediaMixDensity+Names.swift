extension MediaMixDensity {
  /// The sampled coordinates by name, in the order of the position vector.
  ///
  /// Two densities with the same names can start from each other's positions. The form in which a
  /// term's deviations are sampled is part of its names, since it changes what they mean.
  package var coordinateNames: [String] {
    let terms = design.specification.terms.map(\.name)
    let scalars =
      ["strength"] + (0..<ParameterLayout.shapeCount).map { "shape \($0)" } + ["geo spread"]
    let perTerm = zip(terms, layout.forms).flatMap { name, form in
      scalars.map { "\($0), \(name), \(form.rawValue)" }
    }
    func numbered(_ name: String, _ count: Int) -> [String] {
      (0..<count).map { "\(name) \($0)" }
    }
    let shared =
      numbered("sigma", layout.sigmaCount)
      + numbered("control spread", layout.controlSpreadCount)
      + numbered("mixture", layout.mixtureCount) + numbered("freedom", layout.freedomCount)
      + numbered("course", layout.scalarCount - layout.freedom - layout.freedomCount)
    var names = zip(layout.slots, perTerm + shared).compactMap { $0 == nil ? nil : $1 }
    if layout.hasDeviations {
      names += terms.flatMap { numbered("deviation, \($0),", layout.geoCount) }
    }
    for (course, count) in layout.courseTermCounts.enumerated() {
      names += numbered("course \(course), coefficient", count)
    }
    return names + numbered("coefficient", layout.dimension - layout.blockStart)
  }
}
