import CVectorMath
import Foundation
import Inference
import Probability

extension PosteriorRecorder {
  /// Multiples of today's exposure at which response curves are drawn.
  static let multipliers = stride(from: 0.0, through: 2.0, by: 0.125).map { $0 }
  /// Frequencies at which the outcome of the same contacts is drawn.
  static let frequencies = stride(from: 1.0, through: 15.0, by: 0.25).map { $0 }

  /// Series of one draw, summed over geos.
  struct Series {
    /// Contribution of each term in each period, terms x T.
    var contributions: [Double]
    /// Mean outcome in each period, T.
    var mean: [Double]
    /// A new outcome drawn around it, T.
    var predicted: [Double]
    /// Outcome of each medium at each multiple of its exposure, media x multipliers.
    var curves: [Double]
    /// Outcome of each medium with reach and frequency, were all contacts had at one frequency;
    /// such media x frequencies.
    var frequencyCurves: [Double]
    /// Effect of each course in each period, courses x T.
    var courses: [Double]
    /// Mean outcome in each geo and period, G x T.
    var geoMean: [Double]
    /// What is left of each fitted cell.
    var residuals: ResidualDraw
  }

  /// The series of a draw.
  ///
  /// - Parameter withCurves: whether response and frequency curves are filled too.
  func series(
    _ draws: Draws.Chain, dimension: Int, draw: Int, withCurves: Bool = true
  ) -> Series {
    var stream = rebuild(draws, dimension: dimension, draw: draw)
    let (terms, geos, times) = (design.termCount, design.geoCount, design.timeCount)
    var series = Series(
      contributions: [Double](repeating: 0, count: terms * times),
      mean: [Double](repeating: 0, count: times), predicted: [Double](repeating: 0, count: times),
      curves: [], frequencyCurves: [], courses: [], geoMean: [],
      residuals: density.residualDraw(scratch))
    fillMeans(&series, &stream)
    for c in 0..<terms {
      for g in 0..<geos {
        let row = scratch.row(c, g, design: design)
        let weight = design.outcomeWeight.pointer + g * design.stride
        let coefficient = scratch.coefficients[c * geos + g]
        for t in 0..<times {
          series.contributions[c * times + t] += coefficient * row[t] * weight[t]
        }
      }
    }
    for c in data.exposure.indices where withCurves {
      series.curves += outcomes(c, Self.multipliers)
      if design.frequency[c] != nil { series.frequencyCurves += frequencyCurve(c) }
    }
    for k in design.courses.indices {
      series.courses += (0..<times).map { scratch.courses[k * design.stride + $0] }
    }
    return series
  }

  /// The outcome in the window if each period's contacts (reach x frequency) were had at one
  /// frequency by as many people as that gives.
  private func frequencyCurve(_ c: Int) -> [Double] {
    let lags = design.specification.terms[c].maxLag
    let width = lags + design.stride
    let (reach, constant) = (FixedBuffer(count: width), FixedBuffer(count: width))
    var curve = [Double](repeating: 0, count: Self.frequencies.count)
    density.media.fillWeights(c, scratch)
    for g in 0..<design.geoCount {
      let input = density.media.input(c, g)
      guard let frequency = input.frequency else { continue }
      for (k, level) in Self.frequencies.enumerated() {
        for t in 0..<width {
          reach[t] = input.exposure[t - lags] * frequency[t - lags] / level
          constant[t] = level
        }
        let other = TermInput(
          exposure: UnsafePointer(reach.pointer + lags),
          frequency: UnsafePointer(constant.pointer + lags))
        curve[k] += outcome(c, g, other, factor: 1)
      }
    }
    return curve
  }

  /// Means and predictions of every cell, held-out ones too.
  private func fillMeans(_ series: inout Series, _ stream: inout RandomStream) {
    let (s, block, layout) = (scratch, design.block, density.layout)
    let (geos, times, n) = (design.geoCount, design.timeCount, design.stride)
    let mean = FixedBuffer(count: geos * n)
    let everything = FixedBuffer(count: geos * n)
    everything.fill(1)
    for c in 0..<design.termCount {
      for g in 0..<geos {
        vm_add_scaled(
          Int32(n), -s.coefficients[c * geos + g], s.row(c, g, design: design),
          mean.pointer + g * n)
      }
    }
    block.subtract(
      u: s.linear.u.pointer, controlSpreads: s.values.pointer + layout.controlSpread(0),
      mask: everything.pointer, residual: mean.pointer, s.linear)
    var variance = [Double](repeating: 0, count: times)
    var weights = variance
    for g in 0..<geos {
      let offset = design.scaling.kpiMean / design.scaling.kpiDeviation
      for t in 0..<times {
        let weight = design.outcomeWeight[g * n + t]
        let value = (offset - mean[g * n + t]) * weight
        series.geoMean.append(value)
        series.mean[t] += value
        variance[t] += weight * weight / s.precisions[g]
        weights[t] += weight
      }
    }
    // A new outcome has a new shock; shocks of the past are noise, not part of the expectation.
    if block.hasPeriods {
      let shock = s.linear.periodSpread
      for t in 0..<times { series.predicted[t] = weights[t] * shock * stream.standardNormal() }
    }
    fillPredictions(&series, variance, &stream)
  }

  /// New outcomes around the mean: normal noises of all geos add up to one, heavy tails do not.
  private func fillPredictions(
    _ series: inout Series, _ variance: [Double], _ stream: inout RandomStream
  ) {
    let times = design.timeCount
    guard design.specification.likelihood == .studentT,
      let noise = try? StudentT(
        degreesOfFreedom: scratch.values[density.layout.freedom], location: 0, scale: 1)
    else {
      for t in 0..<times {
        series.predicted[t] +=
          series.mean[t] + variance[t].squareRoot() * stream.standardNormal()
      }
      return
    }
    for t in 0..<times { series.predicted[t] += series.mean[t] }
    for g in 0..<design.geoCount {
      let sigma = 1 / scratch.precisions[g].squareRoot()
      for t in 0..<times {
        let weight = design.outcomeWeight[g * design.stride + t]
        series.predicted[t] += weight * sigma * noise.sample(&stream)
      }
    }
  }
}
