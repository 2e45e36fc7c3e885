import Interchange

/// A finished experiment as a term of the likelihood.
///
/// The model's own incremental KPI of the test is the difference between the course that the panel
/// shows and the alternative one (the usual course of a heavy-up or go-dark, no ads at all of a
/// holdout), over exactly the test's channels, geos and periods of measurement:
///
///     increment = sum over c, g, t of coefficient_cg (h(shown)_cgt - h(alternative)_cgt) KPI_g
///
/// with KPI_g the KPI of a unit of scaled KPI, and lift ~ Normal(increment, standard error). So
/// carry-over, saturation and strength all learn from it.
struct LiftTerm: Sendable {
  /// One channel in one geo.
  struct Part: Sendable {
    let term: Int
    let geo: Int
    /// Exposure under the alternative: maxLag periods of history, then `width` periods.
    let alternative: FixedBuffer
    /// Frequency over the same periods; nil without reach and frequency.
    let frequency: FixedBuffer?
    /// Where its first period stands.
    let history: Int
  }

  let test: ResolvedLiftTest
  let parts: [Part]
  /// The first period of measurement.
  let first: Int
  /// The number of periods, padded to a multiple of eight.
  let width: Int
  /// KPI for a unit of scaled KPI in each geo of the data; zero in the padding; G x width.
  let weight: FixedBuffer

  init(
    _ test: ResolvedLiftTest, data: MediaMixData, specification: MediaMixSpecification,
    scaling: MediaMixScaling, drivers: TermDrivers
  ) {
    self.test = test
    first = test.measurement.lowerBound
    let width = (test.measurement.count + 7) / 8 * 8
    self.width = width
    weight = FixedBuffer(count: data.geoCount * width)
    for g in test.geos {
      for k in 0..<test.measurement.count {
        weight[g * width + k] = scaling.kpiDeviation * data.population[g]
      }
    }
    let usual = UsualCourse(test, data: data)
    parts = test.channels.flatMap { c in
      test.geos.map { g in
        let lags = specification.terms[c].maxLag
        let stride = drivers.exposure[c].count / data.geoCount - lags
        let row = g * (lags + stride) + lags
        let alternative = FixedBuffer(count: lags + width)
        let frequency = drivers.frequency[c].map { _ in FixedBuffer(count: lags + width) }
        for t in (test.measurement.lowerBound - lags)...test.measurement.upperBound
        where t >= -lags {
          let shown = drivers.exposure[c][row + t]
          alternative[lags + t - test.measurement.lowerBound] =
            test.treatment.contains(t)
            ? usual.exposure(
              shown: shown,
              model: { $0 / data.population[g] / scaling.exposureScale[c] }, channel: c, geo: g)
            : shown
          if let all = drivers.frequency[c] {
            frequency?[lags + t - test.measurement.lowerBound] = all[row + t]
          }
        }
        return Part(term: c, geo: g, alternative: alternative, frequency: frequency, history: lags)
      }
    }
  }
}

/// The course that a test's channels would have taken, or the course without ads.
private struct UsualCourse {
  private let test: ResolvedLiftTest
  /// Exposure of each channel and geo in a period of a go-dark, in the data's unit; tests' channels
  /// x geos.
  private var dark: [[Double]] = []

  init(_ test: ResolvedLiftTest, data: MediaMixData) {
    self.test = test
    guard test.kind == .goDark else { return }
    let means = test.channels.map { c in
      test.geos.map { g in
        (
          exposure: Self.mean(data, data.exposure[c], g, test.reference, lead: data.leadIn),
          spend: Self.mean(data, data.spend[c], g, test.reference, lead: 0)
        )
      }
    }
    let reference =
      means.joined().reduce(0) { $0 + $1.spend } * Double(test.treatment.count)
    guard let stated = test.usualSpend else {
      dark = means.map { $0.map(\.exposure) }
      return
    }
    if reference > 0 {
      dark = means.map { $0.map { $0.exposure * stated / reference } }
      return
    }
    // Nothing was spent just before: share the stated spend by population, at each channel's price.
    let population = test.geos.reduce(0) { $0 + data.population[$1] }
    let each = stated / Double(test.channels.count * test.treatment.count)
    dark = test.channels.map { c in
      let exposure = data.exposure[c].reduce(0, +)
      let price = data.totalSpend(c) / max(exposure, .leastNormalMagnitude)
      return test.geos.map { g in each * data.population[g] / population / price }
    }
  }

  private static func mean(
    _ data: MediaMixData, _ values: [Double], _ g: Int, _ periods: Range<Int>, lead: Int
  ) -> Double {
    let width = lead + data.timeCount
    guard !periods.isEmpty else { return 0 }
    return periods.reduce(0) { $0 + values[g * width + lead + $1] } / Double(periods.count)
  }

  /// Exposure in a period of the treatment, on the model's scale.
  func exposure(
    shown: Double, model: (Double) -> Double, channel: Int, geo: Int
  ) -> Double {
    switch test.kind {
    case .heavyUp: return shown / test.spendFactor
    case .holdout, .conversionLift: return 0
    case .goDark:
      guard let k = test.channels.firstIndex(of: channel),
        let g = test.geos.firstIndex(of: geo)
      else { return 0 }
      return model(dark[k][g])
    }
  }
}
