/// The buffers one chain needs to evaluate a media-mix density; nothing is allocated after `init`.
package final class MediaMixScratch {
  /// Rows of a channel in a geo: response, and its sensitivities to alpha, half saturation, slope.
  static let rowKinds = 4

  /// Scalar parameters, and what the chain rule needs of them.
  let values: FixedBuffer
  let slopes: FixedBuffer
  let scores: FixedBuffer
  /// d log density / d scalar parameter.
  let pulls: FixedBuffer

  /// Response rows, C x G x 4 x stride.
  let rows: FixedBuffer
  /// Anchor sums of the rows, C x G x 4: the outcome of a unit coefficient and its sensitivities.
  let anchors: FixedBuffer
  /// Dot products of the rows with the residual's pull, C x G x 4.
  let dots: FixedBuffer
  /// Adstocked exposure and its sensitivity, and the same 1 % up, 4 x stride.
  let filtered: FixedBuffer
  /// Response rows 1 % up, for channels whose strength is a marginal one, 4 x stride.
  let raised: FixedBuffer
  let weights: FixedBuffer
  let weightSlopes: FixedBuffer
  let weightSeconds: FixedBuffer

  /// Geo deviations of a channel's (log) coefficient, and the coefficients, C x G.
  let deviations: FixedBuffer
  let coefficients: FixedBuffer
  /// d log density / d deviation, C x G.
  let deviationPulls: FixedBuffer
  /// The location of a channel's (log) coefficients, C.
  let levels: FixedBuffer
  /// Sum over geos of the anchor, weighted by exp(deviation) where effects are log-normal, C.
  let anchorSums: FixedBuffer
  /// Mean square of the response around its mean in time, and its sensitivities, C x 4.
  let amplitudes: FixedBuffer
  let moments: FixedBuffer

  /// Outcome less media, masked, and then the linear block's residual, G x stride.
  let residual: FixedBuffer
  /// d log density / d mean, G x stride.
  let pull: FixedBuffer
  /// One over the residual variance, G.
  let precisions: FixedBuffer
  package let linear: LinearBlockScratch

  init(design: MediaMixDesign, layout: ParameterLayout) {
    let (c, g, n) = (design.channelCount, design.geoCount, design.stride)
    let kinds = Self.rowKinds
    let lags = design.specification.channels.map(\.maxLag).max() ?? 0
    values = FixedBuffer(count: layout.scalarCount)
    slopes = FixedBuffer(count: layout.scalarCount)
    scores = FixedBuffer(count: layout.scalarCount)
    pulls = FixedBuffer(count: layout.scalarCount)
    rows = FixedBuffer(count: c * g * kinds * n)
    anchors = FixedBuffer(count: c * g * kinds)
    dots = FixedBuffer(count: c * g * kinds)
    filtered = FixedBuffer(count: 4 * n)
    raised = FixedBuffer(count: kinds * n)
    weights = FixedBuffer(count: lags + 1)
    weightSlopes = FixedBuffer(count: lags + 1)
    weightSeconds = FixedBuffer(count: lags + 1)
    deviations = FixedBuffer(count: c * g)
    coefficients = FixedBuffer(count: c * g)
    deviationPulls = FixedBuffer(count: c * g)
    levels = FixedBuffer(count: c)
    anchorSums = FixedBuffer(count: c)
    amplitudes = FixedBuffer(count: c * kinds)
    moments = FixedBuffer(count: kinds + 1)
    residual = FixedBuffer(count: g * n)
    pull = FixedBuffer(count: g * n)
    precisions = FixedBuffer(count: g)
    linear = LinearBlockScratch(block: design.block)
  }

  func row(_ channel: Int, _ geo: Int, design: MediaMixDesign) -> UnsafeMutablePointer<Double> {
    rows.pointer + (channel * design.geoCount + geo) * Self.rowKinds * design.stride
  }
}
