import Findings
import Foundation

/// The amounts that a cell may take, and why.
struct CellDomain: Sendable {
  var least: Double
  var most: Double
  /// Nothing, or at least so much; nil where any amount between least and most will do.
  var minimumFlight: Double?
  /// Amounts are multiples of it.
  var step: Double?
  /// What it is called in messages.
  var text: String

  var isFixed: Bool { most <= least && minimumFlight == nil }

  /// The most steps of a cell.
  static let stepLimit = 5000

  /// The domain of a cell under the options.
  ///
  /// - Parameter others: the multiples of today's spend for channels that the options do not name.
  init(
    _ cell: PlanCell, name: String, channel: String, options: BudgetOptions, others: [Double]
  ) throws(BudgetError) {
    let today = cell.today
    let style = NumberStyle(.en)
    func money(_ amount: Double) -> String { style.number(amount, decimals: 0) }
    // By geo, limits in money bind the channel's sum, which is a row.
    let limits = cell.geo == nil ? options.limits[channel] : nil
    if options.fixed.contains(channel) {
      (least, most) = (today, today)
      text = "\(name) is fixed at \(money(today))"
    } else if let limits {
      (least, most) = (limits[0], limits[1])
      text = "\(name) from \(money(least)) to \(money(most)) (limits)"
    } else {
      let multiples = options.bounds[channel] ?? others
      (least, most) = (multiples[0] * today, multiples[1] * today)
      text = "\(name) from \(money(least)) to \(money(most)) (bounds)"
      if let sum = options.limits[channel] { (least, most) = (0, sum[1]) }
    }
    if !options.fixed.contains(channel) {
      if let change = options.maxChange {
        least = max(least, today * (1 - change))
        most = min(most, today * (1 + change))
        text += ", at most \(style.number(100 * change, decimals: 0)) % from today"
      }
      if let change = options.maxMonthlyChange, let reach = cell.reach {
        least = max(least, reach.lowerBound)
        most = min(most, reach.upperBound)
        text +=
          ", at most \(style.number(100 * change, significant: 3)) % more or less a month"
          + " (\(money(reach.lowerBound)) to \(money(reach.upperBound)))"
      }
      let cap = max(today, options.extrapolationCap * cell.observed)
      if !options.extrapolates && cap < most {
        most = cap
        text +=
          ", at most \(money(cap)), \(style.number(options.extrapolationCap, significant: 3)) times"
          + " what was observed (--extrapolate lifts this)"
      }
      step = options.step[channel] ?? options.step[BudgetOptions.others]
      minimumFlight = options.minimumFlight[channel].map { max($0, least) }
      if let minimumFlight { text += ", nothing or at least \(money(minimumFlight))" }
    }
    if least > most { throw .infeasible("No amount is allowed: \(text).") }
    try checkStep(name)
  }

  private mutating func checkStep(_ name: String) throws(BudgetError) {
    guard let step else { return }
    if (most - least) / step > Double(Self.stepLimit) {
      throw .badOptions(
        "budget.step: \(name) has more than \(Self.stepLimit) steps. Take a larger step, or none.")
    }
    text += ", in steps of \(NumberStyle(.en).number(step, significant: 6))"
    if steps.isEmpty { throw .infeasible("No step is within the range: \(text).") }
  }

  /// The multiples of the step that are allowed.
  var steps: [Double] {
    guard let step else { return [] }
    let floor = max(least, minimumFlight ?? least)
    let first = Int((floor / step - 1e-9).rounded(.up))
    let last = Int((most / step + 1e-9).rounded(.down))
    let kept = first <= last ? (first...last).map { Double($0) * step } : []
    return minimumFlight != nil && first > 0 ? [0] + kept : kept
  }
}
