import Foundation
import LinearAlgebra
import Tables

/// The part of the model that is linear and Gaussian given the rest: the baseline's columns and
/// controls, which all geos share (the border), and each geo's intercept and control deviations.
///
/// A coefficient is its prior standard deviation times a standard normal u; the standard deviation
/// of a control deviation is itself sampled. Gram matrices are constant and computed once.
final class LinearBlock: Sendable {
  let geoCount: Int
  let timeCount: Int
  let stride: Int
  /// What the shared columns are, in order.
  let columns: [BaselineColumn]
  let controlCount: Int
  /// The baseline's columns of time, shared by all geos, each a row of `stride` entries.
  let shared: FixedBuffer
  /// The column of an intercept, a row of `stride` entries.
  let ones: FixedBuffer
  /// Scaled controls, J x G rows of `stride` entries, unmasked.
  let controls: FixedBuffer
  /// Prior standard deviations of the border's coefficients.
  let borderScale: [Double]
  /// Places in the border of coefficients with a Laplace prior.
  ///
  /// Such a coefficient is normal with a standard deviation of `borderScale` times tau, and tau has
  /// a Rayleigh distribution (Andrews and Mallows 1974): given the scales, the block stays Gaussian.
  let laplacePlaces: [Int]
  /// Prior standard deviation of a geo's intercept.
  let interceptScale: Double
  /// Whether each geo has an intercept of its own; none in the baseline geo and in national models.
  let hasIntercept: [Bool]
  /// Control deviations of each geo: J in geo models, else none.
  let deviationCount: Int
  let grams: BlockGrams
  /// Whether all geos share a shock in each period.
  let hasPeriods: Bool
  /// What those shocks need; nil without.
  let periods: PeriodGrams?
  /// 1 for a cell in the likelihood, else 0; G x stride.
  let mask: FixedBuffer

  var sharedCount: Int { columns.count }
  func count(_ group: BaselineColumn.Group) -> Int { columns.count { $0.group == group } }
  var borderCount: Int { sharedCount + controlCount }
  func ownCount(_ geo: Int) -> Int { (hasIntercept[geo] ? 1 : 0) + deviationCount }
  var ownTotal: Int { (0..<geoCount).reduce(0) { $0 + ownCount($1) } }
  /// All coefficients: the border's first, then geo by geo.
  var count: Int { borderCount + ownTotal }

  init(
    data: MediaMixData, specification: MediaMixSpecification, columns: [BaselineColumn],
    scaling: MediaMixScaling, mask: FixedBuffer, stride: Int, baselineGeo: Int
  ) {
    let (geos, times) = (data.geoCount, data.timeCount)
    geoCount = geos
    timeCount = times
    self.stride = stride
    self.columns = columns
    self.mask = mask
    hasPeriods = specification.periodSpread != nil
    controlCount = data.controls.count
    deviationCount = geos > 1 ? data.controls.count : 0
    hasIntercept = (0..<geos).map { geos > 1 && $0 != baselineGeo }
    interceptScale = specification.geoInterceptDeviation
    borderScale =
      columns.map(\.deviation)
      + [Double](repeating: specification.controlDeviation, count: controlCount)

    laplacePlaces = columns.indices.filter { columns[$0].isLaplace }
    shared = FixedBuffer(count: columns.count * stride)
    for (p, column) in columns.enumerated() {
      for t in 0..<times { shared[p * stride + t] = column.values[t] }
    }
    ones = FixedBuffer(count: stride)
    ones.fill(1)
    let controls = Self.scaledControls(data, scaling, stride: stride)
    self.controls = controls

    var grams = BlockGrams()
    var geoColumns: [PeriodGrams.Columns] = []
    let intercept = [Double](repeating: 1, count: times)
    for g in 0..<geos {
      let z = (0..<controlCount).map { j in
        (0..<times).map { t in controls[(j * geos + g) * stride + t] }
      }
      let own = (hasIntercept[g] ? [intercept] : []) + (deviationCount > 0 ? z : [])
      let border = columns.map(\.values) + z
      grams.append(border: border, own: own, mask: mask.pointer + g * stride)
      geoColumns.append((border, own, Array(mask.array[(g * stride)..<(g * stride + times)])))
    }
    self.grams = grams
    periods = hasPeriods ? PeriodGrams(geoColumns) : nil
  }

  /// Controls less their mean, over their standard deviation, J x G rows of `stride` entries.
  private static func scaledControls(
    _ data: MediaMixData, _ scaling: MediaMixScaling, stride: Int
  ) -> FixedBuffer {
    let (geos, times) = (data.geoCount, data.timeCount)
    let rows = FixedBuffer(count: data.controls.count * geos * stride)
    for (j, values) in data.controlValues.enumerated() {
      for cell in values.indices {
        let (g, t) = cell.quotientAndRemainder(dividingBy: times)
        rows[(j * geos + g) * stride + t] =
          (values[cell] - scaling.controlMean[j]) / scaling.controlDeviation[j]
      }
    }
    return rows
  }

  func controlRow(_ control: Int, _ geo: Int) -> UnsafePointer<Double> {
    UnsafePointer(controls.pointer + (control * geoCount + geo) * stride)
  }
}
