import CVectorMath
import Foundation
import LinearAlgebra

// The block integrated out (notation: block coefficients theta = D u, u ~ N(0, I); residual r of
// geo g with precision w_g). M = I + sum_g w_g D L_g'L_g D has an arrowhead shape: the geos' own
// blocks on the diagonal, the border along the edge. So M is factored geo by geo, and only the
// border's Schur complement is dense.
extension LinearBlock {
  /// Integrates the block out of N(r; L theta, 1 / w).
  ///
  /// - Parameters:
  ///   - residual: masked outcome less media, G x stride.
  ///   - precisions: w_g, G.
  ///   - controlSpreads: the prior standard deviation of each control's deviations, J; the sign is
  ///     of no account.
  ///   - scratch: receives u, the factors, and the diagonal of M^-1.
  /// - Returns: -log det M / 2 + b'u / 2; nil if M is not positive definite to working precision.
  func collapse(
    residual: UnsafePointer<Double>, precisions: UnsafePointer<Double>,
    controlSpreads: UnsafePointer<Double>, scratch s: LinearBlockScratch
  ) -> Double? {
    project(residual, precisions, controlSpreads, s)
    if hasPeriods {
      return collapseWithPeriods(precisions: precisions, controlSpreads: controlSpreads, s)
    }
    fillSchur(precisions, s)
    guard var logDeterminant = eliminateGeos(precisions, controlSpreads, s) else { return nil }
    let border = borderCount
    if ownTotal > 0 && border > 0 {
      BLAS.syrk(
        n: border, k: ownTotal, alpha: -1, s.cross.pointer, transposed: true, beta: 1,
        lower: s.schur.pointer)
    }
    guard LAPACK.choleskyInPlace(border, s.schur.pointer) else { return nil }
    for p in 0..<border { logDeterminant += 2 * log(s.schur[p * border + p]) }

    // u holds L_g^-1 b_g in the geos' part by now.
    for p in 0..<border { s.u[p] = s.b[p] }
    if ownTotal > 0 && border > 0 {
      BLAS.gemv(
        rows: ownTotal, columns: border, alpha: -1, s.cross.pointer, s.u.pointer + border, beta: 1,
        s.u.pointer, transposed: true)
    }
    BLAS.trsv(border, lower: s.schur.pointer, s.u.pointer)
    BLAS.trsv(border, lower: s.schur.pointer, s.u.pointer, transposed: true)
    backSubstitute(s)
    return -0.5 * logDeterminant + 0.5 * BLAS.dot(count, s.b.pointer, s.u.pointer)
  }

  /// b = D L'r w.
  func project(
    _ residual: UnsafePointer<Double>, _ precisions: UnsafePointer<Double>,
    _ spreads: UnsafePointer<Double>, _ s: LinearBlockScratch
  ) {
    let n = Int32(stride)
    s.sum.fill(0)
    for g in 0..<geoCount {
      vm_add_scaled(n, precisions[g], residual + g * stride, s.sum.pointer)
      for j in 0..<controlCount {
        vm_dots(
          1, n, controlRow(j, g), n, residual + g * stride,
          s.controlDots.pointer + j * geoCount + g)
      }
    }
    vm_dots(Int32(sharedCount), n, shared.pointer, n, s.sum.pointer, s.b.pointer)
    for j in 0..<controlCount {
      var dot = 0.0
      for g in 0..<geoCount { dot += precisions[g] * s.controlDots[j * geoCount + g] }
      s.b[sharedCount + j] = dot
    }
    for p in 0..<borderCount { s.b[p] *= s.borderScale[p] }
    var next = borderCount
    for g in 0..<geoCount {
      if hasIntercept[g] {
        var sum = 0.0
        vm_dots(1, n, ones.pointer, 0, residual + g * stride, &sum)
        s.b[next] = precisions[g] * interceptScale * sum
        next += 1
      }
      for j in 0..<deviationCount {
        s.b[next] = precisions[g] * spreads[j] * s.controlDots[j * geoCount + g]
        next += 1
      }
    }
  }

  private func fillSchur(_ precisions: UnsafePointer<Double>, _ s: LinearBlockScratch) {
    let border = borderCount
    let isShared = (0..<geoCount).allSatisfy { precisions[$0] == precisions[0] }
    for p in 0..<border {
      for q in 0...p {
        var gram = 0.0
        if isShared {
          gram = precisions[0] * grams.borderSum[p * border + q]
        } else {
          for g in 0..<geoCount { gram += precisions[g] * grams.border[g][p * border + q] }
        }
        s.schur[p * border + q] = s.borderScale[p] * s.borderScale[q] * gram
      }
      s.schur[p * border + p] += 1
    }
  }

  /// Factors the geos' own blocks; `own` receives L_g, `cross` L_g^-1 C_g, and u L_g^-1 b_g.
  ///
  /// - Returns: the sum of their log determinants; nil if one is not positive definite.
  private func eliminateGeos(
    _ precisions: UnsafePointer<Double>, _ spreads: UnsafePointer<Double>, _ s: LinearBlockScratch
  ) -> Double? {
    let border = borderCount
    var logDeterminant = 0.0
    var (ownAt, row) = (0, 0)
    for g in 0..<geoCount {
      let size = ownCount(g)
      guard size > 0 else { continue }
      fillOwnScale(g, spreads, s)
      let own = s.own.pointer + ownAt
      let cross = s.cross.pointer + row * border
      let w = precisions[g]
      grams.own[g].withUnsafeBufferPointer { gram in
        for o in 0..<size {
          for q in 0...o {
            own[o * size + q] = w * s.ownScale[o] * s.ownScale[q] * gram[o * size + q]
          }
          own[o * size + o] += 1
        }
      }
      grams.cross[g].withUnsafeBufferPointer { gram in
        for o in 0..<size {
          let scale = w * s.ownScale[o]
          for p in 0..<border {
            cross[o * border + p] = scale * s.borderScale[p] * gram[p * size + o]
          }
        }
      }
      guard SmallCholesky.factor(size, own) else { return nil }
      for o in 0..<size { logDeterminant += 2 * log(own[o * size + o]) }
      SmallCholesky.solveForward(size, own, cross, columns: border)
      let u = s.u.pointer + border + row
      for o in 0..<size { u[o] = s.b[border + row + o] }
      SmallCholesky.solveForward(size, own, u)
      ownAt += size * size
      row += size
    }
    return logDeterminant
  }

  func fillOwnScale(_ g: Int, _ spreads: UnsafePointer<Double>, _ s: LinearBlockScratch) {
    var next = 0
    if hasIntercept[g] {
      s.ownScale[0] = interceptScale
      next = 1
    }
    for j in 0..<deviationCount { s.ownScale[next + j] = spreads[j] }
  }

  /// u_g <- L_g^-T (u_g - cross_g u_border), for every geo.
  private func backSubstitute(_ s: LinearBlockScratch) {
    let border = borderCount
    guard ownTotal > 0 else { return }
    if border > 0 {
      BLAS.gemv(
        rows: ownTotal, columns: border, alpha: -1, s.cross.pointer, s.u.pointer, beta: 1,
        s.u.pointer + border)
    }
    var (ownAt, row) = (0, 0)
    for g in 0..<geoCount {
      let size = ownCount(g)
      SmallCholesky.solveBackward(size, s.own.pointer + ownAt, s.u.pointer + border + row)
      ownAt += size * size
      row += size
    }
  }

  /// Fills the border's inverse and the diagonal of M^-1 after `collapse`.
  func invert(precisions: UnsafePointer<Double>, _ s: LinearBlockScratch) {
    if hasPeriods { return invertWithPeriods(precisions: precisions, s) }
    let border = borderCount
    s.inverse.pointer.update(from: s.schur.pointer, count: border * border)
    LAPACK.invertFromCholesky(border, s.inverse.pointer)
    for p in 0..<border { s.inverseDiagonal[p] = s.inverse[p * border + p] }
    guard ownTotal > 0 else { return }

    // solved = L_g^-T cross; M^-1 of a geo's own part is (L_g L_g')^-1 + solved inverse solved'.
    s.solved.pointer.update(from: s.cross.pointer, count: ownTotal * border)
    var (ownAt, row) = (0, 0)
    for g in 0..<geoCount {
      let size = ownCount(g)
      let l = s.own.pointer + ownAt
      SmallCholesky.solveBackward(
        size, l, s.solved.pointer + row * border, columns: border)
      for o in 0..<size {
        // Column o of L^-1 has the square sum that is entry o of the diagonal of (L L')^-1.
        for k in 0..<size { s.small[k] = k == o ? 1 : 0 }
        SmallCholesky.solveForward(size, l, s.small.pointer)
        var sum = 0.0
        for k in 0..<size { sum += s.small[k] * s.small[k] }
        s.inverseDiagonal[border + row + o] = sum
      }
      ownAt += size * size
      row += size
    }
    guard border > 0 else { return }
    BLAS.gemm(
      m: ownTotal, n: border, k: border, s.solved.pointer, s.inverse.pointer, s.product.pointer)
    for o in 0..<ownTotal {
      s.inverseDiagonal[border + o] += BLAS.dot(
        border, s.solved.pointer + o * border, s.product.pointer + o * border)
    }
  }

  /// Draws u from its conditional N(u, M^-1), given standard normal numbers in `noise`; needs
  /// `collapse` of the same position.
  func drawConditional(noise: UnsafePointer<Double>, _ s: LinearBlockScratch) {
    if hasPeriods { return drawWithPeriods(noise: noise, s) }
    // v = L^-T eps by back substitution: the border first, then each geo given the border.
    let border = borderCount
    let draw = FixedBuffer(count: count)
    draw.pointer.update(from: noise, count: count)
    BLAS.trsv(border, lower: s.schur.pointer, draw.pointer, transposed: true)
    var (ownAt, row) = (0, 0)
    for g in 0..<geoCount {
      let size = ownCount(g)
      let v = draw.pointer + border + row
      for o in 0..<size {
        v[o] -= BLAS.dot(border, s.cross.pointer + (row + o) * border, draw.pointer)
      }
      SmallCholesky.solveBackward(size, s.own.pointer + ownAt, v)
      ownAt += size * size
      row += size
    }
    BLAS.axpy(count, 1, draw.pointer, s.u.pointer)
  }

  /// trace(Cov(theta) L_g'L_g) w_g for one geo, the part of the expected squared residual that comes
  /// from not knowing theta; needs `invert`.
  func spreadTrace(
    _ g: Int, precision: Double, controlSpreads: UnsafePointer<Double>, _ s: LinearBlockScratch
  ) -> Double {
    let (border, size) = (borderCount, ownCount(g))
    var trace = 0.0
    for p in 0..<border {
      for q in 0..<border {
        trace +=
          s.borderScale[p] * s.borderScale[q] * s.inverse[p * border + q]
          * grams.border[g][p * border + q]
      }
    }
    guard size > 0 else { return trace * precision }
    fillOwnScale(g, controlSpreads, s)
    let row = (0..<g).reduce(0) { $0 + ownCount($1) }
    let ownAt = (0..<g).reduce(0) { $0 + ownCount($1) * ownCount($1) }
    for o in 0..<size {
      for p in 0..<border {
        // M^-1 between own row o and border column p is -(solved inverse).
        trace -=
          2 * s.ownScale[o] * s.borderScale[p] * s.product[(row + o) * border + p]
          * grams.cross[g][p * size + o]
      }
    }
    for o in 0..<size {
      for k in 0..<size { s.small[k] = k == o ? 1 : 0 }
      SmallCholesky.solveForward(size, s.own.pointer + ownAt, s.small.pointer)
      SmallCholesky.solveBackward(size, s.own.pointer + ownAt, s.small.pointer)
      for q in 0..<size {
        let covariance =
          s.small[q]
          + BLAS.dot(
            border, s.solved.pointer + (row + o) * border, s.product.pointer + (row + q) * border)
        trace += s.ownScale[o] * s.ownScale[q] * covariance * grams.own[g][o * size + q]
      }
    }
    return trace * precision
  }
}
