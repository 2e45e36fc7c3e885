import Foundation
import LinearAlgebra
import MediaMix

/// The linear-Gaussian block of a model at a point, written out as dense matrices.
///
/// Outcome = media + columns x u + noise, u ~ N(0, I). Nothing is shared with the block's own code
/// but the mean.
struct DenseBlock {
  /// The fitted cells of the scaled KPI less media.
  let residual: [Double]
  /// The noise variance of each cell.
  let noise: [Double]
  /// One column of the fitted cells for each coefficient, in units of its prior deviation.
  let columns: [[Double]]

  init(_ model: MediaMixModel, at point: MediaMixParameters) throws {
    let (design, data) = (model.design, model.data)
    let specification = design.specification
    let (geos, times) = (data.geoCount, data.timeCount)
    let cells = (0..<(geos * times)).filter { $0 % times < specification.trainCount }
    let bare = point.withoutBlock
    let media = design.mean(at: bare)
    residual = cells.map { cell in
      let kpi = data.kpi[cell] / data.population[cell / times]
      return (kpi - design.scaling.kpiMean) / design.scaling.kpiDeviation - media[cell]
    }
    noise = cells.map { cell in
      let sigma = point.sigma.count > 1 ? point.sigma[cell / times] : point.sigma[0]
      return sigma * sigma
    }
    func column(
      _ part: WritableKeyPath<MediaMixParameters, [Double]>, _ index: Int, _ deviation: Double
    ) -> [Double] {
      var moved = bare
      moved[keyPath: part][index] = deviation
      let mean = design.mean(at: moved)
      return cells.map { mean[$0] - media[$0] }
    }
    var columns = point.knots.indices.map { column(\.knots, $0, specification.knotDeviation) }
    columns += point.fourier.indices.map { column(\.fourier, $0, specification.fourierDeviation) }
    for (part, group) in [
      (\.trend, .trend), (\.holiday, .holiday), (\.event, .event),
    ] as [(WritableKeyPath<MediaMixParameters, [Double]>, BaselineColumn.Group)] {
      let baseline = specification.baselineColumns(data.times).filter { $0.group == group }
      columns += baseline.indices.map { column(part, $0, baseline[$0].deviation) }
    }
    columns += point.control.indices.map { column(\.control, $0, specification.controlDeviation) }
    if geos > 1 {
      var intercept = 0
      for g in 0..<geos {
        if g != design.baselineGeo {
          columns.append(
            column(\.geoIntercept, intercept, specification.geoInterceptDeviation))
          intercept += 1
        }
        for j in data.controls.indices {
          columns.append(column(\.controlDeviation, g * data.controls.count + j, 1))
        }
      }
    }
    columns += point.shocks.indices.map { column(\.shocks, $0, 1) }
    self.columns = columns
  }

  /// log N(residual; 0, noise + columns columns').
  func logMarginal() throws -> Double {
    let covariance = Matrix(rows: residual.count, columns: residual.count) { i, j in
      columns.reduce(i == j ? noise[i] : 0) { $0 + $1[i] * $1[j] }
    }
    let factor = try Cholesky(covariance)
    let solved = try factor.solve(residual)
    let square = zip(residual, solved).reduce(0) { $0 + $1.0 * $1.1 }
    return -0.5 * (square + factor.logDeterminant + Double(residual.count) * log(2 * Double.pi))
  }

  /// The distribution of u given the outcome.
  struct Posterior {
    let mean: [Double]
    /// The lower Cholesky factor of the precision.
    let factor: Matrix

    /// factor' (u - mean), standard normal if u is a draw.
    func standardised(_ u: [Double]) -> [Double] {
      let difference = zip(u, mean).map { $0 - $1 }
      return difference.indices.map { i in
        (i..<difference.count).reduce(0) { $0 + factor[$1, i] * difference[$1] }
      }
    }
  }

  func posterior() throws -> Posterior {
    let precision = Matrix(rows: columns.count, columns: columns.count) { i, j in
      residual.indices.reduce(i == j ? 1 : 0) { $0 + columns[i][$1] * columns[j][$1] / noise[$1] }
    }
    let factor = try Cholesky(precision)
    let right = columns.map { column in
      residual.indices.reduce(0) { $0 + column[$1] * residual[$1] / noise[$1] }
    }
    return Posterior(mean: try factor.solve(right), factor: factor.factor)
  }
}
