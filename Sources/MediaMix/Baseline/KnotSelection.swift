import Foundation
package import LinearAlgebra

/// Finds out where the baseline bends.
///
/// A line that may bend at every candidate is fitted with a penalty on its bends, and the penalty is
/// weighted anew by what it leaves until each bend is either free or gone (adaptive ridge). That is
/// done for a path of penalties; among the sets of bends it passes, refitted without a penalty, a
/// criterion chooses. Goepp, Bouaziz and Nuel, "Spline regression with automatic knot selection",
/// 2018. What else moves the outcome is fitted along with every line.
package struct KnotSelection {
  /// What a set of knots is judged by.
  package enum Criterion: Sendable {
    /// Akaike's, as in the paper.
    case aic
    /// The Bayesian one, extended by the number of ways to choose so many of the candidates: Chen
    /// and Chen 2008.
    case ebic
  }

  /// Bends below this change of slope, in standard deviations of the KPI from candidate to
  /// candidate, count as none.
  private static let resolution = 1e-3
  /// The most candidates; with more periods than twice that, they are further apart than two.
  private static let most = 80

  let candidates: [Int]
  let criterion: Criterion
  private let projection: BaselineProjection
  /// The distance from each candidate to the next over the mean distance.
  private let gaps: [Double]

  /// - Parameters:
  ///   - response: the scaled KPI, geoCount x timeCount.
  ///   - regressors: what else moves it, each geoCount x timeCount.
  ///   - geoCount: the number of geos, which share the line but for their levels.
  ///   - timeCount: the number of fitted periods.
  ///   - criterion: what decides.
  package init(
    response: [Double], regressors: [[Double]], geoCount: Int, timeCount: Int,
    criterion: Criterion = .ebic
  ) throws(LinearAlgebraError) {
    let step = max(2, (timeCount + Self.most - 1) / Self.most)
    candidates = KnotBasis.equallySpaced(max(2, (timeCount - 1) / step + 1), count: timeCount)
    self.criterion = criterion
    projection = try BaselineProjection(
      basis: KnotBasis.columns(knots: candidates, count: timeCount), response: response,
      regressors: regressors, geoCount: geoCount, timeCount: timeCount)
    let mean = Double(timeCount - 1) / Double(candidates.count - 1)
    gaps = zip(candidates, candidates.dropFirst()).map { Double($1 - $0) / mean }
  }

  /// The chosen knots: both ends, and bends between them.
  package func knots() throws(LinearAlgebraError) -> [Int] {
    var best: (bends: [Int], value: Double) = ([], try judge([]))
    var seen: Set<[Int]> = [[]]
    var weights = [Double](repeating: 1, count: max(0, candidates.count - 2))
    let line = try projection.fit(hats([]))
    let largest = line.squares / 2
    let cells = Double(projection.cellCount)
    // From penalties that a tenth of the noise outweighs to one that leaves no bend.
    for k in stride(from: 0.0, through: 1, by: 1.0 / 48) {
      let penalty = largest * pow(1e5 * cells, k - 1)
      let bends = try bends(penalty, &weights)
      guard seen.insert(bends).inserted else { continue }
      let value = try judge(bends)
      if value < best.value { best = (bends, value) }
    }
    let bends = try improved(best.bends, best.value)
    return [0] + bends.map { candidates[$0] } + [candidates[candidates.count - 1]]
  }

  /// Candidates, by index, at which the penalised line bends once the weights have settled.
  private func bends(
    _ penalty: Double, _ weights: inout [Double]
  ) throws(LinearAlgebraError) -> [Int] {
    var shares = [Double](repeating: 0, count: weights.count)
    for _ in 0..<60 {
      let levels = try Cholesky(projection.gram + roughness(weights, penalty))
        .solve(projection.right)
      var change = 0.0
      for j in weights.indices {
        let bend = bend(j, levels)
        let square = bend * bend
        weights[j] = 1 / (square + Self.resolution * Self.resolution)
        change = max(change, abs(weights[j] * square - shares[j]))
        shares[j] = weights[j] * square
      }
      if change < 1e-3 { break }
    }
    return shares.indices.filter { shares[$0] > 0.99 }.map { $0 + 1 }
  }

  /// The change of slope at inner candidate j, with its three coefficients.
  private func coefficients(_ j: Int) -> [Double] {
    [1 / gaps[j], -1 / gaps[j] - 1 / gaps[j + 1], 1 / gaps[j + 1]]
  }

  private func bend(_ j: Int, _ levels: [Double]) -> Double {
    zip(coefficients(j), levels[j...(j + 2)]).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func roughness(_ weights: [Double], _ penalty: Double) -> Matrix {
    var matrix = Matrix(rows: candidates.count, columns: candidates.count, repeating: 0)
    for (j, weight) in weights.enumerated() {
      let row = coefficients(j)
      for a in 0..<3 {
        for b in 0..<3 { matrix[j + a, j + b] += penalty * weight * row[a] * row[b] }
      }
    }
    return matrix
  }

  /// Hat functions over both ends and some bends, by their values at all candidates.
  private func hats(_ bends: [Int]) -> [[Double]] {
    KnotBasis.columns(knots: [0] + bends + [candidates.count - 1], count: candidates.count)
  }

  /// The criterion of a set of bends; less is better.
  ///
  /// Residuals are those of the mean over geos: what happens everywhere at once is one observation,
  /// not as many as there are geos.
  func judge(_ bends: [Int]) throws(LinearAlgebraError) -> Double {
    let fit = try projection.fit(hats(bends))
    let count = Double(projection.timeCount)
    let deviance = count * log(max(fit.averageSquares, 1e-12 * count) / count)
    let size = Double(bends.count)
    switch criterion {
    case .aic: return deviance + 2 * size
    case .ebic:
      let choices = Double(candidates.count - 2)
      let ways = lgamma(choices + 1) - lgamma(size + 1) - lgamma(choices - size + 1)
      return deviance + size * log(count) + 2 * ways
    }
  }
}
