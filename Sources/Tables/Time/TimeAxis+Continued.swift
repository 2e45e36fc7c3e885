extension TimeAxis {
  /// The axis with so many further periods behind it; fewer where the calendar ends.
  package func continued(by count: Int) -> TimeAxis {
    var bounds = bounds
    for _ in 0..<max(count, 0) {
      guard let last = bounds.last, let next = period(after: last) else { break }
      bounds.append(next)
    }
    return TimeAxis(step: step, bounds: bounds)
  }

  /// The axis without its first periods.
  package func dropFirst(_ count: Int) -> TimeAxis {
    TimeAxis(step: step, bounds: Array(bounds.dropFirst(count)))
  }

  private init(step: Step, bounds: [ClosedRange<Int>]) {
    self.step = step
    self.bounds = bounds
    func text(_ position: Int) -> String {
      step == .integer ? String(position) : CivilDate(dayNumber: position).description
    }
    labels = bounds.map { text($0.lowerBound) }
    lastDays = bounds.map { text($0.upperBound) }
  }

  private func period(after last: ClosedRange<Int>) -> ClosedRange<Int>? {
    switch step {
    case .day: days(1, after: last)
    case .week: days(7, after: last)
    case .days(let width): days(width, after: last)
    case .month: months(1, after: last)
    case .quarter: months(3, after: last)
    case .year: months(12, after: last)
    case .integer: number(after: last.lowerBound)
    }
  }

  private func days(_ width: Int, after last: ClosedRange<Int>) -> ClosedRange<Int>? {
    let first = last.upperBound + 1
    guard first + width - 1 <= CivilDate.lastDayNumber else { return nil }
    return first...(first + width - 1)
  }

  /// A period of so many months; every period starts on the same day of a month.
  private func months(_ width: Int, after last: ClosedRange<Int>) -> ClosedRange<Int>? {
    let first = CivilDate(dayNumber: last.upperBound + 1)
    let (year, month, day) = first.components
    let count = month - 1 + width
    guard first.dayNumber > last.upperBound,
      let next = CivilDate(year: year + count / 12, month: count % 12 + 1, day: day)
    else { return nil }
    return first.dayNumber...(next.dayNumber - 1)
  }

  private func number(after last: Int) -> ClosedRange<Int>? {
    guard bounds.count > 1 else { return nil }
    let (next, overflow) = last.addingReportingOverflow(
      bounds[1].lowerBound - bounds[0].lowerBound)
    return overflow ? nil : next...next
  }
}
