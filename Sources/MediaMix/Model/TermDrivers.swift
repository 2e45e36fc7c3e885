/// What drives each term, on the model's scale.
struct TermDrivers {
  /// Exposure or reach per inhabitant over its scale, or a treatment's distance from its baseline
  /// over its standard deviation; G rows of maxLag + stride a term, the lead-in first.
  let exposure: [FixedBuffer]
  /// Frequency, in the same shape; nil without.
  let frequency: [FixedBuffer?]

  init(
    _ data: MediaMixData, _ specification: MediaMixSpecification, _ scaling: MediaMixScaling,
    stride: Int
  ) {
    let media = data.exposure.count
    exposure = specification.terms.enumerated().map { c, term in
      if c < media {
        return Self.padded(
          data, data.exposure[c], lags: term.maxLag, stride: stride,
          scale: { 1 / data.population[$0] / scaling.exposureScale[c] })
      }
      let k = c - media
      return Self.treatment(
        data,
        data.treatmentValues[k].map {
          ($0 - scaling.treatmentBaseline[k]) / scaling.treatmentDeviation[k]
        }, stride: stride)
    }
    frequency = specification.terms.enumerated().map { c, term in
      guard c < media, let frequency = data.frequency[c] else { return nil }
      return Self.padded(data, frequency, lags: term.maxLag, stride: stride, scale: { _ in 1 })
    }
  }

  /// Values with `lags` periods of history before each row: the lead-in where there is one, else
  /// zero.
  private static func padded(
    _ data: MediaMixData, _ values: [Double], lags: Int, stride: Int, scale: (Int) -> Double
  ) -> FixedBuffer {
    let (times, width) = (data.timeCount, data.leadIn + data.timeCount)
    let rows = FixedBuffer(count: data.geoCount * (lags + stride))
    for g in 0..<data.geoCount {
      let factor = scale(g)
      for t in -lags..<times where data.leadIn + t >= 0 {
        rows[g * (lags + stride) + lags + t] = values[g * width + data.leadIn + t] * factor
      }
    }
    return rows
  }

  private static func treatment(
    _ data: MediaMixData, _ values: [Double], stride: Int
  ) -> FixedBuffer {
    let rows = FixedBuffer(count: data.geoCount * stride)
    for cell in values.indices {
      let (g, t) = cell.quotientAndRemainder(dividingBy: data.timeCount)
      rows[g * stride + t] = values[cell]
    }
    return rows
  }
}
