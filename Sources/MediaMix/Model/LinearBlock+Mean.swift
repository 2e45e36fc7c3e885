import CVectorMath

// The block's mean for given coefficients, and the way back from a pull on the mean.
extension LinearBlock {
  /// residual <- mask x (residual - L theta) for theta = D u.
  func subtract(
    u: UnsafePointer<Double>, controlSpreads: UnsafePointer<Double>, mask: UnsafePointer<Double>,
    residual: UnsafeMutablePointer<Double>, _ s: LinearBlockScratch
  ) {
    let n = Int32(stride)
    fillSharedMean(u: u, s)
    var next = borderCount
    for g in 0..<geoCount {
      let row = residual + g * stride
      vm_add_scaled(n, -1, s.sharedMean.pointer, row)
      if hasIntercept[g] {
        let intercept = interceptScale * u[next]
        for t in 0..<timeCount { row[t] -= intercept }
        next += 1
      }
      for j in 0..<controlCount {
        var coefficient = s.borderScale[sharedCount + j] * u[sharedCount + j]
        if deviationCount > 0 { coefficient += controlSpreads[j] * u[next + j] }
        vm_add_scaled(n, -coefficient, controlRow(j, g), row)
      }
      next += deviationCount
      vm_multiply(n, mask + g * stride, row)
    }
  }

  /// The mean that all geos share: the baseline's columns.
  func fillSharedMean(u: UnsafePointer<Double>, _ s: LinearBlockScratch) {
    s.sharedMean.fill(0)
    for p in 0..<sharedCount {
      vm_add_scaled(
        Int32(stride), s.borderScale[p] * u[p], shared.pointer + p * stride, s.sharedMean.pointer)
    }
  }

  /// L'(pull) for every coefficient in units of u, and, in `spreadPulls`, the pull on each control
  /// spread; for the joint density.
  func pullBack(
    u: UnsafePointer<Double>, pull: UnsafePointer<Double>, controlSpreads: UnsafePointer<Double>,
    gradient: UnsafeMutablePointer<Double>, spreadPulls: UnsafeMutablePointer<Double>,
    _ s: LinearBlockScratch
  ) {
    // The pull is weighted by the precisions already.
    project(pull, s.unitPrecisions.pointer, controlSpreads, s)
    for k in 0..<count { gradient[k] = s.b[k] - u[k] }
    var next = borderCount
    for g in 0..<geoCount {
      if hasIntercept[g] { next += 1 }
      for j in 0..<deviationCount {
        spreadPulls[j] += u[next + j] * s.controlDots[j * geoCount + g]
      }
      next += deviationCount
    }
  }
}
