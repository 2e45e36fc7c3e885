import CVectorMath
import Foundation
package import Inference
import Probability
import Tables

/// Turns a chain's positions into model parameters, reported quantities, and time series.
///
/// Each draw's conditional noise comes from its own place in a counter-based stream, so a draw is
/// rebuilt the same whenever and wherever that happens.
package final class PosteriorRecorder {
  /// Multiples of today's exposure at which response curves are drawn.
  static let multipliers = stride(from: 0.0, through: 2.0, by: 0.125).map { $0 }

  private let density: MediaMixDensity
  private let data: MediaMixData
  private let window: ReportWindow
  package let quantityIndex: QuantityIndex
  package let parameterIndex: ParameterIndex
  private let scratch: MediaMixScratch
  private let seed: UInt64
  private let chain: Int
  /// Money spent on each channel in all periods, C.
  private let allSpend: [Double]

  /// Draw-major: parameters of a draw stand next to each other.
  package private(set) var parameters: [Double] = []
  package private(set) var quantities: [Double] = []
  package private(set) var count = 0

  package init(
    density: MediaMixDensity, data: MediaMixData, window: ReportWindow, seed: UInt64, chain: Int
  ) {
    self.density = density
    self.data = data
    self.window = window
    self.seed = seed
    self.chain = chain
    allSpend = data.channels.indices.map { data.totalSpend($0) }
    scratch = density.makeScratch()
    quantityIndex = QuantityIndex(
      channelCount: data.channels.count, geoCount: data.geoCount, yearCount: window.years.count)
    parameterIndex = ParameterIndex(
      data: data, specification: density.design.specification, design: density.design)
  }

  private var design: MediaMixDesign { density.design }

  private func stream(of draw: Int) -> RandomStream {
    RandomStream(seed: seed, stream: 1 << 32 | UInt64(chain), index: UInt64(draw) << 24)
  }

  /// Rebuilds the draws that are not recorded yet; stops early where the task is cancelled.
  package func record(_ draws: Draws.Chain, dimension: Int) {
    draws.positions.withUnsafeBufferPointer { positions in
      guard let base = positions.baseAddress else { return }
      while count < draws.count && !Task.isCancelled {
        var stream = stream(of: count)
        _ = density.reconstruct(base + count * dimension, stream: &stream, scratch)
        appendParameters()
        appendQuantities()
        count += 1
      }
    }
  }

  private func appendParameters() {
    let (s, layout, block) = (scratch, density.layout, design.block)
    let (channels, geos) = (design.channelCount, design.geoCount)
    for c in 0..<channels {
      parameters.append(
        outcome(c, 0...(design.timeCount - 1)) * design.specification.margin / allSpend[c])
    }
    for which in 1...3 {
      for c in 0..<channels { parameters.append(s.values[layout.scalar(c, which)]) }
    }
    if geos > 1 {
      for c in 0..<channels {
        parameters.append(abs(s.values[layout.scalar(c, ParameterLayout.geoSpread)]))
      }
    }
    for g in 0..<geos {
      for c in 0..<channels { parameters.append(s.coefficients[c * geos + g]) }
    }
    for k in 0..<layout.sigmaCount { parameters.append(s.values[layout.sigma(k)]) }
    for j in 0..<layout.controlSpreadCount {
      parameters.append(abs(s.values[layout.controlSpread(j)]))
    }
    let u = s.linear.u
    for p in 0..<block.borderCount { parameters.append(block.borderScale[p] * u[p]) }
    guard geos > 1 else { return }
    appendOwnCoefficients()
  }

  /// Intercepts of all geos, then control coefficients geo by geo.
  private func appendOwnCoefficients() {
    let (s, layout, block) = (scratch, density.layout, design.block)
    let u = s.linear.u
    var next = block.borderCount
    var controls: [Double] = []
    for g in 0..<design.geoCount {
      if block.hasIntercept[g] {
        parameters.append(block.interceptScale * u[next])
        next += 1
      } else {
        parameters.append(0)
      }
      for j in 0..<block.deviationCount {
        let shared = block.borderScale[block.sharedCount + j] * u[block.sharedCount + j]
        controls.append(shared + s.values[layout.controlSpread(j)] * u[next + j])
      }
      next += block.deviationCount
    }
    parameters += controls
  }

  /// The outcome a channel caused over periods, in all geos or one.
  private func outcome(_ c: Int, _ periods: ClosedRange<Int>, geo: Int? = nil) -> Double {
    var total = 0.0
    for g in geo.map({ $0...$0 }) ?? 0...(design.geoCount - 1) {
      let row = scratch.row(c, g, design: design) + periods.lowerBound
      let weight = design.outcomeWeight.pointer + g * design.stride + periods.lowerBound
      var sum = 0.0
      vm_dots(1, Int32(periods.count), row, 0, weight, &sum)
      total += scratch.coefficients[c * design.geoCount + g] * sum
    }
    return total
  }

  private func appendQuantities() {
    let (channels, geos) = (design.channelCount, design.geoCount)
    let start = quantities.count
    quantities += [Double](repeating: 0, count: quantityIndex.count)
    var total = 0.0
    for c in 0..<channels {
      var contribution = 0.0
      for g in 0..<geos {
        let part = outcome(c, window.periods, geo: g)
        contribution += part
        if quantityIndex.reportsGeos { quantities[start + quantityIndex.geo(c, g)] = part }
      }
      total += contribution
      func set(_ which: Int, _ value: Double) {
        quantities[start + quantityIndex.channel(c, which)] = value
      }
      set(QuantityIndex.contribution, contribution)
      set(QuantityIndex.contributionInKPI, contributionInKPI(c))
      // Where nothing was spent there is no return; zeros keep the place and are not reported.
      if window.spend[c] > 0 {
        let perMoney = design.specification.margin / window.spend[c]
        set(QuantityIndex.roi, contribution * perMoney)
        set(QuantityIndex.mroi, (outcomes(c, [1.01])[0] - contribution) * perMoney / 0.01)
      }
      for (y, year) in window.years.enumerated() {
        quantities[start + quantityIndex.year(c, y)] = outcome(c, year.first...year.last)
      }
    }
    quantities[start + quantityIndex.total] = total
  }

  private func contributionInKPI(_ c: Int) -> Double {
    var total = 0.0
    for g in 0..<design.geoCount {
      let row = scratch.row(c, g, design: design)
      var sum = 0.0
      for t in window.periods { sum += row[t] }
      total +=
        sum * scratch.coefficients[c * design.geoCount + g] * data.population[g]
    }
    return total * design.scaling.kpiDeviation
  }

  /// The outcome of a channel in the window, in all geos, at multiples of its exposure.
  private func outcomes(_ c: Int, _ factors: [Double]) -> [Double] {
    let (n, layout) = (design.stride, density.layout)
    let channel = design.specification.channels[c]
    channel.adstock.fillWeights(
      scratch.values[layout.scalar(c, ParameterLayout.alpha)], 0, maxLag: channel.maxLag,
      weights: scratch.weights.pointer, alongFirst: scratch.weightSlopes.pointer,
      alongSecond: scratch.weightSeconds.pointer)
    let filtered = scratch.filtered.pointer
    let scaled = filtered + 2 * n
    var outcomes = [Double](repeating: 0, count: factors.count)
    for g in 0..<design.geoCount {
      vm_convolve_pair(
        design.exposureRow(c, g), scratch.weights.pointer, scratch.weightSlopes.pointer,
        Int32(channel.maxLag + 1), Int32(n), filtered, filtered + n)
      for (k, factor) in factors.enumerated() {
        for t in 0..<n { scaled[t] = factor * filtered[t] }
        // The curve's derivatives are not used, so any slope of the exposure will do.
        channel.saturation.curve.fill(
          n: n, exposure: scaled, exposureSlope: filtered + n,
          first: scratch.values[layout.scalar(c, ParameterLayout.halfSaturation)],
          second: scratch.values[layout.scalar(c, ParameterLayout.slope)],
          into: ResponseRows(
            value: scratch.raised.pointer, alongExposure: scratch.raised.pointer + n,
            alongFirst: scratch.raised.pointer + 2 * n, alongSecond: scratch.raised.pointer + 3 * n,
            withSecond: false))
        var sum = 0.0
        vm_dots(
          1, Int32(window.periods.count), scratch.raised.pointer + window.first, 0,
          design.outcomeWeight.pointer + g * n + window.first, &sum)
        outcomes[k] += scratch.coefficients[c * design.geoCount + g] * sum
      }
    }
    return outcomes
  }

  /// Series of one draw, summed over geos.
  struct Series {
    /// Contribution of each channel in each period, C x T.
    var contributions: [Double]
    /// Mean outcome in each period, T.
    var mean: [Double]
    /// A new outcome drawn around it, T.
    var predicted: [Double]
    /// Outcome of each channel at each multiple of its exposure, C x multipliers.
    var curves: [Double]
    /// Mean outcome in each geo and period, G x T.
    var geoMean: [Double]
    /// What is left of each fitted cell.
    var residuals: ResidualDraw
  }

  /// The series of a draw.
  func series(_ draws: Draws.Chain, dimension: Int, draw: Int) -> Series {
    var stream = stream(of: draw)
    draws.positions.withUnsafeBufferPointer { positions in
      guard let base = positions.baseAddress else { return }
      _ = density.reconstruct(base + draw * dimension, stream: &stream, scratch)
    }
    let (channels, geos, times) = (design.channelCount, design.geoCount, design.timeCount)
    var series = Series(
      contributions: [Double](repeating: 0, count: channels * times),
      mean: [Double](repeating: 0, count: times), predicted: [Double](repeating: 0, count: times),
      curves: [], geoMean: [], residuals: density.residualDraw(scratch))
    fillMeans(&series, &stream)
    for c in 0..<channels {
      for g in 0..<geos {
        let row = scratch.row(c, g, design: design)
        let weight = design.outcomeWeight.pointer + g * design.stride
        let coefficient = scratch.coefficients[c * geos + g]
        for t in 0..<times {
          series.contributions[c * times + t] += coefficient * row[t] * weight[t]
        }
      }
    }
    for c in 0..<channels { series.curves += outcomes(c, Self.multipliers) }
    return series
  }

  /// Means and predictions of every cell, held-out ones too.
  private func fillMeans(_ series: inout Series, _ stream: inout RandomStream) {
    let (s, block, layout) = (scratch, design.block, density.layout)
    let (geos, times, n) = (design.geoCount, design.timeCount, design.stride)
    let mean = FixedBuffer(count: geos * n)
    let everything = FixedBuffer(count: geos * n)
    everything.fill(1)
    for c in 0..<design.channelCount {
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
    for g in 0..<geos {
      let offset = design.scaling.kpiMean / design.scaling.kpiDeviation
      for t in 0..<times {
        let weight = design.outcomeWeight[g * n + t]
        let value = (offset - mean[g * n + t]) * weight
        series.geoMean.append(value)
        series.mean[t] += value
        variance[t] += weight * weight / s.precisions[g]
      }
    }
    for t in 0..<times {
      series.predicted[t] = series.mean[t] + variance[t].squareRoot() * stream.standardNormal()
    }
  }
}
