import CVectorMath
import Foundation
import LinearAlgebra

// Shocks that all geos share, one a period: v_t ~ N(0, tau^2), independent over time. They are
// integrated out with the block.
//
// Given the block, periods do not know of each other, so they are eliminated first: with w_g the
// precision of geo g, m its mask, W_t = sum_g w_g m_gt and c_t = tau^2 / (1 + tau^2 W_t), what is left
// for the block is M = I + D (sum_g w_g L_g'L_g - sum_t c_t a_t a_t') D with a_t = sum_g w_g m_gt L_gt.
// It is no arrowhead any more, so it is factored as a whole.
extension LinearBlock {
  /// As `collapse`, with the shocks integrated out too.
  func collapseWithPeriods(
    precisions: UnsafePointer<Double>, controlSpreads: UnsafePointer<Double>,
    _ s: LinearBlockScratch
  ) -> Double? {
    var value = fillPeriods(precisions, s)
    fillPeriodRows(precisions, controlSpreads, s)
    let size = count
    for t in 0..<timeCount {
      let pull = -s.periodVariance[t] * s.sum[t]
      vm_add_scaled(Int32(size), pull, s.periodRows.pointer + t * size, s.b.pointer)
      value += 0.5 * s.periodVariance[t] * s.sum[t] * s.sum[t]
    }
    fillDense(precisions, controlSpreads, s)
    weightedGram({ s.periodVariance[$0] }, to: s.periodGram.pointer, s)
    BLAS.axpy(size * size, -1, s.periodGram.pointer, s.dense.pointer)
    guard LAPACK.choleskyInPlace(size, s.dense.pointer) else { return nil }
    for k in 0..<size {
      value -= log(s.dense[k * size + k])
      s.u[k] = s.b[k]
    }
    BLAS.trsv(size, lower: s.dense.pointer, s.u.pointer)
    BLAS.trsv(size, lower: s.dense.pointer, s.u.pointer, transposed: true)
    return value + 0.5 * BLAS.dot(size, s.b.pointer, s.u.pointer)
  }

  /// Fills W_t and c_t.
  ///
  /// - Returns: -1/2 sum_t log(1 + tau^2 W_t).
  private func fillPeriods(
    _ precisions: UnsafePointer<Double>, _ s: LinearBlockScratch
  ) -> Double {
    let variance = s.periodSpread * s.periodSpread
    s.periodWeight.fill(0)
    for g in 0..<geoCount {
      vm_add_scaled(
        Int32(stride), precisions[g], mask.pointer + g * stride, s.periodWeight.pointer)
    }
    var value = 0.0
    for t in 0..<timeCount {
      let inflation = 1 + variance * s.periodWeight[t]
      s.periodVariance[t] = variance / inflation
      value -= 0.5 * log(inflation)
    }
    return value
  }

  /// Fills a_t D, T x count.
  private func fillPeriodRows(
    _ precisions: UnsafePointer<Double>, _ spreads: UnsafePointer<Double>, _ s: LinearBlockScratch
  ) {
    let size = count
    for t in 0..<timeCount {
      let row = s.periodRows.pointer + t * size
      for p in 0..<sharedCount {
        row[p] = s.borderScale[p] * shared[p * stride + t] * s.periodWeight[t]
      }
      for p in sharedCount..<borderCount { row[p] = 0 }
    }
    var next = borderCount
    for g in 0..<geoCount {
      let observed = mask.pointer + g * stride
      if hasIntercept[g] {
        for t in 0..<timeCount {
          s.periodRows[t * size + next] = precisions[g] * observed[t] * interceptScale
        }
        next += 1
      }
      for j in 0..<controlCount {
        let (control, scale) = (controlRow(j, g), s.borderScale[sharedCount + j])
        for t in 0..<timeCount {
          let value = precisions[g] * observed[t] * control[t]
          s.periodRows[t * size + sharedCount + j] += scale * value
          if deviationCount > 0 { s.periodRows[t * size + next + j] = spreads[j] * value }
        }
      }
      next += deviationCount
    }
  }

  /// The lower triangle of sum_t weight_t D a_t a_t' D.
  private func weightedGram(
    _ weight: (Int) -> Double, to gram: UnsafeMutablePointer<Double>, _ s: LinearBlockScratch
  ) {
    let size = count
    for t in 0..<timeCount {
      let root = weight(t).squareRoot()
      let (from, to) = (s.periodRows.pointer + t * size, s.weightedRows.pointer + t * size)
      for k in 0..<size { to[k] = root * from[k] }
    }
    BLAS.syrk(n: size, k: timeCount, s.weightedRows.pointer, transposed: true, lower: gram)
  }

  /// The lower triangle of I + D sum_g w_g L_g'L_g D.
  private func fillDense(
    _ precisions: UnsafePointer<Double>, _ spreads: UnsafePointer<Double>, _ s: LinearBlockScratch
  ) {
    let (size, border) = (count, borderCount)
    let m = s.dense.pointer
    m.update(repeating: 0, count: size * size)
    for p in 0..<border {
      for q in 0...p {
        // All geos share their precision where there are shocks.
        m[p * size + q] =
          precisions[0] * s.borderScale[p] * s.borderScale[q] * grams.borderSum[p * border + q]
      }
    }
    var first = border
    for g in 0..<geoCount {
      let own = ownCount(g)
      fillOwnScale(g, spreads, s)
      for o in 0..<own {
        let scale = precisions[g] * s.ownScale[o]
        let row = m + (first + o) * size
        for p in 0..<border { row[p] = scale * s.borderScale[p] * grams.cross[g][p * own + o] }
        for q in 0...o { row[first + q] = scale * s.ownScale[q] * grams.own[g][o * own + q] }
      }
      first += own
    }
    for k in 0..<size { m[k * size + k] += 1 }
  }

  /// Fills the diagonal of M^-1, and the shrinkage of the shocks, after `collapseWithPeriods`.
  func invertWithPeriods(_ s: LinearBlockScratch) {
    let size = count
    LAPACK.invertFromCholesky(size, s.dense.pointer)
    for k in 0..<size { s.inverseDiagonal[k] = s.dense[k * size + k] }
    // Var(v_t) = c_t + c_t^2 a_t' Cov(theta) a_t; the shrinkage is sum_t (1 - Var(v_t) / tau^2).
    let variance = s.periodSpread * s.periodSpread
    let observed = (0..<timeCount).filter { s.periodWeight[$0] > 0 }
    var shrinkage = 0.0
    for t in observed {
      let weighted = variance * s.periodWeight[t]
      shrinkage += weighted / (1 + weighted)
    }
    let ratio = observed.first.map { 1 / (1 + variance * s.periodWeight[$0]) } ?? 0
    let isUniform = observed.allSatisfy { s.periodWeight[$0] == s.periodWeight[observed[0]] }
    // c_t^2 / tau^2 = c_t / (1 + tau^2 W_t); where all periods weigh alike the gram is at hand.
    if !isUniform {
      weightedGram(
        { s.periodVariance[$0] / (1 + variance * s.periodWeight[$0]) }, to: s.periodGram.pointer, s)
    }
    var trace = 0.0
    for k in 0..<size {
      let row = k * size
      trace += s.dense[row + k] * s.periodGram[row + k]
      for l in 0..<k { trace += 2 * s.dense[row + l] * s.periodGram[row + l] }
    }
    s.periodShrinkage = shrinkage - (isUniform ? ratio : 1) * trace
  }

  /// Takes the shocks from a residual that the block has been taken from: their conditional means,
  /// or, with noise (a standard normal a period), draws of them; fills `periodMeans`.
  func subtractPeriods(
    precisions: UnsafePointer<Double>, residual: UnsafeMutablePointer<Double>,
    noise: UnsafePointer<Double>? = nil, _ s: LinearBlockScratch
  ) {
    let n = Int32(stride)
    s.periodMeans.fill(0)
    for g in 0..<geoCount {
      vm_add_scaled(n, precisions[g], residual + g * stride, s.periodMeans.pointer)
    }
    for t in 0..<timeCount {
      s.periodMeans[t] *= s.periodVariance[t]
      if let noise { s.periodMeans[t] += s.periodVariance[t].squareRoot() * noise[t] }
    }
    for g in 0..<geoCount {
      let (row, observed) = (residual + g * stride, mask.pointer + g * stride)
      for t in 0..<timeCount { row[t] -= observed[t] * s.periodMeans[t] }
    }
  }

  /// Adds a draw of N(0, M^-1) to u; needs `collapseWithPeriods` of the same position.
  func drawWithPeriods(noise: UnsafePointer<Double>, _ s: LinearBlockScratch) {
    let draw = FixedBuffer(count: count)
    draw.pointer.update(from: noise, count: count)
    BLAS.trsv(count, lower: s.dense.pointer, draw.pointer, transposed: true)
    BLAS.axpy(count, 1, draw.pointer, s.u.pointer)
  }
}
