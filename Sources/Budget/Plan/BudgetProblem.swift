package import Interchange

/// A budget to be divided: what may be chosen, what it brings, and the conditions on it.
package struct BudgetProblem: Sendable {
  package let model: any ResponseModel
  /// What tells what today's plan brings: another response where more than amounts is chosen.
  let baseline: any ResponseModel
  package let options: BudgetOptions
  package let table: CurveTable
  let domains: [CellDomain]
  /// The name of each cell.
  let names: [String]
  let threads: Int
  /// Whether the plan differs from today's in more than amounts.
  let hasBaseline: Bool

  package var cells: [PlanCell] { table.cells }
  /// Today's plan.
  package var today: [Double] { cells.map(\.today) }
  package var todayTotal: Double { today.reduce(0, +) }
  /// The least and the most that all cells together can take.
  var reach: ClosedRange<Double> {
    let least = domains.reduce(0) { $0 + ($1.minimumFlight == nil ? $1.least : 0) }
    return least...max(least, domains.reduce(0) { $0 + $1.most })
  }

  /// Checks the options and evaluates the model.
  ///
  /// - Throws: `BudgetError.badOptions`, `.infeasible` where a channel by itself has no amount;
  ///   `CancellationError`.
  package init(
    _ model: any ResponseModel, baseline: (any ResponseModel)? = nil, options: BudgetOptions,
    resolution: CurveTable.Resolution? = nil, threads: Int
  ) async throws {
    try options.check(channels: model.channels)
    let cells = try PlanCell.cells(model, options)
    try Self.check(model, cells, options)
    let others = Self.otherBounds(options, today: cells.reduce(0) { $0 + $1.today })
    let names = cells.map { cell in
      model.channels[cell.channel] + (cell.geo.map { " in \(model.geos[$0])" } ?? "")
    }
    let domains = try zip(cells, names).map { cell, name in
      try CellDomain(
        cell, name: name, channel: model.channels[cell.channel], options: options, others: others)
    }
    self.model = model
    self.baseline = baseline ?? model
    hasBaseline = baseline != nil
    self.options = options
    self.domains = domains
    self.names = names
    self.threads = threads
    let ranges = zip(cells, domains).map { cell, domain in
      let least = domain.minimumFlight == nil ? domain.least : 0
      return min(least, cell.today)...max(domain.most, cell.today)
    }
    table = try await CurveTable(
      model, cells: cells, ranges: ranges, penalty: options.extrapolationPenalty,
      resolution: resolution ?? .standard(cellCount: cells.count), threads: threads)
  }

  /// Bounds of channels that are not named: 0.7 to 1.3 of today's spend, wider where another total
  /// asks for it; 0 to 2 where the total is free.
  private static func otherBounds(_ options: BudgetOptions, today: Double) -> [Double] {
    if let chosen = options.bounds[BudgetOptions.others] { return chosen }
    if options.hasFreeTotal { return [0, 2] }
    guard case .amount(let total) = options.total, today > 0 else { return [0.7, 1.3] }
    return [0.7 * min(1, total / today), 1.3 * max(1, total / today)]
  }

  /// Refuses what the model cannot tell.
  private static func check(
    _ model: any ResponseModel, _ cells: [PlanCell], _ options: BudgetOptions
  ) throws(BudgetError) {
    var problems: [String] = []
    for (c, name) in model.channels.enumerated() {
      let isUsed = model.geos.indices.contains {
        model.largestObservedSpend(channel: c, geo: $0) > 0
      }
      if let limits = options.limits[name], limits[1] > 0, !isUsed {
        problems.append(
          "budget.limits.\(name): nothing was ever spent on \(name), so nobody can tell what it "
            + "would bring. Test it first, or leave it out.")
      }
    }
    if cells.allSatisfy({ $0.today == 0 }) && options.total != nil && !options.hasFreeTotal
      || cells.allSatisfy({ $0.today == 0 }) && options.limits.isEmpty
    {
      problems.append(
        "budget.horizon: nothing was spent in these periods, so there is nothing to divide. Choose "
          + "others.")
    }
    let needsMoney =
      options.targetROI != nil || options.targetMROI != nil
      || options.hasFreeTotal && options.targetCPA == nil
    if needsMoney && model.outcomeValue == nil {
      problems.append(
        "budget.total: what pays cannot be told, for a unit of the outcome has no value in money. "
          + "State media_mix.target.value.")
    }
    if options.targetCPA != nil && model.outcomePerKPI == nil {
      problems.append(
        "budget.target_cpa: the value of a unit of the KPI differs from period to period, so its "
          + "cost cannot be held. Set target_roi.")
    }
    if !problems.isEmpty { throw .badOptions(problems.joined(separator: "\n")) }
  }

  /// What the next unit of money brings in a cell by today's plan, as it is carried out today.
  func slopeToday(_ j: Int) -> Double {
    let (cell, curve) = (cells[j], table.curves[j])
    guard hasBaseline else { return curve.meanSlope(at: cell.today) }
    return ResponseCurve(
      baseline, cell, amounts: [cell.today], draws: table.draws,
      penalty: options.extrapolationPenalty
    ).slope[0]
  }

  /// Profit money that a unit of outcome brings.
  package var worth: Double { (options.margin ?? model.margin) * (model.outcomeValue ?? 1) }

  /// Whether plans are judged by profit less spend, because their totals differ; else by outcome.
  package var judgesProfit: Bool {
    if options.hasFreeTotal { return options.targetCPA == nil }
    guard case .amount(let total) = options.total, model.outcomeValue != nil else { return false }
    return abs(total - todayTotal) > 1e-3 * todayTotal
  }
}
