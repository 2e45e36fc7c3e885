import Interchange

extension BudgetProblem {
  /// The same problem with other courses over the periods.
  func following(_ courses: [[Double]], draws: Int) async throws -> BudgetProblem {
    let cells = zip(cells, courses).map { cell, course -> PlanCell in
      let total = course.reduce(0, +)
      guard total > 0 else { return cell }
      var cell = cell
      cell.profiles = cell.profiles.map { profile in
        let share = profile.shares.reduce(0, +)
        return (profile.geo, course.map { share * $0 / total })
      }
      return cell
    }
    var resolution = CurveTable.Resolution.standard(cellCount: cells.count)
    resolution.drawLimit = draws
    let ranges = table.curves.map { $0.amounts[0]...($0.amounts[$0.count - 1]) }
    return try await BudgetProblem(self, cells: cells, ranges: ranges, resolution: resolution)
  }

  /// The best totals for courses that are best at other ones.
  ///
  /// A scaled course has a slope of its own where some periods are at their most. So each curve is
  /// tilted until its slope at the present total is the price there, and where totals no longer
  /// move, prices are equal.
  func totals(from present: [Double], prices: [Double?]) -> [Double] {
    var plan = present
    for centre in [nil, present] {
      var program = program(aim, around: centre)
      for j in program.cells.indices {
        guard let price = prices[j] else { continue }
        let tilt = price - table.curves[j].meanSlope(at: present[j])
        for k in program.cells[j].x.indices {
          program.cells[j].y[k] += tilt * (program.cells[j].x[k] - present[j])
        }
      }
      plan = program.best(start: plan)?.plan ?? plan
    }
    return plan
  }

  private init(
    _ other: BudgetProblem, cells: [PlanCell], ranges: [ClosedRange<Double>],
    resolution: CurveTable.Resolution
  ) async throws {
    model = other.model
    baseline = other.baseline
    hasBaseline = other.hasBaseline
    options = other.options
    domains = other.domains
    names = other.names
    threads = other.threads
    table = try await CurveTable(
      model, cells: cells, ranges: ranges, penalty: options.extrapolationPenalty,
      resolution: resolution, threads: threads)
  }
}
