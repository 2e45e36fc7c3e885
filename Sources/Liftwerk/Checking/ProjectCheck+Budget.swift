import Budget
import MediaMix

extension ProjectCheck {
  /// Checks the budget section against the media mix's data.
  ///
  /// - Throws: `LiftwerkError` for what `budget optimize` would refuse before it fits.
  static func checkBudget(_ project: Project, _ data: MediaMixData) throws(LiftwerkError) {
    guard let budget = project.budget else { return }
    do {
      try budget.check(channels: data.channels)
      _ = try PlannedPeriods(data, horizon: budget.horizon, from: budget.from, to: budget.to)
    } catch {
      throw LiftwerkError(error)
    }
  }
}
