import CVectorMath
import Foundation
import LinearAlgebra

// Shocks that all geos share, one a period: v_t ~ N(0, tau^2), independent over time. They are
// integrated out with the block.
//
// Given the block, periods do not know of each other, so they are eliminated first: with w the
// precision of all geos, m the mask, n_t the geos observed and c_t = tau^2 / (1 + tau^2 w n_t), what is
// left for the block is M = I + D (w sum_g L_g'L_g - w^2 sum_t c_t a_t a_t') D with a_t = sum_g m_gt L_gt.
// It is no arrowhead any more, so it is factored as a whole.
extension LinearBlock {
  /// As `collapse`, with the shocks integrated out too.
  func collapseWithPeriods(
    precisions: UnsafePointer<Double>, controlSpreads: UnsafePointer<Double>,
    _ s: LinearBlockScratch
  ) -> Double? {
    guard let periods else { return nil }
    let (size, precision, variance) = (count, precisions[0], s.periodSpread * s.periodSpread)
    fillScale(controlSpreads, s)
    var value = 0.0
    for t in 0..<timeCount {
      let inflation = 1 + variance * precision * Double(periods.observed[t])
      s.periodVariance[t] = variance / inflation
      value -= 0.5 * log(inflation)
      value += 0.5 * s.periodVariance[t] * s.sum[t] * s.sum[t]
      s.periodMeans[t] = -precision * s.periodVariance[t] * s.sum[t]
    }
    BLAS.gemv(
      rows: timeCount, columns: size, periods.rows.pointer, s.periodMeans.pointer, beta: 0,
      s.small.pointer, transposed: true)
    for k in 0..<size { s.b[k] += s.scale[k] * s.small[k] }
    fillDense(precision, s)
    periods.add(to: s.dense.pointer, scale: s.scale.pointer) { observed in
      -precision * precision * variance / (1 + variance * precision * Double(observed))
    }
    guard LAPACK.choleskyInPlace(size, s.dense.pointer) else { return nil }
    for k in 0..<size {
      value -= log(s.dense[k * size + k])
      s.u[k] = s.b[k]
    }
    BLAS.trsv(size, lower: s.dense.pointer, s.u.pointer)
    BLAS.trsv(size, lower: s.dense.pointer, s.u.pointer, transposed: true)
    return value + 0.5 * BLAS.dot(size, s.b.pointer, s.u.pointer)
  }

  /// Fills the diagonal of D.
  private func fillScale(_ spreads: UnsafePointer<Double>, _ s: LinearBlockScratch) {
    s.scale.pointer.update(from: s.borderScale.pointer, count: borderCount)
    var next = borderCount
    for g in 0..<geoCount {
      fillOwnScale(g, spreads, s)
      for o in 0..<ownCount(g) {
        s.scale[next] = s.ownScale[o]
        next += 1
      }
    }
  }

  /// The lower triangle of I + w D sum_g L_g'L_g D.
  private func fillDense(_ precision: Double, _ s: LinearBlockScratch) {
    let (size, border) = (count, borderCount)
    let (m, d) = (s.dense.pointer, s.scale.pointer)
    m.update(repeating: 0, count: size * size)
    for p in 0..<border {
      let scale = precision * d[p]
      for q in 0...p { m[p * size + q] = scale * d[q] * grams.borderSum[p * border + q] }
    }
    var first = border
    for g in 0..<geoCount {
      let own = ownCount(g)
      grams.cross[g].withUnsafeBufferPointer { cross in
        grams.own[g].withUnsafeBufferPointer { gram in
          for o in 0..<own {
            let scale = precision * d[first + o]
            let row = m + (first + o) * size
            for p in 0..<border { row[p] = scale * d[p] * cross[p * own + o] }
            for q in 0...o { row[first + q] = scale * d[first + q] * gram[o * own + q] }
          }
        }
      }
      first += own
    }
    for k in 0..<size { m[k * size + k] += 1 }
  }

  /// Fills the diagonal of M^-1, and the shrinkage of the shocks, after `collapseWithPeriods`.
  func invertWithPeriods(precisions: UnsafePointer<Double>, _ s: LinearBlockScratch) {
    guard let periods else { return }
    let (size, precision, variance) = (count, precisions[0], s.periodSpread * s.periodSpread)
    LAPACK.invertFromCholesky(size, s.dense.pointer)
    for k in 0..<size { s.inverseDiagonal[k] = s.dense[k * size + k] }
    // With Var(v_t) = c_t + w^2 c_t^2 a_t' Cov(theta) a_t, the shrinkage is sum_t (1 - Var(v_t) / tau^2).
    func weight(_ observed: Int) -> Double { variance * precision * Double(observed) }
    s.periodShrinkage = periods.observed.reduce(0) { $0 + weight($1) / (1 + weight($1)) }
    s.periodGram.fill(0)
    periods.add(to: s.periodGram.pointer, scale: s.scale.pointer) { observed in
      let inflation = 1 + weight(observed)
      return precision * precision * variance / (inflation * inflation)
    }
    for k in 0..<size {
      let (inverse, gram) = (s.dense.pointer + k * size, s.periodGram.pointer + k * size)
      s.periodShrinkage -= inverse[k] * gram[k] + 2 * BLAS.dot(k, inverse, gram)
    }
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
