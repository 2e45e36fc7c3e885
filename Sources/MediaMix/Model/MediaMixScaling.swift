/// The constants that bring KPI, exposures and controls to a common scale.
///
/// They are taken from the data (Meridian's rules), or given, so that a prior stated on the scaled
/// data does not move with them in simulation studies.
package struct MediaMixScaling: Sendable, Equatable {
  /// Mean of the KPI per inhabitant over the cells that are fitted.
  package var kpiMean: Double
  /// Standard deviation (divisor n) of the same.
  package var kpiDeviation: Double
  /// Median over all cells of a channel's positive exposure per inhabitant, C.
  package var exposureMedian: [Double]
  /// Mean of each control over all cells, J.
  package var controlMean: [Double]
  /// Standard deviation (divisor n) of each control over all cells, J.
  package var controlDeviation: [Double]

  /// Gives the constants.
  package init(
    kpiMean: Double, kpiDeviation: Double, exposureMedian: [Double], controlMean: [Double],
    controlDeviation: [Double]
  ) {
    self.kpiMean = kpiMean
    self.kpiDeviation = kpiDeviation
    self.exposureMedian = exposureMedian
    self.controlMean = controlMean
    self.controlDeviation = controlDeviation
  }

  /// Takes the constants from data.
  ///
  /// - Parameters:
  ///   - data: the panel.
  ///   - trainCount: the number of first periods that are fitted.
  package init(_ data: MediaMixData, trainCount: Int) {
    let (geos, times) = (data.geoCount, data.timeCount)
    var perCapita: [Double] = []
    for g in 0..<geos {
      for t in 0..<trainCount { perCapita.append(data.kpi[g * times + t] / data.population[g]) }
    }
    (kpiMean, kpiDeviation) = Self.moments(perCapita)

    let width = data.leadIn + times
    exposureMedian = data.exposure.map { exposure in
      var positive: [Double] = []
      for g in 0..<geos {
        for t in 0..<width where exposure[g * width + t] > 0 {
          positive.append(exposure[g * width + t] / data.population[g])
        }
      }
      return Self.median(positive)
    }
    let controls = data.controlValues.map(Self.moments)
    controlMean = controls.map(\.mean)
    controlDeviation = controls.map(\.deviation)
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
