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
  let likelihood: MediaMixOptions.Likelihood
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
