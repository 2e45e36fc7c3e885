import MediaMix

extension MediaMixDensity {
  /// The log density at a position.
  func value(at position: [Double]) -> Double {
    var scratch = makeScratch()
    var gradient = [Double](repeating: 0, count: position.count)
    return position.withUnsafeBufferPointer { position in
      gradient.withUnsafeMutableBufferPointer {
        evaluate(at: position, gradient: $0, scratch: &scratch)
      }
    }
  }

  /// The position of a point's scalars and geo deviations, with zeros for the linear block; for
  /// channels that are not centred.
  func position(of point: MediaMixParameters) -> [Double] {
    var position = [Double](repeating: 0, count: dimension)
    func place(_ index: Int, _ value: Double) {
      guard let slot = layout.slots[index] else { return }
      position[slot] = layout.coordinates[index].position(of: value)
    }
    for c in point.strength.indices {
      place(layout.scalar(c, ParameterLayout.strength), point.strength[c])
      for (which, shape) in MediaMixParameters.shapes.enumerated() {
        place(layout.shape(c, which), point[keyPath: shape][c])
      }
      place(layout.scalar(c, ParameterLayout.geoSpread), point.geoSpread[c])
    }
    for (k, sigma) in point.sigma.enumerated() { place(layout.sigma(k), sigma) }
    for (j, spread) in point.controlSpread.enumerated() { place(layout.controlSpread(j), spread) }
    if let freedom = point.degreesOfFreedom { place(layout.freedom, freedom) }
    if let spread = point.periodSpread {
      place(layout.periodSpread, spread)
      if form == .joint {
        for (t, shock) in point.shocks.enumerated() { position[layout.periodStart + t] = shock }
      }
    }
    for k in point.courseAmplitude.indices {
      place(layout.course(k, 0), point.courseAmplitude[k])
      place(layout.course(k, 1), point.courseLength[k])
      for (j, coefficient) in point.courseCoefficients[k].enumerated() {
        position[layout.courseStarts[k] + j] = coefficient
      }
    }
    for (k, deviation) in point.deviation.enumerated() {
      position[layout.deviationStart + k] = deviation
    }
    return position
  }
}

extension MediaMixDensity {
  /// The same density with the block sampled in units of its prior.
  var withoutWhitening: MediaMixDensity {
    MediaMixDensity(design: design, layout: layout, form: form)
  }
}

extension MediaMixParameters {
  /// The same point with every coefficient of the linear block at zero.
  var withoutBlock: MediaMixParameters {
    var point = self
    for part in Self.blockParts { point[keyPath: part] = point[keyPath: part].map { _ in 0 } }
    return point
  }

  /// The coefficients of the linear block.
  static var blockParts: [WritableKeyPath<MediaMixParameters, [Double]>] {
    [
      \.knots, \.fourier, \.trend, \.holiday, \.event, \.control, \.geoIntercept,
      \.controlDeviation, \.shocks,
    ]
  }
}
