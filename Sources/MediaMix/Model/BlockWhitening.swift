import LinearAlgebra

/// Coordinates in which the linear block's posterior is near a standard normal, for densities that
/// sample it: u = u0 + L^-T v with M = L L' and mean u0 of the Gaussian conditional at a reference
/// point (residual scale of the block alone, controls that differ a little from geo to geo).
package struct BlockWhitening: Sendable {
  let count: Int
  private let centre: FixedBuffer
  /// L, row-major.
  private let factor: FixedBuffer

  /// - Returns: nil if the block is empty or cannot be factored.
  init?(block: LinearBlock, design: MediaMixDesign, sigma: Double) {
    count = block.count
    guard count > 0 else { return nil }
    let precision = 1 / (sigma * sigma)
    let spreads = FixedBuffer([Double](repeating: 0.1, count: max(1, block.deviationCount)))
    let scratch = LinearBlockScratch(block: block)
    // Shocks a tenth of the KPI's spread: enough to keep the centre off them.
    scratch.periodSpread = 0.1
    let residual = FixedBuffer(design.kpi.array)
    for cell in 0..<residual.count { residual[cell] *= design.mask[cell] }
    let precisions = FixedBuffer([Double](repeating: precision, count: block.geoCount))
    let solved = block.collapse(
      residual: residual.pointer, precisions: precisions.pointer, controlSpreads: spreads.pointer,
      scratch: scratch)
    guard solved != nil else { return nil }
    centre = FixedBuffer(scratch.u.array)
    factor = block.denseMatrix(precision: precision, controlSpreads: spreads.pointer, scratch)
    guard LAPACK.choleskyInPlace(count, factor.pointer) else { return nil }
  }

  /// u from v.
  func apply(_ v: UnsafePointer<Double>, to u: UnsafeMutablePointer<Double>) {
    u.update(from: v, count: count)
    BLAS.trsv(count, lower: factor.pointer, u, transposed: true)
    BLAS.axpy(count, 1, centre.pointer, u)
  }

  /// d / dv from d / du, in place: L^-1 g.
  func pullBack(_ gradient: UnsafeMutablePointer<Double>) {
    BLAS.trsv(count, lower: factor.pointer, gradient)
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
