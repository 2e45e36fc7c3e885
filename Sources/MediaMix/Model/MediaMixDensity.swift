import CVectorMath
import Foundation
import Inference

/// The media-mix posterior as the sampler sees it.
///
/// In the collapsed form the linear-Gaussian block (knots, Fourier terms, controls, geo intercepts)
/// is integrated out exactly; its gradient is the joint gradient at the block's conditional mean
/// plus trace terms for the scales (Fisher's identity), so no derivative of a factorisation is
/// taken. In the joint form the block's coefficients are sampled, in units of their prior standard
/// deviations.
package struct MediaMixDensity: LogDensity {
  /// Whether the linear block is sampled or integrated out.
  package enum Form: String, Sendable {
    case collapsed, joint
  }

  let design: MediaMixDesign
  package let layout: ParameterLayout
  let form: Form
  let media: MediaResponse

  init(design: MediaMixDesign, layout: ParameterLayout, form: Form) {
    self.design = design
    self.layout = layout
    self.form = form
    media = MediaResponse(design: design, layout: layout)
  }

  package var dimension: Int { layout.dimension }

  package func makeScratch() -> MediaMixScratch {
    MediaMixScratch(design: design, layout: layout)
  }

  package func evaluate(
    at position: UnsafeBufferPointer<Double>, gradient: UnsafeMutableBufferPointer<Double>,
    scratch s: inout MediaMixScratch
  ) -> Double {
    guard let x = position.baseAddress, let gradient = gradient.baseAddress else { return .nan }
    var logDensity = decode(x, s)
    media.respond(s)
    logDensity += media.couple(s)
    media.subtractMedia(s)
    switch form {
    case .collapsed:
      guard let value = collapse(s) else { return .nan }
      logDensity += value
    case .joint:
      logDensity += evaluateBlock(x + layout.blockStart, gradient + layout.blockStart, s)
    }
    media.pullBack(s)
    encode(x, gradient, s)
    return logDensity
  }

  /// Reads scalars and deviations from the position.
  ///
  /// - Returns: their log prior density with Jacobians, up to a constant.
  func decode(_ x: UnsafePointer<Double>, _ s: MediaMixScratch) -> Double {
    var logPrior = 0.0
    for (index, coordinate) in layout.coordinates.enumerated() {
      let point = coordinate.point(at: layout.slots[index].map { x[$0] } ?? 0)
      s.values[index] = point.value
      s.slopes[index] = point.slope
      s.scores[index] = point.score
      s.pulls[index] = 0
      logPrior += point.logDensity
    }
    for g in 0..<design.geoCount {
      let sigma = s.values[layout.sigma(layout.sigmaCount > 1 ? g : 0)]
      s.precisions[g] = 1 / (sigma * sigma)
    }
    guard layout.hasDeviations else { return logPrior }
    for c in 0..<design.channelCount {
      let spread = s.values[layout.scalar(c, ParameterLayout.geoSpread)]
      let isCentred = layout.forms[c] == .centred
      var square = 0.0
      for g in 0..<design.geoCount {
        let coordinate = x[layout.deviation(c, g)]
        s.deviations[c * design.geoCount + g] = isCentred ? coordinate : spread * coordinate
        square += coordinate * coordinate
      }
      logPrior -=
        isCentred
        ? 0.5 * square / (spread * spread) + Double(design.geoCount) * log(spread) : 0.5 * square
    }
    return logPrior
  }

  /// The likelihood with the block integrated out; fills `residual`, `pull` and the pulls on scales.
  private func collapse(_ s: MediaMixScratch) -> Double? {
    let block = design.block
    let spreads = UnsafePointer(s.values.pointer + layout.controlSpread(0))
    var value = -0.5 * Double(design.observationCount) * log(2 * Double.pi)
    value += weightedSquares(s)
    guard
      let collapsed = block.collapse(
        residual: s.residual.pointer, precisions: s.precisions.pointer, controlSpreads: spreads,
        scratch: s.linear)
    else { return nil }
    value += collapsed
    block.invert(s.linear)
    block.subtract(
      u: s.linear.u.pointer, controlSpreads: spreads, mask: design.mask.pointer,
      residual: s.residual.pointer, s.linear)
    fillPull(s)
    pullSigmas(s) { g in
      block.spreadTrace(
        g, precision: s.precisions[g], controlSpreads: spreads, s.linear)
    }
    pullControlSpreads(s)
    return value
  }

  /// -n log sigma - r'r / (2 sigma^2), geo by geo.
  private func weightedSquares(_ s: MediaMixScratch) -> Double {
    var value = 0.0
    for g in 0..<design.geoCount {
      value += 0.5 * Double(design.observationsPerGeo[g]) * log(s.precisions[g])
      value -= 0.5 * s.precisions[g] * square(s.residual.pointer + g * design.stride)
    }
    return value
  }

  private func square(_ row: UnsafePointer<Double>) -> Double {
    // The residual is zero in the padding.
    var sum = 0.0
    vm_dots(1, Int32(design.stride), row, 0, row, &sum)
    return sum
  }

  private func fillPull(_ s: MediaMixScratch) {
    for g in 0..<design.geoCount {
      let (from, to) = (s.residual.pointer + g * design.stride, s.pull.pointer + g * design.stride)
      let precision = s.precisions[g]
      for t in 0..<design.stride { to[t] = precision * from[t] }
    }
  }

  /// d / d sigma from the residual that `residual` holds, with the block's own uncertainty added.
  private func pullSigmas(_ s: MediaMixScratch, spreadTrace: (Int) -> Double) {
    var shared = 0.0
    let isShared = layout.sigmaCount == 1
    for g in 0..<design.geoCount {
      var pull =
        -Double(design.observationsPerGeo[g])
        + s.precisions[g] * square(s.residual.pointer + g * design.stride)
      if isShared {
        shared += pull
      } else {
        pull += spreadTrace(g)
        s.pulls[layout.sigma(g)] = pull / s.values[layout.sigma(g)]
      }
    }
    guard isShared else { return }
    // Summed over geos the traces are p - trace(M^-1).
    if form == .collapsed {
      for k in 0..<design.block.count { shared += 1 - s.linear.inverseDiagonal[k] }
    }
    s.pulls[layout.sigma(0)] = shared / s.values[layout.sigma(0)]
  }

  /// d / d xi_j = sum_g (u_gj^2 + (M^-1)_gj,gj - 1) / xi_j.
  private func pullControlSpreads(_ s: MediaMixScratch) {
    let block = design.block
    var next = block.borderCount
    for g in 0..<design.geoCount {
      if block.hasIntercept[g] { next += 1 }
      for j in 0..<block.deviationCount {
        let (u, variance) = (s.linear.u[next + j], s.linear.inverseDiagonal[next + j])
        s.pulls[layout.controlSpread(j)] += u * u + variance - 1
      }
      next += block.deviationCount
    }
    for j in 0..<block.deviationCount {
      let spread = s.values[layout.controlSpread(j)]
      s.pulls[layout.controlSpread(j)] /= abs(spread) < 1e-9 ? (spread < 0 ? -1e-9 : 1e-9) : spread
    }
  }

  /// The likelihood and the block's prior at sampled coefficients.
  private func evaluateBlock(
    _ u: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>, _ s: MediaMixScratch
  ) -> Double {
    let block = design.block
    let spreads = UnsafePointer(s.values.pointer + layout.controlSpread(0))
    block.subtract(
      u: u, controlSpreads: spreads, mask: design.mask.pointer, residual: s.residual.pointer,
      s.linear)
    var value = -0.5 * Double(design.observationCount) * log(2 * Double.pi)
    value += weightedSquares(s)
    for k in 0..<block.count { value -= 0.5 * u[k] * u[k] }
    fillPull(s)
    pullSigmas(s) { _ in 0 }
    block.pullBack(
      u: u, pull: s.pull.pointer, controlSpreads: spreads, gradient: gradient,
      spreadPulls: s.pulls.pointer + layout.controlSpread(0), s.linear)
    return value
  }

  /// Writes the gradient along the position from the pulls on scalars and deviations.
  private func encode(
    _ x: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>, _ s: MediaMixScratch
  ) {
    if layout.hasDeviations {
      for c in 0..<design.channelCount { encodeDeviations(c, x, gradient, s) }
    }
    for (index, slot) in layout.slots.enumerated() {
      guard let slot else { continue }
      gradient[slot] = s.pulls[index] * s.slopes[index] + s.scores[index]
    }
  }

  private func encodeDeviations(
    _ c: Int, _ x: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>,
    _ s: MediaMixScratch
  ) {
    let spreadIndex = layout.scalar(c, ParameterLayout.geoSpread)
    let spread = s.values[spreadIndex]
    var spreadPull = 0.0
    for g in 0..<design.geoCount {
      let at = layout.deviation(c, g)
      let pull = s.deviationPulls[c * design.geoCount + g]
      if layout.forms[c] == .centred {
        let standardised = x[at] / spread
        gradient[at] = pull - standardised / spread
        spreadPull += (standardised * standardised - 1) / spread
      } else {
        gradient[at] = spread * pull - x[at]
        spreadPull += x[at] * pull
      }
    }
    s.pulls[spreadIndex] = spreadPull
  }
}
