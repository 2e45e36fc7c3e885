import Foundation
import LinearAlgebra
import Probability

/// What the checks look at: the model at its prior medians, on the cells that are fitted.
///
/// Series are G x T with T the periods that are fitted, geo by geo.
struct ReadinessView: Sendable {
  let model: MediaMixModel
  let basis: WithinBasis
  /// The model at the median of every prior.
  let medians: MediaMixParameters
  /// Exposure (or reach times frequency) per inhabitant of each medium, in medians of its positive values; of each
  /// treatment, the distance from its baseline.
  let exposure: [[Double]]
  /// Adstocked, saturated exposure of each term.
  let response: [[Double]]
  /// Scaled controls.
  let controls: [[Double]]
  /// The scaled KPI without baseline, media and controls: by least squares, at the medians' shapes.
  let residual: [Double]
  /// Its standard deviation, degrees of freedom counted.
  let residualDeviation: Double
  /// What the priors say before the data speak.
  let predictive: PriorPredictive

  var data: MediaMixData { model.data }
  var options: MediaMixOptions { model.options }
  var design: MediaMixDesign { model.design }
  var specification: MediaMixSpecification { design.specification }
  var timeCount: Int { specification.trainCount }
  var geoCount: Int { data.geoCount }

  /// Where the project file speaks of a term.
  func location(_ c: Int) -> String {
    let term = specification.terms[c]
    let group =
      switch term.role {
      case .paid: "channels"
      case .organic: "organic"
      case .treatment: "treatments"
      }
    return "media_mix.\(group).\(term.name)"
  }

  func isPaid(_ c: Int) -> Bool { specification.terms[c].role == .paid }

  init(_ model: MediaMixModel) throws(LinearAlgebraError) {
    self.model = model
    predictive = PriorPredictive(model)
    let design = model.design
    let (geos, times) = (design.geoCount, design.specification.trainCount)
    let block = design.block
    let shared = (0..<block.sharedCount).map { p in
      (0..<times).map { block.shared[p * design.stride + $0] }
    }
    // Knots of held-out periods leave no trace in the periods that are fitted.
    basis = try WithinBasis(
      shared: shared.filter { $0.contains { $0 != 0 } }, geoCount: geos, timeCount: times)
    medians = Self.medians(design)
    exposure = design.specification.terms.indices.map { c in
      Self.series(geos, times) { g, t in
        design.exposureRow(c, g)[t] * (design.frequencyRow(c, g)?[t] ?? 1)
      }
    }
    let medians = medians
    response = design.specification.terms.indices.map { c in
      Self.fitted(design.response(c, at: medians), design)
    }
    controls = (0..<design.controlCount).map { j in
      Self.series(geos, times) { g, t in block.controlRow(j, g)[t] }
    }
    let kpi = Self.series(geos, times) { g, t in design.kpi[g * design.stride + t] }
    let explaining = (response + controls).map(basis.residual)
    residual = try Self.unexplained(basis.residual(kpi), by: explaining)
    let freedom = geos * times - geos - basis.rank - explaining.count
    residualDeviation =
      freedom > 0
      ? max((Series.squares(residual) / Double(freedom)).squareRoot(), 1e-3)
      : block.residualScale(design)
  }

  /// The cells of a G x T array that are fitted.
  static func fitted(_ values: [Double], _ design: MediaMixDesign) -> [Double] {
    series(design.geoCount, design.specification.trainCount) { g, t in
      values[g * design.timeCount + t]
    }
  }

  private static func series(
    _ geos: Int, _ times: Int, _ value: (Int, Int) -> Double
  ) -> [Double] {
    (0..<geos).flatMap { g in (0..<times).map { value(g, $0) } }
  }

  /// Least squares through singular values, so that dependent columns do no harm.
  private static func unexplained(
    _ kpi: [Double], by columns: [[Double]]
  ) throws(LinearAlgebraError) -> [Double] {
    guard !columns.isEmpty else { return kpi }
    let svd = try SVD(Matrix(rows: kpi.count, columns: columns.count) { columns[$1][$0] })
    var left = kpi
    for k in 0..<svd.rank(tolerance: 1e-9) {
      let column = svd.left.column(k)
      let weight = zip(column, kpi).reduce(0) { $0 + $1.0 * $1.1 }
      for cell in left.indices { left[cell] -= weight * column[cell] }
    }
    return left
  }

  /// The model at the median of every prior.
  static func medians(_ design: MediaMixDesign) -> MediaMixParameters {
    design.point(value: { $0.quantile(0.5) }) { count, _, _ in
      [Double](repeating: 0, count: count)
    }
  }
}
