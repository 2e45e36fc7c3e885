import CVectorMath
import Foundation
package import Inference
import Probability
import Tables

/// Turns a chain's positions into model parameters and reported quantities.
///
/// Each draw's conditional noise comes from its own place in a counter-based stream, so a draw is
/// rebuilt the same whenever and wherever that happens.
package final class PosteriorRecorder {
  let density: MediaMixDensity
  let data: MediaMixData
  let window: ReportWindow
  package let quantityIndex: QuantityIndex
  package let parameterIndex: ParameterIndex
  let scratch: MediaMixScratch
  private let seed: UInt64
  private let chain: Int
  private let everything: ClosedRange<Int>
  /// What a term's outcome over all periods is divided by to give its ROI or its share.
  private let strengthBase: [Double]

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
    let design = density.design
    everything = 0...(design.specification.anchorCount - 1)
    let shareBase = ReportWindow.shareBase(data, everything)
    let periods = everything
    strengthBase = design.specification.terms.enumerated().map { c, term in
      term.role == .paid
        ? ReportWindow.spend(data, c, periods) / design.specification.margin : shareBase
    }
    scratch = density.makeScratch()
    quantityIndex = QuantityIndex(
      termCount: design.termCount, geoCount: data.geoCount, yearCount: window.years.count,
      experimentCount: design.experiments.count)
    parameterIndex = ParameterIndex(
      data: data, specification: design.specification, design: design)
  }

  var design: MediaMixDesign { density.design }

  /// Rebuilds a draw in the scratch, and returns its random stream for what else belongs to it.
  func rebuild(_ draws: Draws.Chain, dimension: Int, draw: Int) -> RandomStream {
    var stream = RandomStream(
      seed: seed, stream: 1 << 32 | UInt64(chain), index: UInt64(draw) << 24)
    draws.positions.withUnsafeBufferPointer { positions in
      guard let base = positions.baseAddress else { return }
      _ = density.reconstruct(base + draw * dimension, stream: &stream, scratch)
    }
    return stream
  }

  /// Rebuilds the draws that are not recorded yet; stops early where the task is cancelled.
  package func record(_ draws: Draws.Chain, dimension: Int) {
    while count < draws.count && !Task.isCancelled {
      _ = rebuild(draws, dimension: dimension, draw: count)
      appendParameters()
      appendQuantities()
      count += 1
    }
  }

  /// In the order of `ParameterIndex`.
  private func appendParameters() {
    let (s, layout, block) = (scratch, density.layout, design.block)
    let (terms, geos) = (design.specification.terms, design.geoCount)
    for c in terms.indices { parameters.append(outcome(c, everything) / strengthBase[c]) }
    for place in 0..<ParameterLayout.shapeCount {
      for (c, term) in terms.enumerated()
      where term.shapeParameters.contains(where: { $0.place == place }) {
        parameters.append(s.values[layout.shape(c, place)])
      }
    }
    if geos > 1 {
      for c in terms.indices {
        parameters.append(abs(s.values[layout.scalar(c, ParameterLayout.geoSpread)]))
      }
    }
    for g in 0..<geos {
      for c in terms.indices { parameters.append(s.coefficients[c * geos + g]) }
    }
    for k in 0..<layout.sigmaCount { parameters.append(s.values[layout.sigma(k)]) }
    for k in 0..<layout.freedomCount { parameters.append(s.values[layout.freedom + k]) }
    for j in 0..<layout.controlSpreadCount {
      parameters.append(abs(s.values[layout.controlSpread(j)]))
    }
    for which in 0..<2 {
      for k in design.courses.indices { parameters.append(abs(s.values[layout.course(k, which)])) }
    }
    for k in 0..<layout.periodSpreadCount {
      parameters.append(abs(s.values[layout.periodSpread + k]))
    }
    let u = s.linear.u
    for p in 0..<block.borderCount { parameters.append(s.linear.borderScale[p] * u[p]) }
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
        let place = block.sharedCount + j
        controls.append(
          s.linear.borderScale[place] * u[place] + s.values[layout.controlSpread(j)] * u[next + j])
      }
      next += block.deviationCount
    }
    parameters += controls
  }

  /// The outcome a term caused over periods, in all geos or one.
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
    let start = quantities.count
    quantities += [Double](repeating: 0, count: quantityIndex.count)
    for (c, term) in design.specification.terms.enumerated() {
      let contribution = setTerm(c, start)
      let sum = term.role == .treatment ? quantityIndex.treatments : quantityIndex.total
      quantities[start + sum] += contribution
    }
    for k in design.experiments.indices {
      quantities[start + quantityIndex.experiment(k)] = density.media.increment(k, scratch)
    }
  }

  /// Sets what belongs to one term.
  ///
  /// - Returns: its contribution in the window.
  private func setTerm(_ c: Int, _ start: Int) -> Double {
    var contribution = 0.0
    for g in 0..<design.geoCount {
      let part = outcome(c, window.periods, geo: g)
      contribution += part
      if quantityIndex.reportsGeos { quantities[start + quantityIndex.geo(c, g)] = part }
    }
    func set(_ which: Int, _ value: Double) {
      quantities[start + quantityIndex.term(c, which)] = value
    }
    set(QuantityIndex.contribution, contribution)
    set(QuantityIndex.contributionInKPI, contributionInKPI(c))
    // Where nothing was spent there is no return; zeros keep the place and are not reported.
    if c < data.channels.count && window.spend[c] > 0 {
      let perMoney = design.specification.margin / window.spend[c]
      set(QuantityIndex.roi, contribution * perMoney)
      set(QuantityIndex.mroi, (outcomes(c, [1.01])[0] - contribution) * perMoney / 0.01)
    }
    for (y, year) in window.years.enumerated() {
      quantities[start + quantityIndex.year(c, y)] = outcome(c, year.first...year.last)
    }
    return contribution
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

  /// The outcome of a medium in the window, in all geos, at multiples of its exposure (or reach).
  func outcomes(_ c: Int, _ factors: [Double]) -> [Double] {
    density.media.fillWeights(c, scratch)
    var outcomes = [Double](repeating: 0, count: factors.count)
    for g in 0..<design.geoCount {
      let input = density.media.input(c, g)
      for (k, factor) in factors.enumerated() {
        outcomes[k] += outcome(c, g, input, factor: factor)
      }
    }
    return outcomes
  }

  /// The outcome in the window of a medium in one geo under another exposure; its adstock weights
  /// stand in the scratch.
  func outcome(_ c: Int, _ g: Int, _ input: TermInput, factor: Double) -> Double {
    let n = design.stride
    let row = scratch.raised.pointer
    density.media.fill(c, input, factor: factor, n: n, rows: row, stride: n, scratch)
    if let course = design.specification.terms[c].course {
      vm_multiply(Int32(n), scratch.courses.pointer + course * n, row)
    }
    var sum = 0.0
    vm_dots(
      1, Int32(window.periods.count), row + window.first, 0,
      design.outcomeWeight.pointer + g * n + window.first, &sum)
    return scratch.coefficients[c * design.geoCount + g] * sum
  }
}
