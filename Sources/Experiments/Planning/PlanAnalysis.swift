/// A plan, and what other effects and other run times would mean.
public struct PlanAnalysis: Sendable, Equatable {
  /// The power of the planned units for an effect.
  public struct Chance: Sendable, Equatable {
    /// The lift.
    public let lift: Double
    /// The probability of finding it.
    public let power: Double
  }

  /// What is found within a run time.
  public struct Horizon: Sendable, Equatable {
    /// The days.
    public let days: Int
    /// The units that arrive within them.
    public let units: Int
    /// The smallest lift that is found with the power; nil if none is.
    public let lift: Double?
  }

  /// The plan.
  public let plan: ExperimentPlan
  /// What was asked, with the numbers of a history if there is one.
  public let options: PlanOptions
  /// The power for effects from none to twice the planned one.
  public let chances: [Chance]
  /// What is found within one to eight weeks and within the planned time; empty unless it is known how
  /// many units arrive a day.
  public let horizons: [Horizon]

  /// Plans an experiment.
  ///
  /// - Throws: `ExperimentError.badOptions` for numbers that make no sense.
  public init(_ options: PlanOptions) throws(ExperimentError) {
    plan = try ExperimentPlan(options)
    self.options = options
    let solver = try PlanSolver(options)
    let (lift, units) = (plan.lift, Double(plan.units))
    chances = (1...40).compactMap { step in
      let x = lift * Double(step) / 20
      guard options.kind != .proportion || (x > -1 && options.baseline * (1 + x) < 1) else {
        return nil
      }
      return Chance(lift: x, power: solver.power(x, units))
    }
    let days = Set([7, 14, 21, 28, 42, 56] + [plan.days ?? 7]).sorted()
    horizons =
      (options.unitsPerDay.map { daily in
        days.map { days in
          let units = (Double(days) * daily).rounded(.down)
          return Horizon(
            days: days, units: Int(units), lift: units < 4 ? nil : try? solver.lift(units))
        }
      }) ?? []
  }
}
