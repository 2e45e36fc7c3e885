/// Data and specification as the arrays the densities run over; built once, shared by all chains.
///
/// Rows of time are padded with zeros to a multiple of eight (`stride` entries), so that vector
/// loops need no tail; the mask is zero there, and in cells that are not fitted.
package final class MediaMixDesign: Sendable {
  package let specification: MediaMixSpecification
  package let scaling: MediaMixScaling
  let geoCount: Int
  let timeCount: Int
  let stride: Int
  let termCount: Int
  let controlCount: Int
  /// The geo whose intercept is zero: the most populous.
  package let baselineGeo: Int
  /// Scaled KPI, G x stride.
  let kpi: FixedBuffer
  /// 1 for a cell in the likelihood, else 0; G x stride.
  let mask: FixedBuffer
  /// Outcome for a unit of scaled KPI: sd x value x population; G x stride.
  let outcomeWeight: FixedBuffer
  /// The same over the periods that strengths are stated for, else 0; G x stride.
  let anchorWeight: FixedBuffer
  /// Each term's exposure (or reach, or a treatment's distance from its baseline) on the model's
  /// scale, G rows of maxLag + stride with the lead-in first.
  let exposure: [FixedBuffer]
  /// Each term's frequency, in the same shape; nil without reach and frequency.
  let frequency: [FixedBuffer?]
  /// What turns a term's strength into outcome: spend, 1 % of it, or the total outcome.
  package let anchorScale: [Double]
  /// The courses of time that effects follow.
  let courses: [TimeCourse]
  let block: LinearBlock
  /// Experiments as terms of the likelihood.
  let experiments: [LiftTerm]
  /// The number of cells in the likelihood.
  package let observationCount: Int
  /// The number of them in each geo.
  let observationsPerGeo: [Int]

  package init(
    data: MediaMixData, specification: MediaMixSpecification, scaling: MediaMixScaling? = nil
  ) {
    let scaling = scaling ?? MediaMixScaling(data, specification: specification)
    self.specification = specification
    self.scaling = scaling
    let (geos, times) = (data.geoCount, data.timeCount)
    let stride = (times + 7) / 8 * 8
    geoCount = geos
    timeCount = times
    self.stride = stride
    termCount = specification.terms.count
    controlCount = data.controls.count
    baselineGeo = Self.mostPopulous(data.population)

    kpi = FixedBuffer(count: geos * stride)
    mask = FixedBuffer(count: geos * stride)
    outcomeWeight = FixedBuffer(count: geos * stride)
    anchorWeight = FixedBuffer(count: geos * stride)
    let masked = MaskedCells(specification.allExperiments, geoCount: geos, timeCount: times)
    var observations = [Int](repeating: 0, count: geos)
    for g in 0..<geos {
      for t in 0..<times {
        let (cell, padded) = (g * times + t, g * stride + t)
        let isFitted = t < specification.trainCount && !masked.isMasked[cell]
        kpi[padded] = (data.kpi[cell] / data.population[g] - scaling.kpiMean) / scaling.kpiDeviation
        mask[padded] = isFitted ? 1 : 0
        observations[g] += isFitted ? 1 : 0
        let weight = scaling.kpiDeviation * data.value[cell] * data.population[g]
        outcomeWeight[padded] = weight
        anchorWeight[padded] = t < specification.anchorCount ? weight : 0
      }
    }
    observationsPerGeo = observations
    observationCount = observations.reduce(0, +)
    let drivers = TermDrivers(data, specification, scaling, stride: stride)
    exposure = drivers.exposure
    frequency = drivers.frequency
    anchorScale = specification.terms.indices.map { Self.anchorScale(data, specification, $0) }
    courses = specification.courses.map {
      TimeCourse(
        prior: $0, anchorCount: specification.anchorCount, timeCount: times, stride: stride)
    }
    block = LinearBlock(
      data: data, specification: specification,
      columns: specification.baselineColumns(data.times), scaling: scaling, mask: mask,
      stride: stride, baselineGeo: baselineGeo)
    experiments = specification.experiments.map {
      LiftTerm($0, data: data, specification: specification, scaling: scaling, drivers: drivers)
    }
  }

  private static func mostPopulous(_ population: [Double]) -> Int {
    var best = 0
    for (g, count) in population.enumerated() where count > population[best] { best = g }
    return best
  }

  private static func anchorScale(
    _ data: MediaMixData, _ specification: MediaMixSpecification, _ c: Int
  ) -> Double {
    let periods = 0...(specification.anchorCount - 1)
    func spend() -> Double { ReportWindow.spend(data, c, periods) / specification.margin }
    switch specification.terms[c].strength {
    case .roi: return spend()
    case .mroi: return 0.01 * spend()
    case .contribution: return ReportWindow.shareBase(data, periods)
    case .coefficient: return 1
    }
  }

  /// The first period's entry of a term's exposure in a geo; the history stands before it.
  func exposureRow(_ term: Int, _ geo: Int) -> UnsafePointer<Double> {
    row(exposure[term], term, geo)
  }

  /// The same of its frequency, if it has one.
  func frequencyRow(_ term: Int, _ geo: Int) -> UnsafePointer<Double>? {
    frequency[term].map { row($0, term, geo) }
  }

  private func row(_ buffer: FixedBuffer, _ term: Int, _ geo: Int) -> UnsafePointer<Double> {
    let lags = specification.terms[term].maxLag
    return UnsafePointer(buffer.pointer + geo * (lags + stride) + lags)
  }
}
