/// Data and specification as the arrays the densities run over; built once, shared by all chains.
///
/// Rows of time are padded with zeros to a multiple of eight (`stride` entries), so that vector
/// loops need no tail; the mask is zero there, and in held-out periods.
package final class MediaMixDesign: Sendable {
  package let specification: MediaMixSpecification
  package let scaling: MediaMixScaling
  let geoCount: Int
  let timeCount: Int
  let stride: Int
  let channelCount: Int
  let controlCount: Int
  /// The geo whose intercept is zero: the most populous.
  package let baselineGeo: Int
  /// Scaled KPI, G x stride.
  let kpi: FixedBuffer
  /// 1 for a cell in the likelihood, else 0; G x stride.
  let mask: FixedBuffer
  /// Outcome for a unit of scaled KPI: sd x value x population; G x stride.
  let outcomeWeight: FixedBuffer
  /// Scaled exposure of each channel, G rows of maxLag + stride with the lead-in first.
  let exposure: [FixedBuffer]
  /// What turns a channel's strength into outcome: spend, 1 % of it, or the total outcome; C.
  let anchorScale: [Double]
  let block: LinearBlock
  /// The number of cells in the likelihood.
  let observationCount: Int
  /// The number of them in each geo.
  let observationsPerGeo: [Int]

  package init(
    data: MediaMixData, specification: MediaMixSpecification, scaling: MediaMixScaling? = nil
  ) {
    let scaling = scaling ?? MediaMixScaling(data, trainCount: specification.trainCount)
    self.specification = specification
    self.scaling = scaling
    let (geos, times) = (data.geoCount, data.timeCount)
    let stride = (times + 7) / 8 * 8
    geoCount = geos
    timeCount = times
    self.stride = stride
    channelCount = data.channels.count
    controlCount = data.controls.count
    baselineGeo = Self.mostPopulous(data.population)

    kpi = FixedBuffer(count: geos * stride)
    mask = FixedBuffer(count: geos * stride)
    outcomeWeight = FixedBuffer(count: geos * stride)
    for g in 0..<geos {
      for t in 0..<times {
        let (cell, padded) = (g * times + t, g * stride + t)
        kpi[padded] = (data.kpi[cell] / data.population[g] - scaling.kpiMean) / scaling.kpiDeviation
        mask[padded] = t < specification.trainCount ? 1 : 0
        outcomeWeight[padded] = scaling.kpiDeviation * data.value[cell] * data.population[g]
      }
    }
    exposure = specification.channels.enumerated().map { c, channel in
      Self.padded(data, c, lags: channel.maxLag, stride: stride, median: scaling.exposureMedian[c])
    }
    let total = data.totalOutcome
    anchorScale = specification.channels.enumerated().map { c, channel in
      switch channel.strength {
      case .roi: data.totalSpend(c) / specification.margin
      case .mroi: 0.01 * data.totalSpend(c) / specification.margin
      case .contribution: total
      case .coefficient: 1
      }
    }
    block = LinearBlock(
      data: data, specification: specification,
      columns: specification.baselineColumns(data.times), scaling: scaling, mask: mask,
      stride: stride, baselineGeo: baselineGeo)
    observationsPerGeo = [Int](repeating: specification.trainCount, count: geos)
    observationCount = specification.trainCount * geos
  }

  private static func mostPopulous(_ population: [Double]) -> Int {
    var best = 0
    for (g, count) in population.enumerated() where count > population[best] { best = g }
    return best
  }

  /// Exposure per inhabitant over its median, with `lags` periods of history before each row: the
  /// lead-in where there is one, else zero.
  private static func padded(
    _ data: MediaMixData, _ channel: Int, lags: Int, stride: Int, median: Double
  ) -> FixedBuffer {
    let (times, width) = (data.timeCount, data.leadIn + data.timeCount)
    let rows = FixedBuffer(count: data.geoCount * (lags + stride))
    for g in 0..<data.geoCount {
      for t in -lags..<times where data.leadIn + t >= 0 {
        let value = data.exposure[channel][g * width + data.leadIn + t]
        rows[g * (lags + stride) + lags + t] = value / data.population[g] / median
      }
    }
    return rows
  }

  /// The first period's entry of a channel's exposure in a geo; the history stands before it.
  func exposureRow(_ channel: Int, _ geo: Int) -> UnsafePointer<Double> {
    let lags = specification.channels[channel].maxLag
    return UnsafePointer(exposure[channel].pointer + geo * (lags + stride) + lags)
  }
}
