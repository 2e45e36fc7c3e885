import CVectorMath
import Foundation

// The likelihood of residuals, and the pulls on what scales them.
extension MediaMixDensity {
  /// The likelihood of the residuals; fills `pull` and the pulls on what scales them.
  func likelihoodOfResiduals(_ s: MediaMixScratch) -> Double {
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

  /// -n log sigma - r'r / (2 sigma^2), geo by geo.
  func weightedSquares(_ s: MediaMixScratch) -> Double {
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

  func fillPull(_ s: MediaMixScratch) {
    for g in 0..<design.geoCount {
      let (from, to) = (s.residual.pointer + g * design.stride, s.pull.pointer + g * design.stride)
      let precision = s.precisions[g]
      for t in 0..<design.stride { to[t] = precision * from[t] }
    }
  }

  /// d / d sigma from the residual that `residual` holds, with the block's own uncertainty added.
  func pullSigmas(_ s: MediaMixScratch, spreadTrace: (Int) -> Double) {
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
}
