import Tables

/// When a holiday falls, as a law or custom states it.
package struct HolidayRule: Sendable {
  /// The days of one year.
  package enum Days: Sendable {
    /// So many days from a day of a month on.
    case fixed(month: Int, day: Int, count: Int = 1)
    /// Days counted from Easter Sunday.
    case easter(ClosedRange<Int>)
    /// The first such weekday (1 = Monday) on or after a day of a month, and so many days later:
    /// the fourth Thursday of a month is the first one on or after its 22nd.
    case weekday(Int, month: Int, from: Int, later: Int = 0)
    /// From the first Sunday in Advent to Christmas Eve.
    case advent
  }

  /// What happens to a day that falls on a weekend; the day itself always counts too.
  package enum Observance: Sendable {
    case asIs
    /// The next weekday that is free is a holiday as well: Great Britain.
    case nextWeekday
    /// The Friday before a Saturday, the Monday after a Sunday: federal law of the United States.
    case nearestWeekday
  }

  /// A name that several calendars may share.
  package var name: String
  package var days: Days
  package var observance = Observance.asIs
  /// The years in which the rule holds.
  package var years = 1...9999
  /// Years in which the day was moved, with month and day.
  package var moved: [Int: (month: Int, day: Int)] = [:]

  /// The days in a year, in days since 1970-01-01; a substitute may lie in the next or the last
  /// year.
  package func dayNumbers(in year: Int) -> [Int] {
    guard years.contains(year) else { return [] }
    let days = plainDays(in: year)
    var all = Set(days)
    for day in days {
      let weekday = CivilDate(dayNumber: day).weekday
      guard weekday > 5 else { continue }
      switch observance {
      case .asIs: break
      case .nextWeekday:
        var next = day + 1
        while all.contains(next) || CivilDate(dayNumber: next).weekday > 5 { next += 1 }
        all.insert(next)
      case .nearestWeekday: all.insert(weekday == 6 ? day - 1 : day + 1)
      }
    }
    return all.sorted()
  }

  private func plainDays(in year: Int) -> [Int] {
    if let date = moved[year] { return Self.days(year, date.month, date.day, 1) }
    switch days {
    case .fixed(let month, let day, let count): return Self.days(year, month, day, count)
    case .easter(let offsets):
      let sunday = Easter.sunday(of: year).dayNumber
      return offsets.map { sunday + $0 }
    case .weekday(let weekday, let month, let from, let later):
      return Self.days(year, month, from, 1).map { Self.first(weekday, from: $0) + later }
    case .advent:
      guard let eve = Self.days(year, 12, 24, 1).first else { return [] }
      return Array(Self.first(7, from: eve - 27)...eve)
    }
  }

  private static func days(_ year: Int, _ month: Int, _ day: Int, _ count: Int) -> [Int] {
    guard let date = CivilDate(year: year, month: month, day: day) else { return [] }
    return (0..<count).map { date.dayNumber + $0 }
  }

  private static func first(_ weekday: Int, from day: Int) -> Int {
    day + (weekday - CivilDate(dayNumber: day).weekday + 7) % 7
  }
}
