import CVectorMath
import Foundation
import Inference

/// The media-mix posterior as the sampler sees it.
///
/// In the collapsed form the linear-Gaussian block (knots, Fourier terms, controls, geo intercepts)
/// is integrated out exactly; its gradient is the joint gradient at the block's conditional mean
/// plus trace terms for the scales (Fisher's identity), so no derivative of a factorisation is
/// taken. In the joint form the block's coefficients are sampled, in units of their prior standard
/// deviations, or in whitened coordinates; a likelihood that is not Gaussian needs it.
package struct MediaMixDensity: LogDensity {
  /// Whether the linear block is sampled or integrated out.
  package enum Form: String, Sendable {
    case collapsed, joint
  }

  package let design: MediaMixDesign
  package let layout: ParameterLayout
  package let form: Form
  let media: MediaResponse
  private let likelihood: MediaMixOptions.Likelihood
  /// Coordinates of a sampled block; nil samples it in units of its prior.
  package let whitening: BlockWhitening?

  package init(
    design: MediaMixDesign, layout: ParameterLayout, form: Form, whitening: BlockWhitening? = nil
  ) {
    self.design = design
    self.layout = layout
    self.form = form
    self.whitening = whitening
    media = MediaResponse(design: design, layout: layout)
    likelihood = design.specification.likelihood
  }

  package var dimension: Int { layout.dimension }

  package func makeScratch() -> MediaMixScratch {
    MediaMixScratch(
      design: design, layout: layout, rowsPerCell: media.rowsPerCell,
      isWhitened: whitening != nil)
  }

  package func evaluate(
    at position: UnsafeBufferPointer<Double>, gradient: UnsafeMutableBufferPointer<Double>,
    scratch s: inout MediaMixScratch
  ) -> Double {
    guard let x = position.baseAddress, let gradient = gradient.baseAddress else { return .nan }
    var logDensity = decode(x, s)
    media.respond(s)
    logDensity += media.couple(s)
    logDensity += media.experimentLikelihood(s)
    media.subtractMedia(s)
    switch form {
    case .collapsed:
      guard let value = collapse(s) else { return .nan }
      logDensity += value
    case .joint:
      placeBlock(x, s)
      logDensity += evaluateBlock(x, gradient, s)
      whitening?.pullBack(
        gradient + layout.blockStart, pull: s.pull.pointer, design: design, s.reference,
        cells: s.referenceCells)
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
    for index in layout.coordinates.indices {
      let point = layout.coordinates[index].point(at: layout.slots[index].map { x[$0] } ?? 0)
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
    for (k, place) in design.block.laplacePlaces.enumerated() {
      s.linear.borderScale[place] =
        design.block.borderScale[place] * s.values[layout.mixture(k)]
    }
    if layout.periodSpreadCount > 0 { s.linear.periodSpread = s.values[layout.periodSpread] }
    logPrior += decodeCourses(x, s)
    if layout.hasDeviations {
      for c in 0..<design.termCount { logPrior += decodeDeviations(c, x, s) }
    }
    return logPrior
  }

  private func decodeDeviations(
    _ c: Int, _ x: UnsafePointer<Double>, _ s: MediaMixScratch
  ) -> Double {
    let spread = s.values[layout.scalar(c, ParameterLayout.geoSpread)]
    let isCentred = layout.forms[c] == .centred
    var square = 0.0
    for g in 0..<design.geoCount {
      let coordinate = x[layout.deviation(c, g)]
      s.deviations[c * design.geoCount + g] = isCentred ? coordinate : spread * coordinate
      square += coordinate * coordinate
    }
    guard isCentred else { return -0.5 * square }
    return -0.5 * square / (spread * spread) - Double(design.geoCount) * log(spread)
  }

  private func decodeCourses(_ x: UnsafePointer<Double>, _ s: MediaMixScratch) -> Double {
    var (square, next) = (0.0, 0)
    for (start, count) in zip(layout.courseStarts, layout.courseTermCounts) {
      for j in start..<(start + count) {
        s.courseCoefficients[next] = x[j]
        square += x[j] * x[j]
        next += 1
      }
    }
    return -0.5 * square
  }

  /// Puts the sampled coefficients of the linear block, in units of their prior, into the scratch,
  /// whose `residual` holds the KPI less media.
  func placeBlock(_ x: UnsafePointer<Double>, _ s: MediaMixScratch) {
    let v = x + layout.blockStart
    if let whitening {
      whitening.apply(
        v, residual: s.residual.pointer, block: design.block, to: s.linear.u.pointer, s.reference)
    } else {
      s.linear.u.pointer.update(from: v, count: design.block.count)
    }
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
    block.invert(precisions: s.precisions.pointer, s.linear)
    block.subtract(
      u: s.linear.u.pointer, controlSpreads: spreads, mask: design.mask.pointer,
      residual: s.residual.pointer, s.linear)
    if block.hasPeriods {
      block.subtractPeriods(
        precisions: s.precisions.pointer, residual: s.residual.pointer, s.linear)
      pullPeriodSpread(s)
    }
    fillPull(s)
    pullSigmas(s) { g in
      block.spreadTrace(
        g, precision: s.precisions[g], controlSpreads: spreads, s.linear)
    }
    pullControlSpreads(s)
    for (k, place) in block.laplacePlaces.enumerated() {
      let (u, variance) = (s.linear.u[place], s.linear.inverseDiagonal[place])
      s.pulls[layout.mixture(k)] = (u * u + variance - 1) / s.values[layout.mixture(k)]
    }
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
      if design.block.hasPeriods { shared += s.linear.periodShrinkage }
    }
    s.pulls[layout.sigma(0)] = shared / s.values[layout.sigma(0)]
  }

  /// d / d tau = (sum_t v_t^2 / tau^2 - shrinkage) / tau, with v the shocks' conditional means.
  private func pullPeriodSpread(_ s: MediaMixScratch) {
    let spread = s.linear.periodSpread
    let safe = abs(spread) < 1e-9 ? (spread < 0 ? -1e-9 : 1e-9) : spread
    var square = 0.0
    for t in 0..<design.timeCount { square += s.linear.periodMeans[t] * s.linear.periodMeans[t] }
    s.pulls[layout.periodSpread] = (square / (safe * safe) - s.linear.periodShrinkage) / safe
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

  /// The likelihood and the block's prior at the coefficients that the scratch holds.
  private func evaluateBlock(
    _ x: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>, _ s: MediaMixScratch
  ) -> Double {
    let block = design.block
    let u = UnsafePointer(s.linear.u.pointer)
    let spreads = UnsafePointer(s.values.pointer + layout.controlSpread(0))
    block.subtract(
      u: u, controlSpreads: spreads, mask: design.mask.pointer, residual: s.residual.pointer,
      s.linear)
    subtractShocks(x, s)
    var value = likelihoodOfResiduals(s)
    for k in 0..<block.count { value -= 0.5 * u[k] * u[k] }
    block.pullBack(
      u: u, pull: s.pull.pointer, controlSpreads: spreads,
      gradient: gradient + layout.blockStart,
      spreadPulls: s.pulls.pointer + layout.controlSpread(0), s.linear)
    for (k, place) in block.laplacePlaces.enumerated() {
      s.pulls[layout.mixture(k)] = u[place] * s.linear.b[place] / s.values[layout.mixture(k)]
    }
    return value + encodeShocks(x, gradient, s)
  }

  /// Takes sampled shocks from the residual; periods of a plan, which are not fitted, have none.
  func subtractShocks(_ x: UnsafePointer<Double>, _ s: MediaMixScratch) {
    guard design.block.hasPeriods else { return }
    let z = x + layout.periodStart
    for t in 0..<design.specification.anchorCount {
      s.linear.periodMeans[t] = s.linear.periodSpread * z[t]
    }
    for g in 0..<design.geoCount {
      let row = g * design.stride
      for t in 0..<design.timeCount {
        s.residual[row + t] -= design.mask[row + t] * s.linear.periodMeans[t]
      }
    }
  }

  /// Writes the gradient along sampled shocks, and the pull on their spread.
  ///
  /// - Returns: their log prior.
  private func encodeShocks(
    _ x: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>, _ s: MediaMixScratch
  ) -> Double {
    guard design.block.hasPeriods else { return 0 }
    var value = 0.0
    for t in 0..<design.specification.anchorCount {
      let at = layout.periodStart + t
      var pull = 0.0
      for g in 0..<design.geoCount { pull += s.pull[g * design.stride + t] }
      gradient[at] = s.linear.periodSpread * pull - x[at]
      s.pulls[layout.periodSpread] += x[at] * pull
      value -= 0.5 * x[at] * x[at]
    }
    return value
  }

  /// The likelihood of the residuals; fills `pull` and the pulls on what scales them.
  private func likelihoodOfResiduals(_ s: MediaMixScratch) -> Double {
    switch likelihood {
    case .normal:
      fillPull(s)
      pullSigmas(s) { _ in 0 }
      return -0.5 * Double(design.observationCount) * log(2 * Double.pi) + weightedSquares(s)
    case .studentT: return studentLikelihood(s)
    }
  }

  private func studentLikelihood(_ s: MediaMixScratch) -> Double {
    let likelihood = StudentLikelihood(degreesOfFreedom: s.values[layout.freedom])
    var value = 0.0
    for g in 0..<design.geoCount {
      let row = g * design.stride
      let part = likelihood.evaluate(
        s.residual.pointer + row, mask: design.mask.pointer + row, count: design.timeCount,
        precision: s.precisions[g], pull: s.pull.pointer + row)
      let sigma = layout.sigma(layout.sigmaCount > 1 ? g : 0)
      value += part.logDensity
      s.pulls[sigma] += part.alongLogSigma / s.values[sigma]
      s.pulls[layout.freedom] += part.alongFreedom
    }
    return value
  }

  /// Writes the gradient along the position from the pulls on scalars and deviations.
  private func encode(
    _ x: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>, _ s: MediaMixScratch
  ) {
    if layout.hasDeviations {
      for c in 0..<design.termCount { encodeDeviations(c, x, gradient, s) }
    }
    media.encodeCourses(x, gradient, s)
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
