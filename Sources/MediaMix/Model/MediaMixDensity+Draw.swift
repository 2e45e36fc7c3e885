import Foundation
package import Probability

extension MediaMixDensity {
  /// Rebuilds everything that belongs to one draw.
  ///
  /// Left in the scratch are response rows, coefficients, scalars, and the linear block's
  /// coefficients (drawn from their exact conditional in the collapsed form). `residual` then holds
  /// the draw's own residual.
  ///
  /// - Parameters:
  ///   - position: the sampled position.
  ///   - stream: the draw's own random stream; it does not touch the chain.
  /// - Returns: false if the position has no density.
  package func reconstruct(
    _ position: UnsafePointer<Double>, stream: inout RandomStream, _ s: MediaMixScratch
  ) -> Bool {
    _ = decode(position, s)
    media.respond(s)
    _ = media.couple(s)
    media.subtractMedia(s)
    let block = design.block
    let spreads = UnsafePointer(s.values.pointer + layout.controlSpread(0))
    switch form {
    case .joint:
      placeBlock(position, s)
    case .collapsed:
      let collapsed = block.collapse(
        residual: s.residual.pointer, precisions: s.precisions.pointer, controlSpreads: spreads,
        scratch: s.linear)
      guard collapsed != nil else { return false }
      for k in 0..<block.count { s.linear.b[k] = stream.standardNormal() }
      block.drawConditional(noise: s.linear.b.pointer, s.linear)
    }
    block.subtract(
      u: s.linear.u.pointer, controlSpreads: spreads, mask: design.mask.pointer,
      residual: s.residual.pointer, s.linear)
    guard block.hasPeriods else { return true }
    if form == .joint {
      subtractShocks(position, s)
    } else {
      let noise = FixedBuffer((0..<design.timeCount).map { _ in stream.standardNormal() })
      block.subtractPeriods(
        precisions: s.precisions.pointer, residual: s.residual.pointer, noise: noise.pointer,
        s.linear)
    }
    return true
  }

  /// The share of each channel's geo spread that the data tell, rho = eta^2 x the information of
  /// the data on a geo's log coefficient, at the position that the scratch holds.
  ///
  /// Above 1 the deviations are better sampled as they are (centred), below it as multiples of
  /// their spread.
  func information(_ s: MediaMixScratch) -> [Double] {
    design.specification.terms.indices.map { c in
      let spread = s.values[layout.scalar(c, ParameterLayout.geoSpread)]
      var sum = 0.0
      for g in 0..<design.geoCount {
        let row = s.row(c, g, design: design)
        let mean = (0..<design.timeCount).reduce(0) { $0 + row[$1] } / Double(design.timeCount)
        let square = (0..<design.timeCount).reduce(0) {
          $0 + (row[$1] - mean) * (row[$1] - mean)
        }
        let coefficient = s.coefficients[c * design.geoCount + g]
        sum += coefficient * coefficient * square * s.precisions[g]
      }
      return spread * spread * sum / Double(design.geoCount)
    }
  }
}
