import Foundation
import Probability

/// The product of a prior on ROI and normal observations of it, as one distribution of a known family.
///
/// The product is computed on a grid. A log-normal, a gamma and a normal distribution get its mean and
/// variance, and the one from which the product diverges least (Kullback and Leibler 1951) is taken. A
/// normal is no candidate where the prior holds positive numbers only, because the sign would be
/// lost.
struct PriorMerge {
  /// The prior of the strength.
  let baseline: any UnivariateDistribution
  /// ROI for a strength of 1.
  let scale: Double
  let observations: [(mean: Double, deviation: Double)]

  private static let gridSize = 10_000

  /// The best-fitting family; nil if the product has no mass that could be found.
  func fit() -> PriorSpecification? {
    guard let grid = grid() else { return nil }
    let mean = grid.average { $0 }
    let variance = grid.average { ($0 - mean) * ($0 - mean) }
    guard mean.isFinite, variance > 0, variance.isFinite else { return nil }
    var candidates: [PriorSpecification] = []
    if mean > 0 {
      candidates.append(
        PriorStatement.logNormal(mean: mean, relativeDeviation: variance.squareRoot() / mean))
      candidates.append(.init("gamma", [mean * mean / variance, mean / variance]))
    }
    if !baseline.isPositive { candidates.append(.init("normal", [mean, variance.squareRoot()])) }
    // The entropy of the product is the same for all, so the cross entropy orders them.
    let judged = candidates.compactMap { candidate -> (PriorSpecification, Double)? in
      guard case .family(let name, let parameters) = candidate,
        let family = try? DistributionFamily(named: name),
        let distribution = try? family.distribution(parameters)
      else { return nil }
      let loss = grid.average { -distribution.logDensity($0) }
      return loss < .infinity ? (candidate, loss) : nil
    }
    return judged.min { $0.1 < $1.1 }?.0
  }

  private struct Grid {
    var points: [Double]
    /// Masses that sum to 1.
    var masses: [Double]

    func average(_ value: (Double) -> Double) -> Double {
      var sum = 0.0
      for (point, mass) in zip(points, masses) where mass > 0 { sum += mass * value(point) }
      return sum
    }
  }

  private func logDensity(_ roi: Double) -> Double {
    var sum = baseline.logDensity(roi / scale)
    for observation in observations {
      let z = (roi - observation.mean) / observation.deviation
      sum -= 0.5 * z * z
    }
    return sum
  }

  /// Middles of equal cells over where the mass is, which is narrowed down from where it may be.
  private func grid() -> Grid? {
    var (low, high) = bounds()
    guard low.isFinite, high.isFinite, low < high else { return nil }
    var grid: Grid?
    for _ in 0..<4 {
      let width = (high - low) / Double(Self.gridSize)
      let points = (0..<Self.gridSize).map { low + (Double($0) + 0.5) * width }
      let logs = points.map(logDensity)
      guard let top = logs.max(), top.isFinite else { return nil }
      let masses = logs.map { exp($0 - top) }
      let sum = masses.reduce(0, +)
      grid = Grid(points: points, masses: masses.map { $0 / sum })
      guard let first = logs.firstIndex(where: { $0 > top - 45 }),
        let last = logs.lastIndex(where: { $0 > top - 45 })
      else { return nil }
      (low, high) = (points[first] - width / 2, points[last] + width / 2)
    }
    return grid
  }

  /// Far beyond all that prior and observations hold likely, but inside the prior's support.
  private func bounds() -> (low: Double, high: Double) {
    var low = scale * baseline.quantile(1e-9)
    var high = scale * baseline.quantile(1 - 1e-9)
    for observation in observations {
      low = min(low, observation.mean - 12 * observation.deviation)
      high = max(high, observation.mean + 12 * observation.deviation)
    }
    return (
      max(low, scale * baseline.support.lower), min(high, scale * baseline.support.upper)
    )
  }
}
