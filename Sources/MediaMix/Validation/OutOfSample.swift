import Foundation
public import Inference
import Parallel

/// How well a fit would predict each fitted cell had it not seen it.
struct OutOfSample: Sendable {
  /// The most numbers, cells times draws, that are kept to work on: 160 MB.
  static let limit = 20_000_000
  /// The most cells whose calibration is looked at.
  static let calibrationLimit = 1000

  /// Leave-one-out over the fitted cells, on the scale of the scaled KPI per inhabitant.
  let loo: LeaveOneOut
  /// For evenly spread cells, the probability of an observation no larger than the actual one, given
  /// all other cells; uniform if the model is right.
  let probabilities: [Double]

  /// How many of the draws to skip after each one kept.
  static func stride(cells: Int, draws: Int) -> Int {
    max(1, (cells * draws + limit - 1) / limit)
  }

  /// Weighs draws cell by cell.
  ///
  /// - Parameters:
  ///   - draws: evenly thinned, so that they are nearly independent.
  ///   - cells: the cells their residuals belong to.
  ///   - threads: how many to use; it changes no result.
  init(_ draws: [ResidualDraw], cells: [MediaMixDesign.Cell], threads: Int) async throws {
    let block = 64
    let step = max(1, (cells.count + Self.calibrationLimit - 1) / Self.calibrationLimit)
    let blocks = try await inParallel((cells.count + block - 1) / block, width: threads) { index in
      try Task.checkCancellation()
      let range = (index * block)..<min(cells.count, (index + 1) * block)
      return Self.leaveOut(range, draws, cells, calibrationStep: step)
    }
    loo = LeaveOneOut(points: blocks.flatMap(\.points), draws: draws.count)
    probabilities = blocks.flatMap(\.probabilities)
  }

  private static func leaveOut(
    _ range: Range<Int>, _ draws: [ResidualDraw], _ cells: [MediaMixDesign.Cell],
    calibrationStep: Int
  ) -> (points: [LeaveOneOut.Point], probabilities: [Double]) {
    // Cell-major within the block: each draw's row is read once.
    var logLikelihoods = [[Double]](
      repeating: [Double](repeating: 0, count: draws.count), count: range.count)
    for (s, draw) in draws.enumerated() {
      for (row, cell) in range.enumerated() {
        logLikelihoods[row][s] = draw.likelihood.logDensity(
          residual: draw.residuals[cell], precision: draw.precisions[cells[cell].geo])
      }
    }
    var points: [LeaveOneOut.Point] = []
    var probabilities: [Double] = []
    for (row, cell) in range.enumerated() {
      let (point, logWeights) = LeaveOneOut.Point.leavingOut(logLikelihoods[row])
      points.append(point)
      guard cell % calibrationStep == 0 else { continue }
      var probability = 0.0
      for (s, draw) in draws.enumerated() {
        probability +=
          exp(logWeights[s])
          * draw.likelihood.cumulative(
            residual: draw.residuals[cell], precision: draw.precisions[cells[cell].geo])
      }
      probabilities.append(min(max(probability, 0), 1))
    }
    return (points, probabilities)
  }
}

extension MediaMixResult {
  /// How well each fitted cell, geo by geo and then period by period, would be predicted without it;
  /// on the scale of the KPI per inhabitant less its mean, over its standard deviation.
  public var leaveOneOut: LeaveOneOut { series.outOfSample.loo }

  /// For evenly spread fitted cells, the probability of an observation no larger than the actual one,
  /// given all others.
  package var calibration: [Double] { series.outOfSample.probabilities }
}
