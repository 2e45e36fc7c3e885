/// The buffers one chain needs to evaluate a media-mix density; nothing is allocated after `init`.
package final class MediaMixScratch {
  /// Rows of a term in a geo: the response, and its sensitivities to sampled parameters of the shape.
  static let rowKinds = 1 + ParameterLayout.shapeCount

  /// Scalar parameters, and what the chain rule needs of them.
  let values: FixedBuffer
  let slopes: FixedBuffer
  let scores: FixedBuffer
  /// d log density / d scalar parameter.
  let pulls: FixedBuffer

  /// Response rows, terms x G x (rows of the widest term) x stride.
  let rows: FixedBuffer
  let rowsPerCell: Int
  /// Anchor sums of the rows, terms x G x rowKinds: the outcome of a unit coefficient and its
  /// sensitivities.
  let anchors: FixedBuffer
  /// Dot products of the rows with the residual's pull, terms x G x rowKinds.
  let dots: FixedBuffer
  /// Adstocked exposure and its sensitivities, 3 x stride.
  let filtered: FixedBuffer
  /// Saturated exposure with its history, its sensitivities, and its input, 4 x rawStride.
  let raw: FixedBuffer
  let rawStride: Int
  /// Where sensitivities to fixed parameters go, 4 x rawStride.
  let unused: FixedBuffer
  let ones: FixedBuffer
  /// Response rows under another exposure, rowKinds x stride.
  let raised: FixedBuffer
  let weights: FixedBuffer
  let alongFirst: FixedBuffer
  let alongSecond: FixedBuffer

  /// Geo deviations of a term's (log) coefficient, and the coefficients, terms x G.
  let deviations: FixedBuffer
  let coefficients: FixedBuffer
  /// d log density / d deviation, terms x G.
  let deviationPulls: FixedBuffer
  /// The location of a term's (log) coefficients.
  let levels: FixedBuffer
  /// Sum over geos of the anchor, weighted by exp(deviation) where effects are log-normal.
  let anchorSums: FixedBuffer
  /// Mean square of the response around its mean in time, and its sensitivities, terms x rowKinds.
  let amplitudes: FixedBuffer
  let moments: FixedBuffer

  /// Effect over time of each course, its logarithm, and d log density / d logarithm; each
  /// courses x stride.
  let courses: FixedBuffer
  let courseLogs: FixedBuffer
  let coursePulls: FixedBuffer
  /// Standardised coefficients of the courses, one after another.
  let courseCoefficients: FixedBuffer
  /// What the anchor of a term that follows a course is the sum of, terms x G x stride.
  let anchorRows: FixedBuffer

  /// Incremental KPI of a unit coefficient in each part of each experiment, with its sensitivities,
  /// parts x rowKinds.
  let lifts: FixedBuffer
  /// What those are sums of, parts x stride; only where a channel follows a course.
  let liftRows: FixedBuffer
  /// d log density / d incremental KPI of each experiment.
  let liftPulls: FixedBuffer

  /// Outcome less media, masked, and then the linear block's residual, G x stride.
  let residual: FixedBuffer
  /// d log density / d mean, G x stride.
  let pull: FixedBuffer
  /// One over the residual variance, G.
  let precisions: FixedBuffer
  package let linear: LinearBlockScratch
  /// What whitened coordinates of the block need, and a row for each geo, G x stride.
  let reference: LinearBlockScratch
  let referenceCells: FixedBuffer

  init(design: MediaMixDesign, layout: ParameterLayout, rowsPerCell: Int, isWhitened: Bool) {
    let (c, g, n) = (design.termCount, design.geoCount, design.stride)
    let kinds = Self.rowKinds
    let lags = design.specification.terms.map(\.maxLag).max() ?? 0
    self.rowsPerCell = rowsPerCell
    values = FixedBuffer(count: layout.scalarCount)
    slopes = FixedBuffer(count: layout.scalarCount)
    scores = FixedBuffer(count: layout.scalarCount)
    pulls = FixedBuffer(count: layout.scalarCount)
    rows = FixedBuffer(count: c * g * rowsPerCell * n)
    anchors = FixedBuffer(count: c * g * kinds)
    dots = FixedBuffer(count: c * g * kinds)
    filtered = FixedBuffer(count: 3 * n)
    rawStride = (lags + n + 7) / 8 * 8
    raw = FixedBuffer(count: 4 * rawStride)
    unused = FixedBuffer(count: ParameterLayout.shapeCount * rawStride)
    ones = FixedBuffer([Double](repeating: 1, count: rawStride))
    raised = FixedBuffer(count: kinds * n)
    weights = FixedBuffer(count: lags + 1)
    alongFirst = FixedBuffer(count: lags + 1)
    alongSecond = FixedBuffer(count: lags + 1)
    deviations = FixedBuffer(count: c * g)
    coefficients = FixedBuffer(count: c * g)
    deviationPulls = FixedBuffer(count: c * g)
    levels = FixedBuffer(count: c)
    anchorSums = FixedBuffer(count: c)
    amplitudes = FixedBuffer(count: c * kinds)
    moments = FixedBuffer(count: kinds + 1)
    let courseCount = design.courses.count
    courses = FixedBuffer(count: courseCount * n)
    courseLogs = FixedBuffer(count: courseCount * n)
    coursePulls = FixedBuffer(count: courseCount * n)
    courseCoefficients = FixedBuffer(count: layout.courseTermCounts.reduce(0, +))
    anchorRows = FixedBuffer(count: courseCount > 0 ? c * g * n : 0)
    let parts = design.experiments.reduce(0) { $0 + $1.parts.count }
    lifts = FixedBuffer(count: parts * kinds)
    liftRows = FixedBuffer(count: courseCount > 0 ? parts * n : 0)
    liftPulls = FixedBuffer(count: design.experiments.count)
    residual = FixedBuffer(count: g * n)
    pull = FixedBuffer(count: g * n)
    precisions = FixedBuffer(count: g)
    linear = LinearBlockScratch(block: design.block)
    reference = isWhitened ? LinearBlockScratch(block: design.block) : linear
    referenceCells = FixedBuffer(count: isWhitened ? g * n : 0)
  }

  func row(_ term: Int, _ geo: Int, design: MediaMixDesign) -> UnsafeMutablePointer<Double> {
    rows.pointer + (term * design.geoCount + geo) * rowsPerCell * design.stride
  }
}
