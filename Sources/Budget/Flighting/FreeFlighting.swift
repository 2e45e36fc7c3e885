import Interchange
import Parallel

/// A plan in which each period's spend is chosen too.
///
/// In turns, every channel's course is found for its total by projected gradients, and the totals anew
/// for those courses. Where all curves bend downwards the whole problem is concave, and the distance
/// from its optimum is certified: by the gradient's plane, the best plan of all can gain no more than
/// the best one on the plane (Frank and Wolfe 1956), which is one more separable programme.
package struct FreeFlighting: Sendable {
  /// Spend of each cell in each period, geos together.
  package let courses: [[Double]]
  /// The expected outcome over that of the best plan with today's courses.
  package let gain: Double
  /// How much more any plan could bring, over what this one brings; nil where some curve is S-shaped
  /// and the plan a local optimum.
  package let gap: Double?

  /// The most draws that courses are found over.
  static let drawLimit = 400
  static let roundLimit = 10
  /// A gap at which courses are as good as any.
  static let tolerance = 1e-4

  /// Finds courses.
  ///
  /// - Parameter totals: the best amounts with today's courses.
  package init(_ problem: BudgetProblem, totals: [Double]) async throws {
    let shapes = problem.cells.map { CourseShape(problem, $0) }
    let draws = CurveTable.evenlySpaced(Self.drawLimit, of: problem.model.drawCount)
    var courses = zip(problem.cells, totals).map { $0.course($1) }
    let before = try await Self.evaluate(shapes, courses, draws, problem.threads)
    var totals = totals
    var found = before
    var gap = Double.infinity
    for round in 1...Self.roundLimit {
      let (start, sums) = (courses, totals)
      courses = try await inParallel(shapes.count, width: problem.threads) { j in
        try CourseSearch(shape: shapes[j], draws: draws, total: sums[j]).best(from: start[j])
      }
      found = try await Self.evaluate(shapes, courses, draws, problem.threads)
      gap = Self.planeGap(problem, shapes, courses, found.map(\.gradient))
      let size = abs(found.reduce(0) { $0 + $1.value })
      if gap <= Self.tolerance * size || round == Self.roundLimit { break }
      let next = try await problem.following(courses, draws: Self.drawLimit)
      totals = next.totals(
        from: sums,
        prices: shapes.indices.map { shapes[$0].price(courses[$0], found[$0].gradient) })
      courses = zip(next.cells, totals).map { $0.course($1) }
    }
    let value = found.reduce(0) { $0 + $1.value }
    self.courses = courses
    gain = value - before.reduce(0) { $0 + $1.value }
    let isConcave = problem.table.curves.allSatisfy(\.isConcave)
    self.gap = isConcave && value != 0 ? gap / abs(value) : nil
  }

  /// The spend of a channel in each period.
  func course(channel: Int, _ problem: BudgetProblem) -> [Double] {
    var sum = [Double](repeating: 0, count: problem.model.periods.count)
    for (cell, course) in zip(problem.cells, courses) where cell.channel == channel {
      for t in sum.indices { sum[t] += course[t] }
    }
    return sum
  }

  private static func evaluate(
    _ shapes: [CourseShape], _ courses: [[Double]], _ draws: [Int], _ threads: Int
  ) async throws -> [(value: Double, gradient: [Double])] {
    try await inParallel(shapes.count, width: threads) { j in
      try Task.checkCancellation()
      return shapes[j].mean(courses[j], draws)
    }
  }

  /// How much any plan could gain if outcome rose along today's gradient for ever.
  private static func planeGap(
    _ problem: BudgetProblem, _ shapes: [CourseShape], _ courses: [[Double]],
    _ gradients: [[Double]]
  ) -> Double {
    var now = 0.0
    let cells = shapes.indices.map { j -> SeparableProgram.Cell in
      let (gradient, domain) = (gradients[j], problem.domains[j])
      for t in gradient.indices { now += gradient[t] * courses[j][t] }
      // The most that a total brings on the plane: the steepest periods first.
      let order = gradient.indices.sorted { (gradient[$1], $0) < (gradient[$0], $1) }
      var (x, y) = ([0.0], [0.0])
      for t in order {
        let room = min(shapes[j].most[t], max(0, domain.most - (x.last ?? 0)))
        guard room > 0 else { continue }
        x.append((x.last ?? 0) + room)
        y.append((y.last ?? 0) + gradient[t] * room)
      }
      let whole = SeparableProgram.Cell(x: x, y: y)
      let end = x.last ?? 0
      let ends = [min(domain.least, end), min(domain.most, end)]
      let inner = x.filter { $0 > ends[0] && $0 < ends[1] }
      let kept = [ends[0]] + inner + (ends[1] > ends[0] ? [ends[1]] : [])
      return .init(x: kept, y: kept.map(whole.value))
    }
    let program = SeparableProgram(cells: cells, rows: problem.rows(problem.total))
    guard let best = program.best() else { return .infinity }
    return max(0, best.bound - now)
  }
}

/// What a course of spend on a cell brings in the mean, all its geos at their shares of today.
struct CourseShape: Sendable {
  let model: any ResponseModel
  let channel: Int
  let geos: [(geo: Int, share: Double)]
  /// The most of each period.
  let most: [Double]

  init(_ problem: BudgetProblem, _ cell: PlanCell) {
    model = problem.model
    channel = cell.channel
    geos = cell.profiles.map { ($0.geo, $0.shares.reduce(0, +)) }
    let (model, options) = (problem.model, problem.options)
    let today = cell.course(cell.today)
    let caps = cell.profiles.map { profile -> Double in
      let share = profile.shares.reduce(0, +)
      let largest = model.largestObservedSpend(channel: cell.channel, geo: profile.geo)
      return share > 0 ? options.extrapolationCap * largest / share : .infinity
    }
    let cap = caps.min() ?? .infinity
    let least = today.max() ?? 0
    most = today.map { _ in options.extrapolates ? .infinity : max(cap, least) }
  }

  /// What the next unit of money brings on a course that is best for its total: the slope in the
  /// periods that could take more and less.
  func price(_ course: [Double], _ gradient: [Double]) -> Double? {
    var (slope, money) = (0.0, 0.0)
    for t in course.indices where course[t] > 0 && course[t] < most[t] * (1 - 1e-9) {
      slope += gradient[t] * course[t]
      money += course[t]
    }
    return money > 0 ? slope / money : nil
  }

  func mean(_ course: [Double], _ draws: [Int]) -> (value: Double, gradient: [Double]) {
    var value = 0.0
    var gradient = [Double](repeating: 0, count: course.count)
    var one = gradient
    for (geo, share) in geos where share > 0 {
      let spend = course.map { $0 * share }
      spend.withUnsafeBufferPointer { spend in
        one.withUnsafeMutableBufferPointer { one in
          for draw in draws {
            value += model.outcome(
              channel: channel, geo: geo, draw: draw, spend: spend, gradient: one)
            for t in gradient.indices { gradient[t] += share * one[t] }
          }
        }
      }
    }
    let scale = 1 / Double(draws.count)
    return (value * scale, gradient.map { $0 * scale })
  }
}
