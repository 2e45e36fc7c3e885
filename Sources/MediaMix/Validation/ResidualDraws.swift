/// What one draw says about every fitted cell.
struct ResidualDraw: Sendable {
  /// Scaled KPI less the draw's mean, in the order of `MediaMixDesign.fittedCells`.
  var residuals: [Double]
  /// One over the residual variance of each geo, G.
  var precisions: [Double]
  /// The law of residuals.
  var likelihood: ObservationLikelihood
}

extension MediaMixDesign {
  /// A cell that the likelihood sees.
  struct Cell: Sendable, Equatable {
    var geo: Int
    var period: Int
  }

  /// The cells that the likelihood sees, geo by geo.
  var fittedCells: [Cell] {
    (0..<geoCount).flatMap { geo in
      (0..<timeCount).compactMap { period in
        mask[geo * stride + period] > 0 ? Cell(geo: geo, period: period) : nil
      }
    }
  }
}

extension MediaMixDensity {
  /// The residuals of the draw that was last reconstructed in a scratch, with the linear block's
  /// coefficients as drawn: given these, cells are independent.
  func residualDraw(_ s: MediaMixScratch) -> ResidualDraw {
    ResidualDraw(
      residuals: design.fittedCells.map { s.residual[$0.geo * design.stride + $0.period] },
      precisions: (0..<design.geoCount).map { s.precisions[$0] },
      likelihood: ObservationLikelihood(
        degreesOfFreedom: design.specification.likelihood == .studentT
          ? s.values[layout.freedom] : nil))
  }
}
