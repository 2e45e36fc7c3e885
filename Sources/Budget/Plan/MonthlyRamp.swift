/// A limit on the change from month to month: the multiple of today's course that a month spends is at
/// most so much above or below that of the month before, and the month before the plan spends today's.
///
/// An amount becomes a course by the multiple that it ends at: every month is at that multiple, or as
/// near to it as the limit lets it come by then.
package struct MonthlyRamp: Sendable {
  /// The month of each period, from 1.
  package let months: [Int]
  /// The largest change a month, as a share: 0.2 allows a fifth more or less.
  package let limit: Double

  /// Takes the months from labels such as 2026-01-05 or 2026-01.
  ///
  /// - Throws: `BudgetError.badOptions` where periods are no dates.
  package init(periods: [String], limit: Double) throws(BudgetError) {
    var names: [Substring] = []
    var months: [Int] = []
    for label in periods {
      guard label.prefixMatch(of: /\d{4}-\d{2}(-\d{2})?$/) != nil else {
        throw .badOptions(
          "budget.max_monthly_change: period \"\(label)\" is no date, so its month is unknown. Use"
            + " periods that are dates, or leave this out.")
      }
      if label.prefix(7) != names.last { names.append(label.prefix(7)) }
      months.append(names.count)
    }
    self.months = months
    self.limit = limit
  }

  /// Today's money in each month, 0 in front.
  private func sums(_ today: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: (months.last ?? 0) + 1)
    for (t, month) in months.enumerated() { sums[month] += today[t] }
    return sums
  }

  /// How far a month may stand from today's, upwards or downwards.
  private func bound(_ month: Int, isRise: Bool) -> Double {
    var factor = 1.0
    for _ in 0..<month { factor *= isRise ? 1 + limit : max(0, 1 - limit) }
    return factor
  }

  /// The least and the most that a course can add up to.
  package func reach(_ today: [Double]) -> ClosedRange<Double> {
    let sums = sums(today)
    func total(_ isRise: Bool) -> Double {
      sums.enumerated().reduce(0) { $0 + $1.element * bound($1.offset, isRise: isRise) }
    }
    return total(false)...total(true)
  }

  /// The amounts at which another month gets free of the limit: there the course has kinks.
  package func kinks(_ today: [Double]) -> [Double] {
    let sums = sums(today)
    return [true, false].flatMap { isRise in
      sums.indices.dropFirst().map { last in
        let end = bound(last, isRise: isRise)
        return sums.enumerated().reduce(0) {
          $0 + $1.element * ($1.offset <= last ? bound($1.offset, isRise: isRise) : end)
        }
      }
    }
  }

  /// The multiple in each period of an amount, and its derivative by the amount.
  package func multiples(
    _ amount: Double, today: [Double]
  ) -> (values: [Double], slopes: [Double]) {
    let sums = sums(today)
    let total = sums.reduce(0, +)
    guard total > 0 else {
      return (months.map { _ in 1 }, months.map { _ in 0 })
    }
    let isRise = amount >= total
    // Months up to `held` stand at the limit, the later ones at the end's multiple.
    var (held, taken, free) = (0, 0.0, total)
    var end = amount / total
    while held + 1 < sums.count {
      let next = bound(held + 1, isRise: isRise)
      guard isRise ? end > next : end < next else { break }
      guard held + 2 < sums.count, free - sums[held + 1] > 1e-12 * total else {
        end = next
        break
      }
      held += 1
      taken += sums[held] * next
      free -= sums[held]
      end = max(0, (amount - taken) / free)
    }
    return (
      months.map { $0 <= held ? bound($0, isRise: isRise) : end },
      months.map { $0 <= held ? 0 : 1 / free }
    )
  }
}
