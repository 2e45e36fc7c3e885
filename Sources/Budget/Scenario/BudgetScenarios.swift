import Findings
public import Interchange
import Probability

/// Plans compared with today's.
public struct BudgetScenarios: Sendable {
  /// A plan and what it brings.
  struct Scenario: Sendable {
    var name: String
    /// Money a channel.
    var amounts: [Double]
    /// The outcome in each draw.
    var outcomes: [Double]
    /// Channels that would spend more in some period than was ever observed.
    var beyond: [String]
  }

  let model: any ResponseModel
  let options: BudgetOptions
  let context: BudgetAnalysis.Context
  /// Today's plan first, then the others in the order of the file.
  let scenarios: [Scenario]

  /// Compares.
  ///
  /// - Throws: `BudgetError` if the plans ask what the model cannot tell; `CancellationError`.
  public init(
    _ model: any ResponseModel, plans: PlanTable, options: BudgetOptions,
    context: BudgetAnalysis.Context, threads: Int
  ) async throws {
    self.model = model
    self.options = options
    self.context = context
    var channelwise = options
    channelwise.grain = .channel
    let cells = try PlanCell.cells(model, channelwise)
    let draws = Array(0..<model.drawCount)
    var all = [Scenario(name: "today", amounts: cells.map(\.today), outcomes: [], beyond: [])]
    for plan in plans.plans {
      let amounts = zip(plan.amounts, cells).map { $0 ?? $1.today }
      for (c, amount) in amounts.enumerated() where amount > 0 && cells[c].today == 0 {
        let isUsed = model.geos.indices.contains {
          model.largestObservedSpend(channel: c, geo: $0) > 0
        }
        guard isUsed else {
          throw BudgetError.badPlans(
            "plan \"\(plan.name)\": nothing was ever spent on \(model.channels[c]), so nobody can tell"
              + " what it would bring.")
        }
      }
      for (cell, amount) in zip(cells, amounts) {
        guard let reach = cell.reach, amount != cell.today else { continue }
        let slack = 1e-9 * max(1, cell.today)
        guard amount < reach.lowerBound - slack || amount > reach.upperBound + slack else {
          continue
        }
        throw BudgetError.badPlans(
          "plan \"\(plan.name)\": with budget.max_monthly_change, \(model.channels[cell.channel])"
            + " can spend from \(NumberStyle(.en).number(reach.lowerBound, decimals: 0)) to"
            + " \(NumberStyle(.en).number(reach.upperBound, decimals: 0)).")
      }
      let beyond = cells.indices.filter { amounts[$0] > cells[$0].observed * (1 + 1e-9) }
      all.append(
        Scenario(
          name: plan.name, amounts: amounts, outcomes: [],
          beyond: beyond.map { model.channels[$0] }))
    }
    for k in all.indices {
      try Task.checkCancellation()
      all[k].outcomes = [Double](repeating: 0, count: draws.count)
      for (j, cell) in cells.enumerated() {
        let part = ResponseCurve.outcomes(
          model, cell, amount: all[k].amounts[j], draws: draws,
          penalty: options.extrapolationPenalty)
        for i in draws.indices { all[k].outcomes[i] += part[i] }
      }
    }
    scenarios = all
  }

  /// Profit money that a unit of outcome brings; nil where nobody said.
  var worth: Double? {
    model.outcomeValue.map { $0 * (options.margin ?? model.margin) }
  }

  /// Whether plans differ in their totals, so that profit less spend must judge them.
  var judgesProfit: Bool {
    let today = scenarios[0].amounts.reduce(0, +)
    return worth != nil
      && scenarios.contains { abs($0.amounts.reduce(0, +) - today) > 1e-6 * max(1, today) }
  }

  /// What a plan brings more than today's, draw by draw.
  func changes(_ scenario: Scenario) -> [Double] {
    let rise = zip(scenario.outcomes, scenarios[0].outcomes).map { $0 - $1 }
    guard judgesProfit, let worth else { return rise }
    let spend = scenario.amounts.reduce(0, +) - scenarios[0].amounts.reduce(0, +)
    return rise.map { worth * $0 - spend }
  }

  func interval(_ sample: [Double]) -> (lower: Double, upper: Double) {
    let tail = (1 - options.level) / 2
    let ends = Quantile.at([tail, 1 - tail], of: sample)
    return (ends[0], ends[1])
  }
}
