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

  private init(
    _ other: BudgetProblem, cells: [PlanCell], ranges: [ClosedRange<Double>],
    resolution: CurveTable.Resolution
  ) async throws {
    model = other.model
    options = other.options
    domains = other.domains
    names = other.names
    threads = other.threads
    table = try await CurveTable(
      model, cells: cells, ranges: ranges, penalty: options.extrapolationPenalty,
      resolution: resolution, threads: threads)
  }
}
