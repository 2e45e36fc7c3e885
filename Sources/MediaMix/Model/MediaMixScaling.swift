/// The constants that bring KPI, exposures, treatments and controls to a common scale.
///
/// They are taken from the data, or given, so that a prior stated on the scaled data does not move
/// with them in simulation studies.
package struct MediaMixScaling: Sendable, Equatable {
  /// Mean of the KPI per inhabitant over the periods that are fitted; 0 under `maximum`.
  package var kpiMean: Double
  /// Standard deviation (divisor n) of the same; its largest size under `maximum`.
  package var kpiDeviation: Double
  /// Median over all cells of a medium's positive exposure per inhabitant; its largest under
  /// `maximum`.
  ///
  /// Paid channels, then organic media.
  package var exposureScale: [Double]
  /// The value that each treatment is compared with.
  package var treatmentBaseline: [Double]
  /// Standard deviation (divisor n) of each treatment over all cells.
  package var treatmentDeviation: [Double]
  /// Mean of each control over all cells, J; 0 under `maximum`.
  package var controlMean: [Double]
  /// Standard deviation (divisor n) of each control over all cells, J; 1 under `maximum`.
  package var controlDeviation: [Double]

  /// Gives the constants.
  package init(
    kpiMean: Double, kpiDeviation: Double, exposureScale: [Double], controlMean: [Double],
    controlDeviation: [Double], treatmentBaseline: [Double] = [],
    treatmentDeviation: [Double] = []
  ) {
    self.kpiMean = kpiMean
    self.kpiDeviation = kpiDeviation
    self.exposureScale = exposureScale
    self.treatmentBaseline = treatmentBaseline
    self.treatmentDeviation = treatmentDeviation
    self.controlMean = controlMean
    self.controlDeviation = controlDeviation
  }

  /// Takes the constants from the periods that strengths are stated for; the KPI's from those that
  /// are fitted.
  package init(_ data: MediaMixData, specification: MediaMixSpecification) {
    let isStandard = specification.scaling == .standard
    let (geos, times) = (data.geoCount, data.timeCount)
    var perCapita: [Double] = []
    for g in 0..<geos {
      for t in 0..<specification.trainCount {
        perCapita.append(data.kpi[g * times + t] / data.population[g])
      }
    }
    if isStandard {
      (kpiMean, kpiDeviation) = Self.moments(perCapita)
    } else {
      (kpiMean, kpiDeviation) = (0, perCapita.reduce(0) { max($0, abs($1)) })
    }

    let width = data.leadIn + times
    exposureScale = data.exposure.map { exposure in
      var positive: [Double] = []
      for g in 0..<geos {
        for t in 0..<(data.leadIn + specification.anchorCount) where exposure[g * width + t] > 0 {
          positive.append(exposure[g * width + t] / data.population[g])
        }
      }
      return isStandard ? Self.median(positive) : positive.max() ?? 1
    }
    func anchored(_ values: [Double]) -> [Double] {
      values.indices.filter { $0 % times < specification.anchorCount }.map { values[$0] }
    }
    treatmentBaseline = zip(specification.treatmentBaselines, data.treatmentValues).map {
      switch $0 {
      case .minimum: anchored($1).min() ?? 0
      case .maximum: anchored($1).max() ?? 0
      case .value(let value): value
      }
    }
    treatmentDeviation = data.treatmentValues.map { Self.moments(anchored($0)).deviation }
    let controls = data.controlValues.map { Self.moments(anchored($0)) }
    controlMean = controls.map { isStandard ? $0.mean : 0 }
    controlDeviation = controls.map { isStandard ? $0.deviation : 1 }
  }

  private static func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (square / Double(values.count)).squareRoot())
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
  }
}
