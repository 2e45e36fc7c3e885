import Interchange
import Parallel
import Probability

/// What perfect knowledge of one channel's response would be worth: the expected value of partial
/// perfect information.
///
/// For each draw, the channel's curve is taken as known, and the other channels' as what is expected
/// given it: each node regressed over the draws on the channel's outcome at today's spend, by a broken
/// line with knots at the quintiles (after Strong, Oakley and Brennan 2014). The value is the mean of
/// what the best plan then gains over the plan that is best now.
struct ChannelInformation: Sendable {
  let problem: BudgetProblem
  let aim: BudgetProblem.Aim

  /// The most draws averaged over.
  static let drawLimit = 200

  /// The value for each channel, in the unit that plans are judged by.
  func values() async throws -> [Double] {
    let programme = DrawProgram(problem, aim)
    let all = Array(problem.table.draws.indices)
    guard
      let now = programme.program(meanOf: all).best(
        start: problem.today, effort: DrawProgram.effort)
    else { return problem.model.channels.map { _ in 0 } }
    return try await inParallel(problem.model.channels.count, width: problem.threads) { c in
      try value(c, programme, now: now.plan)
    }
  }

  private func value(_ c: Int, _ programme: DrawProgram, now: [Double]) throws -> Double {
    let curves = problem.table.curves
    let own = problem.cells.indices.filter { problem.cells[$0].channel == c }
    let count = problem.table.draws.count
    let used = min(Self.drawLimit, count)
    let picked = (0..<used).map { (2 * $0 + 1) * count / (2 * used) }
    var signal = [Double](repeating: 0, count: count)
    for j in own {
      let amount = problem.cells[j].today > 0 ? problem.cells[j].today : problem.domains[j].most
      let place = curves[j].place(of: amount)
      for i in 0..<count { signal[i] += curves[j].value(ofDraw: i, at: place) }
    }
    let line = BrokenLine(signal)
    let isOwn = Set(own)
    // Expected curves of the others at the picked draws, nodes x picked.
    var expected: [[Double]] = []
    for (j, curve) in curves.enumerated() {
      try Task.checkCancellation()
      guard !isOwn.contains(j) else {
        expected.append([])
        continue
      }
      expected.append(
        (0..<curve.count).flatMap { k in
          line.fitted((0..<count).map { curve.draws[$0 * curve.count + k] }, at: picked)
        })
    }
    var gain = 0.0
    for (at, draw) in picked.enumerated() {
      let program = programme.program { j, k in
        isOwn.contains(j)
          ? curves[j].draws[draw * curves[j].count + k] : expected[j][k * used + at]
      }
      guard let best = program.best(start: now, effort: DrawProgram.effort) else { continue }
      gain += max(0, best.value - program.value(now))
    }
    return gain / Double(used)
  }
}

/// Least squares on a broken line with knots at the quintiles of a variable.
private struct BrokenLine {
  /// Orthonormal columns over the draws.
  private var columns: [[Double]] = []

  init(_ x: [Double]) {
    let knots = Quantile.at([0.2, 0.4, 0.6, 0.8], of: x)
    let candidates = [x.map { _ in 1.0 }, x] + knots.map { knot in x.map { max(0, $0 - knot) } }
    for candidate in candidates {
      var column = candidate
      let size = Self.norm(column)
      // Gram-Schmidt, twice against rounding.
      for _ in 0..<2 {
        for other in columns {
          let dot = Self.dot(column, other)
          for i in column.indices { column[i] -= dot * other[i] }
        }
      }
      let rest = Self.norm(column)
      guard rest > 1e-9 * size else { continue }
      columns.append(column.map { $0 / rest })
    }
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for i in a.indices { sum += a[i] * b[i] }
    return sum
  }

  private static func norm(_ values: [Double]) -> Double { dot(values, values).squareRoot() }

  func fitted(_ y: [Double], at picked: [Int]) -> [Double] {
    var fitted = [Double](repeating: 0, count: picked.count)
    for column in columns {
      let dot = Self.dot(y, column)
      for (k, i) in picked.enumerated() { fitted[k] += dot * column[i] }
    }
    return fitted
  }
}
