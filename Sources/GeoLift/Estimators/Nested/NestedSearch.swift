import Foundation
import LinearAlgebra
import Probability

/// The search for the predictors' weights that fit the outcome best, from many starts.
///
/// The error is not convex in V. Starts are equal weights, the squared coefficients of a regression of
/// donors' outcomes on predictors, and the best of many random V. Each is followed downhill by simplexes
/// laid anew until none of three sizes finds anything better, since one alone can stop at a kink.
struct NestedSearch {
  /// Random V that are looked at for each start.
  private static let screened = 30
  /// Sides of the simplexes, in the logarithm of V.
  private static let sides = [4.0, 2, 1]

  private let problem: GeoProblem
  private var distance: PredictorDistance
  private let count: Int

  init(_ problem: GeoProblem, _ predictors: ProblemPredictors) {
    self.problem = problem
    distance = PredictorDistance(problem, predictors)
    count = predictors.names.count
  }

  /// The distinct optima, the best first.
  mutating func optima(starts: Int, seed: UInt64) -> [NestedOptimum] {
    let equal = [Double](repeating: 0, count: count)
    if let perfect = perfectMatch(equal) { return [perfect] }
    guard count > 1 else { return [distance.optimum(equal)] }
    var ends: [NelderMead.Vertex] = []
    for start in self.starts(starts, seed: seed) { ends.append(descend(start, tolerance: 1e-6)) }
    var found: [NestedOptimum] = []
    for group in Self.groups(ends.map { distance.optimum($0.point) }) {
      let best = descend(ends[group[0]].point, tolerance: 1e-9)
      var optimum = distance.optimum(best.point)
      optimum.searches = group.count
      found.append(optimum)
    }
    // Polishing may bring two together.
    return Self.groups(found).map { group in
      var optimum = found[group[0]]
      optimum.searches = group.reduce(0) { $0 + found[$1].searches }
      return optimum
    }
  }

  /// Where the target's predictors lie among the donors', weights match them exactly whatever V is; of
  /// these the ones that fit the outcome best are taken.
  private func perfectMatch(_ equal: [Double]) -> NestedOptimum? {
    let plain = distance.optimum(equal)
    let problem = SimplexProblem(
      gaps: distance.gaps, rowWeights: [Double](repeating: 1, count: count))
    let nearest = problem.gram.diagonal.min() ?? 0
    guard plain.certificate.objective <= 1e-9 * nearest else { return nil }
    let size = distance.outcomes.elements.reduce(0) { $0 + $1 * $1 }
    let rows = count + distance.outcomes.rows
    let stacked = Matrix(rows: rows, columns: distance.gaps.columns) { row, j in
      row < count ? distance.gaps[row, j] : distance.outcomes[row - count, j]
    }
    // The match of the predictors counts a million times what the fit of the outcome does.
    let weights = (0..<rows).map { $0 < count ? 1e6 : size > 0 ? 1 / size : 0 }
    let solution = SimplexProblem(gaps: stacked, rowWeights: weights).solved()
    return NestedOptimum(
      error: distance.error(ofWeights: solution.weights),
      predictorWeights: equal.map { _ in 1 / Double(count) },
      certificate: SimplexSolution(solution.weights, of: problem, steps: solution.steps),
      searches: 1)
  }

  private mutating func starts(_ wanted: Int, seed: UInt64) -> [[Double]] {
    var starts = [[Double](repeating: 0, count: count)]
    if let regression = regressionStart() { starts.append(regression) }
    var stream = RandomStream(seed: seed, stream: 0x6E65_7374)
    let random = max(wanted - starts.count, 0)
    var screened: [NelderMead.Vertex] = []
    for _ in 0..<random * Self.screened {
      let point = (0..<count).map { _ in PredictorDistance.lowest * stream.uniform() }
      screened.append(.init(point: point, value: distance.error(point)))
    }
    let order = screened.indices.sorted { (screened[$0].value, $0) < (screened[$1].value, $1) }
    return Array((starts + order.prefix(random).map { screened[$0].point }).prefix(max(wanted, 1)))
  }

  /// Squared coefficients of the donors' outcomes regressed on their predictors, summed over periods.
  private func regressionStart() -> [Double]? {
    let gaps = distance.gaps
    guard gaps.columns > count + 1,
      let factors = try? QR(
        Matrix(rows: gaps.columns, columns: count + 1) { $1 < count ? gaps[$1, $0] : 1 })
    else { return nil }
    var squares = [Double](repeating: 0, count: count)
    for t in 0..<distance.outcomes.rows {
      guard let fit = try? factors.leastSquares(Array(distance.outcomes.row(t))) else { return nil }
      for l in 0..<count { squares[l] += fit.coefficients[l] * fit.coefficients[l] }
    }
    return squares.map { log(max($0, .leastNormalMagnitude)) }
  }

  /// Follows the error downhill until a round of simplexes gains no more than a share of it.
  private mutating func descend(_ start: [Double], tolerance: Double) -> NelderMead.Vertex {
    let method = NelderMead(
      limit: 120 * count, pointTolerance: 1e-4, valueTolerance: min(tolerance / 100, 1e-9))
    var best = NelderMead.Vertex(point: Self.clipped(start), value: .infinity)
    var distance = self.distance
    for round in 0..<5 {
      let before = best.value
      for side in Self.sides {
        // Inward, so that a corner of the range is no trap.
        let steps = best.point.map { $0 < PredictorDistance.lowest / 2 ? side : -side }
        let end = method.minimum(from: best.point, steps: steps) { distance.error($0) }
        guard end.value < best.value else { continue }
        best = .init(point: Self.clipped(end.point), value: end.value)
      }
      if round > 0, before - best.value <= tolerance * before { break }
    }
    return best
  }

  private static func clipped(_ point: [Double]) -> [Double] {
    let largest = point.max() ?? 0
    return point.map { max($0 - largest, PredictorDistance.lowest) }
  }

  /// Puts together what is the same to a two-hundredth in every weight; the best of a group comes
  /// first, and the best group.
  private static func groups(_ optima: [NestedOptimum]) -> [[Int]] {
    let order = optima.indices.sorted { (optima[$0].error, $0) < (optima[$1].error, $1) }
    var groups: [[Int]] = []
    for index in order {
      let weights = optima[index].certificate.weights
      let place = groups.firstIndex { group in
        zip(optima[group[0]].certificate.weights, weights).allSatisfy { abs($0 - $1) <= 0.005 }
      }
      if let place { groups[place].append(index) } else { groups.append([index]) }
    }
    return groups
  }
}
