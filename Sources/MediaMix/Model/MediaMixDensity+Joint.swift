// The linear block, and shocks that all geos share, at sampled coefficients.
extension MediaMixDensity {
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

  /// The likelihood and the block's prior at the coefficients that the scratch holds.
  func evaluateBlock(
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
}
