import Foundation
import LinearAlgebra
import Tables

/// The part of the model that is linear and Gaussian given the rest: knots, Fourier terms and
/// controls, which all geos share (the border), and each geo's intercept and control deviations.
///
/// A coefficient is its prior standard deviation times a standard normal u; the standard deviation
/// of a control deviation is itself sampled. Gram matrices are constant and computed once.
final class LinearBlock: Sendable {
  let geoCount: Int
  let timeCount: Int
  let stride: Int
  let knotCount: Int
  let fourierCount: Int
  let controlCount: Int
  /// Columns of time shared by all geos (knots, then Fourier), each a row of `stride` entries.
  let shared: FixedBuffer
  /// The column of an intercept, a row of `stride` entries.
  let ones: FixedBuffer
  /// Scaled controls, J x G rows of `stride` entries, unmasked.
  let controls: FixedBuffer
  /// Prior standard deviations of the border's coefficients.
  let borderScale: [Double]
  /// Prior standard deviation of a geo's intercept.
  let interceptScale: Double
  /// Whether each geo has an intercept of its own; none in the baseline geo and in national models.
  let hasIntercept: [Bool]
  /// Control deviations of each geo: J in geo models, else none.
  let deviationCount: Int
  /// Gram matrices over the masked cells of geo g: border x border, border x own, own x own.
  let borderGram: [[Double]]
  let crossGram: [[Double]]
  let ownGram: [[Double]]
  /// The sum of `borderGram` over geos.
  let borderGramSum: [Double]

  var sharedCount: Int { knotCount + fourierCount }
  var borderCount: Int { sharedCount + controlCount }
  func ownCount(_ geo: Int) -> Int { (hasIntercept[geo] ? 1 : 0) + deviationCount }
  var ownTotal: Int { (0..<geoCount).reduce(0) { $0 + ownCount($1) } }
  /// All coefficients: the border's first, then geo by geo.
  var count: Int { borderCount + ownTotal }

  init(
    data: MediaMixData, specification: MediaMixSpecification, scaling: MediaMixScaling,
    mask: FixedBuffer, stride: Int, baselineGeo: Int
  ) {
    let (geos, times) = (data.geoCount, data.timeCount)
    geoCount = geos
    timeCount = times
    self.stride = stride
    knotCount = specification.knots.count
    fourierCount = 2 * specification.fourierOrder
    controlCount = data.controls.count
    deviationCount = geos > 1 ? data.controls.count : 0
    hasIntercept = (0..<geos).map { geos > 1 && $0 != baselineGeo }
    interceptScale = specification.geoInterceptDeviation
    borderScale =
      [Double](repeating: specification.knotDeviation, count: knotCount)
      + [Double](repeating: specification.fourierDeviation, count: fourierCount)
      + [Double](repeating: specification.controlDeviation, count: controlCount)

    let seasons = FourierSeries.columns(
      order: specification.fourierOrder, positions: data.times.yearPositions ?? [])
    let columns = KnotBasis.columns(knots: specification.knots, count: times) + seasons
    shared = FixedBuffer(count: columns.count * stride)
    for (p, column) in columns.enumerated() {
      for t in 0..<times { shared[p * stride + t] = column[t] }
    }
    ones = FixedBuffer(count: stride)
    ones.fill(1)
    let controls = FixedBuffer(count: controlCount * geos * stride)
    self.controls = controls
    for j in 0..<controlCount {
      for g in 0..<geos {
        for t in 0..<times {
          controls[(j * geos + g) * stride + t] =
            (data.controlValues[j][g * times + t] - scaling.controlMean[j])
            / scaling.controlDeviation[j]
        }
      }
    }

    var border: [[Double]] = []
    var cross: [[Double]] = []
    var own: [[Double]] = []
    let intercept = [Double](repeating: 1, count: times)
    let controlRows = 0..<controlCount
    for g in 0..<geos {
      let row = mask.pointer + g * stride
      let z = controlRows.map { j in
        (0..<times).map { controls[(j * geos + g) * stride + $0] }
      }
      let borderColumns = columns + z
      let ownColumns = (hasIntercept[g] ? [intercept] : []) + (deviationCount > 0 ? z : [])
      func gram(_ left: [[Double]], _ right: [[Double]]) -> [Double] {
        left.flatMap { a in
          right.map { b in
            var sum = 0.0
            for t in 0..<times { sum += a[t] * b[t] * row[t] }
            return sum
          }
        }
      }
      border.append(gram(borderColumns, borderColumns))
      cross.append(gram(borderColumns, ownColumns))
      own.append(gram(ownColumns, ownColumns))
    }
    borderGram = border
    crossGram = cross
    ownGram = own
    var sum = [Double](repeating: 0, count: borderScale.count * borderScale.count)
    for gram in border { for (index, value) in gram.enumerated() { sum[index] += value } }
    borderGramSum = sum
  }

  func controlRow(_ control: Int, _ geo: Int) -> UnsafePointer<Double> {
    UnsafePointer(controls.pointer + (control * geoCount + geo) * stride)
  }
}
