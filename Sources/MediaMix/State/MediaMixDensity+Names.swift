extension MediaMixDensity {
  /// The sampled coordinates by name, in the order of the position vector.
  ///
  /// Two densities with the same names can start from each other's positions. The form in which a
  /// channel's deviations are sampled is part of its names, since it changes what they mean.
  package var coordinateNames: [String] {
    let specification = design.specification
    let channels = specification.channels.map(\.name)
    let scalars = ["strength", "alpha", "half saturation", "slope", "geo spread"]
    let perChannel = zip(channels, layout.forms).flatMap { name, form in
      scalars.map { "\($0), \(name), \(form.rawValue)" }
    }
    let shared =
      (0..<layout.sigmaCount).map { "sigma \($0)" }
      + (0..<layout.controlSpreadCount).map { "control spread \($0)" }
    var names = zip(layout.slots, perChannel + shared).compactMap { $0 == nil ? nil : $1 }
    for k in 0..<(layout.blockStart - layout.deviationStart) {
      let geos = max(1, layout.geoCount)
      names.append("deviation, \(channels[k / geos]), \(k % geos)")
    }
    for k in layout.blockStart..<layout.dimension {
      names.append("coefficient \(k - layout.blockStart)")
    }
    return names
  }
}
