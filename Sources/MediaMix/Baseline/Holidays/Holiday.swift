import Tables

/// A holiday with a coefficient of its own: all the days that the chosen calendars call by one name.
package struct Holiday: Sendable {
  /// The name in findings and draws: `easter`.
  package let name: String
  package let rules: [HolidayRule]

  /// The holidays of some calendars, in order of name.
  package static func all(_ rules: [HolidayRule]) -> [Holiday] {
    Dictionary(grouping: rules, by: \.name).sorted { $0.key < $1.key }.map {
      Holiday(name: $0.key, rules: $0.value)
    }
  }

  /// The days of one year's occurrence, in days since 1970-01-01, sorted.
  package func dayNumbers(in year: Int) -> [Int] {
    Set(rules.flatMap { $0.dayNumbers(in: year) }).sorted()
  }

  /// How much of the holiday lies in each period: 1 where a period holds all of it, or nothing else.
  ///
  /// Days in common over the shorter of the two; so on daily data it is an indicator, Easter split
  /// between two weeks is shared by them, and a week inside Advent counts in full.
  ///
  /// - Parameter periods: first and last day of each period, in days since 1970-01-01.
  package func column(_ periods: [ClosedRange<Int>]) -> [Double] {
    var column = [Double](repeating: 0, count: periods.count)
    guard let first = periods.first, let last = periods.last else { return column }
    let years = [first.lowerBound, last.upperBound].map { CivilDate(dayNumber: $0).year }
    // A substitute day may lie in a year beside the holiday's own.
    for year in (years[0] - 1)...(years[1] + 1) {
      let days = dayNumbers(in: year)
      guard let start = days.first, let end = days.last else { continue }
      for (t, period) in periods.enumerated() where period.overlaps(start...end) {
        let shared = days.count { period.contains($0) }
        column[t] += Double(shared) / Double(min(days.count, period.count))
      }
    }
    return column
  }
}
