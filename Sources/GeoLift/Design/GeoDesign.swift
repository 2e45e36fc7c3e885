import Findings
import LinearAlgebra
import Parallel
import Resampling
import Tables

/// Designs of a geo test: which geos to treat, for how long, what can be found and what it costs.
public struct GeoDesign: Sendable {
  /// The panel and the constraints.
  public let space: DesignSpace
  /// How candidates were found.
  public let search: CandidateSearch
  /// The designs that can be afforded, the best first.
  public let plans: [DesignPlan]
  /// How many designs cost more than there is.
  public let tooExpensive: Int
  /// The course of the best design's treated geos and their synthetic control; nil without an estimate.
  public let course: Course?
  /// The currency of money; nil if none was stated.
  public let currency: String?

  /// The treated geos' mean and what the donors say of it, a number a period.
  public struct Course: Sendable, Equatable {
    /// The treated geos' mean.
    public let observed: [Double]
    /// The synthetic control, fitted before the last `duration` periods.
    public let synthetic: [Double]
    /// The donors' names with their weights, in canonical order.
    public let weights: [(geo: String, weight: Double)]

    /// Whether two courses are equal.
    public static func == (left: Course, right: Course) -> Bool {
      left.observed == right.observed && left.synthetic == right.synthetic
    }
  }

  /// How many designs are audited and shown.
  public static let shown = 20

  /// Searches designs.
  ///
  /// - Parameters:
  ///   - threads: how many sets are looked at at the same time; no number depends on it.
  ///   - progress: is told what is going on.
  /// - Throws: `GeoLiftError` for constraints that leave no set, and a budget that none fits into;
  ///   `CancellationError`.
  public static func run(
    _ space: DesignSpace, currency: String?, threads: Int,
    progress: @Sendable (String) -> Void
  ) async throws -> GeoDesign {
    progress("Searching sets of geos")
    let search = try await CandidateSearch.run(space, threads: threads)
    progress("Computing the power of \(search.sets.count) sets")
    let study = try makeStudy(space)
    let all = try await plans(space, search.sets, study, threads: threads)
    let (affordable, dear) = try split(space, all)
    progress("Auditing the best designs")
    let ranked = try await audited(DesignRanking.ordered(affordable), study, threads: threads)
    return GeoDesign(
      space: space, search: search, plans: ranked, tooExpensive: dear,
      course: try ranked.first.map { try course(space, $0) }, currency: currency)
  }

  private static func makeStudy(_ space: DesignSpace) throws(GeoLiftError) -> PowerStudy {
    let options = space.options
    let windows = options.durations.flatMap {
      PowerStudy.windows(space, duration: $0) + DesignAudit.windows(space, duration: $0)
    }
    let defaults = try ConformalOptions(seed: options.seed)
    let alternative = try options.alternative
    return PowerStudy(
      space: space, estimator: try options.estimator.estimator,
      laws: DesignLaws(windows, arrangements: defaults.arrangements, seed: options.seed),
      statistic: WindowStatistic(
        alternative, form: alternative == .twoSided ? options.statistic.form : .mean),
      mean: WindowStatistic(alternative, form: .mean))
  }

  private static func plans(
    _ space: DesignSpace, _ sets: [[Int]], _ study: PowerStudy, threads: Int
  ) async throws -> [DesignPlan] {
    let tasks = sets.flatMap { set in space.options.durations.map { (set, $0) } }
    // A few batches a thread: a set alone is shorter than the start of a thread.
    let batches = min(tasks.count, max(threads, 1) * 8)
    let parts = try await inParallel(batches, width: max(threads, 1)) { batch in
      try stride(from: batch, to: tasks.count, by: batches).map { place in
        try Task.checkCancellation()
        let (set, duration) = tasks[place]
        return DesignPlan(
          space, set: set, duration: duration,
          curve: try study.curve(set, duration: duration))
      }
    }
    return tasks.indices.map { parts[$0 % batches][$0 / batches] }
  }

  /// The designs that can be afforded, and how many cannot.
  private static func split(
    _ space: DesignSpace, _ plans: [DesignPlan]
  ) throws(GeoLiftError) -> ([DesignPlan], Int) {
    func isTooDear(_ plan: DesignPlan) -> Bool {
      guard let cost = plan.investment else { return false }
      if let budget = space.options.budget, cost > budget { return true }
      // Money that is usually not spent cannot be withdrawn.
      return space.usualSpend != nil && plan.needed.map { $0 > cost } ?? false
    }
    let affordable = plans.filter { !isTooDear($0) }
    guard affordable.isEmpty else { return (affordable, plans.count - affordable.count) }
    guard let cheapest = plans.min(by: { ($0.investment ?? 0) < ($1.investment ?? 0) }),
      let cost = cheapest.investment
    else { return (plans, 0) }
    let names = cheapest.geos.map { displayed($0) }.joined(separator: " + ")
    let amount = NumberStyle(.en).number(cost, decimals: 2)
    if space.usualSpend != nil, let needed = cheapest.needed, needed > cost {
      throw .badTest(
        "In no set of geos is enough spent usually for an effect that can be found: \(names) over "
          + "\(cheapest.duration) periods spends \(amount) and would need "
          + "\(NumberStyle(.en).number(needed, decimals: 2)). Treat more geos, test longer, or add "
          + "spend instead of stopping it.")
    }
    throw .badTest(
      "No design fits into the budget of "
        + "\(NumberStyle(.en).number(space.options.budget ?? 0, decimals: 2)). The cheapest treats "
        + "\(names) for \(cheapest.duration) periods and costs \(amount). Raise the budget, allow "
        + "smaller geos, or test shorter.")
  }

  /// The designs with audits of the best, those that fail behind the others.
  private static func audited(
    _ plans: [DesignPlan], _ study: PowerStudy, threads: Int
  ) async throws -> [DesignPlan] {
    var plans = plans
    while true {
      // Designs that move up where others fail are audited in their turn.
      let places = plans.indices.prefix(shown).filter { plans[$0].audit == nil }
      guard !places.isEmpty else { return plans }
      let best = places.map { plans[$0] }
      let audits = try await inParallel(best.count, width: max(threads, 1)) { place in
        try Task.checkCancellation()
        return try study.audit(best[place].set, duration: best[place].duration)
      }
      for (place, audit) in zip(places, audits) { plans[place].audit = audit }
      plans = DesignRanking.ordered(plans)
    }
  }

  private static func course(
    _ space: DesignSpace, _ plan: DesignPlan
  ) throws(GeoLiftError) -> Course {
    let donors = space.donors(of: plan.set)
    let periods = space.panel.axis.count
    let problem = GeoProblem(
      space.panel.values, treated: plan.set, donors: donors,
      window: periods - plan.duration..<periods, unitEffects: space.options.unitEffects)
    let fit = try space.options.estimator.estimator.fit(problem)
    return Course(
      observed: problem.target, synthetic: fit.counterfactual,
      weights: zip(plan.donors, fit.weights).map { ($0, $1) })
  }
}
