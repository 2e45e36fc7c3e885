import CVectorMath
package import Inference

/// Evaluates posterior draws over a plan: what is expected, what of it past media cause, and what the
/// plan causes after its end.
package final class ForecastRecorder {
  /// Outcomes of one draw; media are paid channels and organic ones.
  package struct Draw: Sendable {
    /// A new outcome in each period of history and plan.
    package var predicted: [Double]
    /// The expected outcome in each of them.
    package var mean: [Double]
    /// Contribution of each term in each planned period, terms x H.
    package var contributions: [Double]
    /// What media before the plan cause in each planned period, media x H.
    package var carriedIn: [Double]
    /// What each medium of the plan causes after it, media.
    package var carriedOut: [Double]
  }

  private let recorder: PosteriorRecorder
  private let historyCount: Int
  private let planCount: Int
  /// The exposure of each medium without the plan, G rows of maxLag + stride.
  private let without: [FixedBuffer]

  /// - Parameters:
  ///   - density: the fit's density, extended over the plan and its tail.
  ///   - data: the extended data.
  ///   - window: any window of the fit.
  ///   - plan: the plan's periods.
  package init(
    density: MediaMixDensity, data: MediaMixData, window: ReportWindow, plan: Range<Int>,
    seed: UInt64, chain: Int
  ) {
    recorder = PosteriorRecorder(
      density: density, data: data, window: window, seed: seed, chain: chain)
    historyCount = plan.lowerBound
    planCount = plan.count
    let design = density.design
    without = data.exposure.indices.map { c in
      let lags = design.specification.terms[c].maxLag
      let width = lags + design.stride
      let rows = FixedBuffer(design.exposure[c].array)
      for g in 0..<design.geoCount {
        for t in plan.lowerBound..<design.stride { rows[g * width + lags + t] = 0 }
      }
      return rows
    }
  }

  /// Evaluates a draw.
  package func draw(_ draws: Draws.Chain, dimension: Int, draw: Int) -> Draw {
    let series = recorder.series(draws, dimension: dimension, draw: draw, withCurves: false)
    let design = recorder.design
    let (times, end) = (design.timeCount, historyCount + planCount)
    var result = Draw(
      predicted: Array(series.predicted[..<end]), mean: Array(series.mean[..<end]),
      contributions: [], carriedIn: [], carriedOut: [])
    for c in 0..<design.termCount {
      let row = series.contributions[(c * times)..<((c + 1) * times)]
      let first = row.startIndex
      result.contributions += row[(first + historyCount)..<(first + end)]
      guard c < without.count else { continue }
      let past = carried(c)
      result.carriedIn += past[historyCount..<end]
      result.carriedOut.append(
        (end..<times).reduce(0) { $0 + row[first + $1] - past[$1] })
    }
    return result
  }

  /// What a medium causes in each period if the plan does not happen; the draw stands in the scratch.
  private func carried(_ c: Int) -> [Double] {
    let (design, s) = (recorder.design, recorder.scratch)
    let (n, lags) = (design.stride, design.specification.terms[c].maxLag)
    let media = recorder.density.media
    var outcome = [Double](repeating: 0, count: design.timeCount)
    media.fillWeights(c, s)
    for g in 0..<design.geoCount {
      let input = TermInput(
        exposure: UnsafePointer(without[c].pointer + g * (lags + n) + lags),
        frequency: design.frequencyRow(c, g))
      let row = s.raised.pointer
      media.fill(c, input, factor: 1, n: n, rows: row, stride: n, s)
      if let course = design.specification.terms[c].course {
        vm_multiply(Int32(n), s.courses.pointer + course * n, row)
      }
      let coefficient = s.coefficients[c * design.geoCount + g]
      for t in historyCount..<design.timeCount {
        outcome[t] += coefficient * row[t] * design.outcomeWeight[g * n + t]
      }
    }
    return outcome
  }
}
