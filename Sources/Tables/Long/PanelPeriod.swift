/// The periods a long export is collapsed to.
public enum PanelPeriod: String, Sendable, Codable, CaseIterable {
  case day, week, month
}

/// The day weeks start on.
public enum Weekday: String, Sendable, Codable, CaseIterable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  /// 1 = Monday to 7 = Sunday.
  public var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}

/// Divides the calendar into periods.
struct PeriodCalendar {
  let every: PanelPeriod
  let weekStart: Weekday

  /// First and last day of the period a day belongs to.
  func period(of day: CivilDate) -> ClosedRange<CivilDate> {
    switch every {
    case .day: return day...day
    case .week:
      let start = day.adding(days: -((day.weekday - weekStart.number + 7) % 7))
      return start...max(start, start.adding(days: 6))
    case .month:
      let start = day.adding(days: 1 - day.day)
      return start...start.lastOfMonth
    }
  }

  /// The periods that lie wholly within a range of days, in order.
  func wholePeriods(in range: ClosedRange<CivilDate>) -> [ClosedRange<CivilDate>] {
    var periods: [ClosedRange<CivilDate>] = []
    var current = period(of: range.lowerBound)
    while current.upperBound <= range.upperBound {
      if current.lowerBound >= range.lowerBound { periods.append(current) }
      let next = current.upperBound.adding(days: 1)
      if next == current.upperBound { break }
      current = period(of: next)
    }
    return periods
  }
}
