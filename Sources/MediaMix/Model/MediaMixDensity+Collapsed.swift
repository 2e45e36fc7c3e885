import Foundation

// The likelihood with the linear block, and shocks that all geos share, integrated out.
extension MediaMixDensity {
  /// The likelihood with the block integrated out; fills `residual`, `pull` and the pulls on scales.
  func collapse(_ s: MediaMixScratch) -> Double? {
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
}
