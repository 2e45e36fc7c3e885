package import LinearAlgebra
import Probability

extension KnotSelection {
  /// A selection for a model whose knots are open.
  ///
  /// Media are taken out at the prior medians of adstock and saturation, and once more with a curve
  /// that is as good as straight (at a hundredth of the exposure); controls and the baseline's other
  /// columns as they are.
  package init(_ design: MediaMixDesign) throws(LinearAlgebraError) {
    let (geos, times) = (design.geoCount, design.specification.trainCount)
    func cells(_ value: (Int, Int) -> Double) -> [Double] {
      (0..<geos).flatMap { g in (0..<times).map { value(g, $0) } }
    }
    let medians = ReadinessView.medians(design)
    let media = design.specification.terms.indices.flatMap { c in
      [1, 0.01].map { factor in
        ReadinessView.fitted(design.response(c, at: medians, factor: factor), design)
      }
    }
    let controls = (0..<design.controlCount).map { j in
      cells { g, t in design.block.controlRow(j, g)[t] }
    }
    let others = design.block.columns.filter { $0.group != .knots }.map { column in
      cells { _, t in column.values[t] }
    }
    try self.init(
      response: cells { g, t in design.kpi[g * design.stride + t] },
      regressors: media + controls + others, geoCount: geos, timeCount: times)
  }
}
