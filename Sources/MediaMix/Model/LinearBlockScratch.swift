/// The buffers one chain needs to integrate the linear block out.
package final class LinearBlockScratch {
  /// Standardised coefficients u: border, then geo by geo.
  package let u: FixedBuffer
  /// The same vector while it is being solved for: b = D L'r / sigma^2.
  let b: FixedBuffer
  /// Cholesky factors of the geos' own blocks, one after another.
  let own: FixedBuffer
  /// L_g^-1 C_g', own rows of all geos stacked, ownTotal x border.
  let cross: FixedBuffer
  /// The Schur complement of the border, then its Cholesky factor, border x border.
  let schur: FixedBuffer
  /// Its inverse.
  let inverse: FixedBuffer
  /// L_g^-T of `cross`, and its product with the inverse, ownTotal x border.
  let solved: FixedBuffer
  let product: FixedBuffer
  /// Diagonal of the whole inverse: border, then geo by geo.
  let inverseDiagonal: FixedBuffer
  /// Sum over geos of the weighted residual, and the shared part of the mean, stride.
  let sum: FixedBuffer
  let sharedMean: FixedBuffer
  /// Products of controls and residual, J x G.
  let controlDots: FixedBuffer
  /// Prior standard deviations of the border's coefficients; sampled where their prior is Laplace.
  package let borderScale: FixedBuffer
  /// Prior standard deviations of a geo's own coefficients.
  let ownScale: FixedBuffer
  let small: FixedBuffer
  /// Ones, G: precisions for a residual that is weighted already.
  let unitPrecisions: FixedBuffer

  /// The standard deviation of shared shocks, with its sign of no account.
  var periodSpread = 0.0
  /// Conditional variance of each period's shock, and the shocks themselves, stride.
  let periodVariance: FixedBuffer
  package let periodMeans: FixedBuffer
  /// The diagonal of D, count.
  let scale: FixedBuffer
  /// What shocks leave of M, its factor and its inverse in turn, and what they take, count x count.
  let dense: FixedBuffer
  let periodGram: FixedBuffer
  /// Sum over periods of 1 - posterior variance / prior variance of the shock.
  var periodShrinkage = 0.0

  init(block: LinearBlock) {
    let border = block.borderCount
    let rows = block.ownTotal
    let widest = (0..<block.geoCount).map(block.ownCount).max() ?? 0
    u = FixedBuffer(count: block.count)
    b = FixedBuffer(count: block.count)
    own = FixedBuffer(count: block.geoCount * widest * widest)
    cross = FixedBuffer(count: rows * border)
    schur = FixedBuffer(count: border * border)
    inverse = FixedBuffer(count: border * border)
    solved = FixedBuffer(count: rows * border)
    product = FixedBuffer(count: rows * border)
    inverseDiagonal = FixedBuffer(count: block.count)
    sum = FixedBuffer(count: block.stride)
    sharedMean = FixedBuffer(count: block.stride)
    controlDots = FixedBuffer(count: block.controlCount * block.geoCount)
    borderScale = FixedBuffer(block.borderScale)
    ownScale = FixedBuffer(count: widest)
    small = FixedBuffer(count: max(block.count, border, widest * widest, widest * border))
    let size = block.hasPeriods ? block.count : 0
    periodVariance = FixedBuffer(count: block.stride)
    periodMeans = FixedBuffer(count: block.stride)
    scale = FixedBuffer(count: size)
    dense = FixedBuffer(count: size * size)
    periodGram = FixedBuffer(count: size * size)
    unitPrecisions = FixedBuffer([Double](repeating: 1, count: block.geoCount))
  }
}
