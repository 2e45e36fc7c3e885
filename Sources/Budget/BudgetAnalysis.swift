public import Findings
public import Interchange
import Probability

/// An answer to the question how a budget should be divided.
public struct BudgetAnalysis: Sendable {
  /// What the numbers are about, and whether they may be shown.
  public struct Context: Sendable {
    /// The unit of money.
    public var money: Unit
    /// The unit of the outcome.
    public var outcome: Unit
    /// The periods planned.
    public var period: Period
    /// Why the model's numbers may not be used, and what to do; nil if they may.
    public var gate: (reason: Phrase, remedy: Phrase)?
    /// Whether they are shown all the same.
    public var isForced: Bool

    /// Makes a context.
    public init(
      money: Unit, outcome: Unit, period: Period, gate: (reason: Phrase, remedy: Phrase)? = nil,
      isForced: Bool = false
    ) {
      self.money = money
      self.outcome = outcome
      self.period = period
      self.gate = gate
      self.isForced = isForced
    }

    /// Whether numbers are shown.
    var showsNumbers: Bool { gate == nil || isForced }
  }

  /// How often a channel meets those it reaches.
  public struct Frequency: Sendable {
    /// The channel.
    public var channel: String
    /// Contacts over people reached, by today's plan.
    public var today: Double
    /// The frequency of the plan.
    public var chosen: Double
    /// How much more any other could bring, as a share of what this one brings.
    public var gap: Double

    /// Makes a frequency.
    public init(channel: String, today: Double, chosen: Double, gap: Double) {
      self.channel = channel
      self.today = today
      self.chosen = chosen
      self.gap = gap
    }
  }

  let problem: BudgetProblem
  package let decision: BudgetDecision
  let context: Context
  /// What totals within the bounds bring at most.
  let frontier: [(total: Double, plan: [Double])]
  /// The course over the periods of each cell, where it was chosen too.
  package let flighting: FreeFlighting?
  let frequencies: [Frequency]

  /// Divides a budget.
  ///
  /// - Parameters:
  ///   - model: what spend would bring.
  ///   - baseline: what tells what today's plan brings, where the model has frequencies that were
  ///     chosen.
  ///   - frequencies: the frequencies that were chosen.
  ///   - options: what may be chosen, and what for.
  ///   - context: units, periods, and the model's gate.
  ///   - threads: how many channels or draws are evaluated at the same time; it changes no result.
  /// - Throws: `BudgetError`; `CancellationError`.
  public init(
    _ model: any ResponseModel, baseline: (any ResponseModel)? = nil,
    frequencies: [Frequency] = [], options: BudgetOptions, context: Context, threads: Int
  ) async throws {
    problem = try await BudgetProblem(
      model, baseline: baseline, options: options, threads: threads)
    self.frequencies = frequencies
    self.context = context
    decision = try await BudgetDecision(problem)
    frontier = options.grain == .channel ? problem.frontier() : []
    flighting =
      options.flighting == .free
      ? try await FreeFlighting(problem, totals: decision.optimum.plan) : nil
  }

  /// Whether the plan is better than today's with the probability that is asked for.
  public var isRecommended: Bool {
    decision.probability >= problem.options.probability && meanChange > 0
  }

  /// The expected change of what plans are judged by.
  package var meanChange: Double {
    decision.changes.reduce(0, +) / Double(max(1, decision.changes.count))
  }

  /// The amounts recommended, by channel; geos of a channel together.
  package func byChannel(_ plan: [Double]) -> [Double] {
    problem.model.channels.indices.map { c in
      zip(problem.cells, plan).reduce(0) { $0 + ($1.0.channel == c ? $1.1 : 0) }
    }
  }

  /// The best plans of single draws, channel by channel.
  func drawAmounts(channel c: Int) -> [Double] {
    decision.drawPlans.map { byChannel($0)[c] }
  }

  /// The interval of a sample at the level asked for.
  func interval(_ sample: [Double]) -> Interval? {
    guard sample.count > 1 else { return nil }
    let tail = (1 - problem.options.level) / 2
    let ends = Quantile.at([tail, 1 - tail], of: sample)
    return Interval(
      lower: ends[0], upper: ends[1], level: problem.options.level, kind: .credible)
  }

  /// The unit that plans are judged by.
  var judged: Unit { problem.judgesProfit ? context.money : context.outcome }
}
