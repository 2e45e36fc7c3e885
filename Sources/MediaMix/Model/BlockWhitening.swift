import LinearAlgebra

/// Coordinates in which the linear block's posterior is near a standard normal and near independent
/// of the media, for densities that sample it.
///
/// u = S M^-1 D L'(w r) + F^-T v, where r is the KPI less media, M = F F' the precision of the block's
/// Gaussian conditional at a reference point (residual scale of the block alone, controls that differ
/// a little from geo to geo), and S picks the coefficients whose prior scale is constant. So a move of
/// the media takes the level of the baseline with it. The shift depends on other parameters and the
/// factor does not, so no Jacobian is due.
package struct BlockWhitening: Sendable {
  private let count: Int
  /// The reference point: w, G, and the spreads of controls.
  private let precisions: FixedBuffer
  private let spreads: FixedBuffer
  /// F, row-major.
  private let factor: FixedBuffer
  /// The diagonal of S: 1 or 0.
  private let isShifted: FixedBuffer

  /// - Returns: nil if the block is empty or cannot be factored.
  init?(block: LinearBlock, sigma: Double) {
    count = block.count
    guard count > 0 else { return nil }
    let precision = 1 / (sigma * sigma)
    precisions = FixedBuffer([Double](repeating: precision, count: block.geoCount))
    spreads = FixedBuffer([Double](repeating: 0.1, count: max(1, block.deviationCount)))
    factor = block.denseMatrix(
      precision: precision, controlSpreads: spreads.pointer, LinearBlockScratch(block: block))
    guard LAPACK.choleskyInPlace(count, factor.pointer) else { return nil }
    isShifted = FixedBuffer([Double](repeating: 1, count: count))
    for place in block.laplacePlaces { isShifted[place] = 0 }
    var next = block.borderCount
    for g in 0..<block.geoCount {
      next += block.hasIntercept[g] ? 1 : 0
      for j in 0..<block.deviationCount { isShifted[next + j] = 0 }
      next += block.deviationCount
    }
  }

  /// u from v and the KPI less media.
  ///
  /// - Parameter block: the block of the reference point, or the same one over a longer axis.
  func apply(
    _ v: UnsafePointer<Double>, residual: UnsafePointer<Double>, block: LinearBlock,
    to u: UnsafeMutablePointer<Double>, _ s: LinearBlockScratch
  ) {
    block.project(residual, precisions.pointer, spreads.pointer, s)
    solve(s.b.pointer)
    u.update(from: v, count: count)
    BLAS.trsv(count, lower: factor.pointer, u, transposed: true)
    for k in 0..<count { u[k] += isShifted[k] * s.b[k] }
  }

  /// d / dv from d / du, in place, and what the shift adds to d / d mean: -w L D M^-1 S g.
  func pullBack(
    _ gradient: UnsafeMutablePointer<Double>, pull: UnsafeMutablePointer<Double>,
    design: MediaMixDesign, _ s: LinearBlockScratch, cells: FixedBuffer
  ) {
    for k in 0..<count { s.u[k] = isShifted[k] * gradient[k] }
    solve(s.u.pointer)
    cells.fill(0)
    design.block.subtract(
      u: s.u.pointer, controlSpreads: spreads.pointer, mask: design.mask.pointer,
      residual: cells.pointer, s)
    for g in 0..<design.geoCount {
      let row = g * design.stride
      BLAS.axpy(design.stride, precisions[g], cells.pointer + row, pull + row)
    }
    BLAS.trsv(count, lower: factor.pointer, gradient)
  }

  /// x <- M^-1 x.
  private func solve(_ x: UnsafeMutablePointer<Double>) {
    BLAS.trsv(count, lower: factor.pointer, x)
    BLAS.trsv(count, lower: factor.pointer, x, transposed: true)
  }
}

extension LinearBlock {
  /// M = I + w sum_g D L_g'L_g D, count x count, row-major.
  fileprivate func denseMatrix(
    precision: Double, controlSpreads: UnsafePointer<Double>, _ s: LinearBlockScratch
  ) -> FixedBuffer {
    let (size, border) = (count, borderCount)
    let matrix = FixedBuffer(count: size * size)
    for k in 0..<size { matrix[k * size + k] = 1 }
    for p in 0..<border {
      for q in 0..<border {
        matrix[p * size + q] +=
          precision * s.borderScale[p] * s.borderScale[q] * grams.borderSum[p * border + q]
      }
    }
    var first = border
    for g in 0..<geoCount {
      let own = ownCount(g)
      let intercepts = hasIntercept[g] ? 1 : 0
      func scale(_ o: Int) -> Double {
        o < intercepts ? interceptScale : controlSpreads[o - intercepts]
      }
      for o in 0..<own {
        for q in 0..<own {
          matrix[(first + o) * size + first + q] +=
            precision * scale(o) * scale(q) * grams.own[g][o * own + q]
        }
        for p in 0..<border {
          let value = precision * scale(o) * s.borderScale[p] * grams.cross[g][p * own + o]
          matrix[(first + o) * size + p] += value
          matrix[p * size + first + o] += value
        }
      }
      first += own
    }
    return matrix
  }
}
