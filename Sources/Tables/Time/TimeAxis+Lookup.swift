extension TimeAxis {
  /// The period a point falls into, nil outside the axis.
  ///
  /// A week, month or year belongs to the period that holds its first day.
  public func index(of point: TimePoint) -> Int? {
    if case .integer(let value) = point.kind {
      return isCalendar ? nil : index(ofPosition: value)
    }
    // A column of years read as numbers elsewhere still finds its period.
    guard isCalendar else { return nil }
    return point.days.flatMap { index(ofPosition: $0.first.dayNumber) }
  }

  /// The period that a text names: an ISO date inside it, or a label such as `2025-W12`,
  /// `2025-03`, `2025` or `17`, or one as files write them: `KW 12/2025`, `17.03.2025`.
  public func index(ofLabel label: String) -> Int? {
    guard let point = TimePoint(label: label, numbersAreYears: isCalendar) else { return nil }
    return index(of: point)
  }

  /// The last period of what a text names: like `index(ofLabel:)`, but a label that covers several
  /// periods, such as a month over weeks, names the last that begins within it.
  public func lastIndex(ofLabel label: String) -> Int? {
    guard let first = index(ofLabel: label) else { return nil }
    let point = TimePoint(label: label, numbersAreYears: isCalendar)
    guard let days = point?.days else { return first }
    let length = days.last.dayNumber - days.first.dayNumber
    guard length >= bounds[first].count else { return first }
    return bounds.lastIndex { $0.lowerBound <= days.last.dayNumber } ?? first
  }

  private func index(ofPosition position: Int) -> Int? {
    var low = 0
    var high = bounds.count
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle].upperBound < position { low = middle + 1 } else { high = middle }
    }
    guard low < bounds.count, bounds[low].contains(position) else { return nil }
    return low
  }
}

extension TimePoint {
  /// Reads a label in standard form, the inverse of `label`, or in a form of files with one meaning only.
  init?(label: String, numbersAreYears: Bool) {
    if let date = CivilDate(iso: label) {
      self.init(date)
      return
    }
    let parts = label.split(separator: "-", omittingEmptySubsequences: false).map { $0.utf8 }
    if parts.count == 2, let year = decimal(parts[0]) {
      if parts[1].first == UInt8(ascii: "W"), let week = decimal(parts[1].dropFirst()) {
        self.init(isoYear: year, week: week)
        return
      }
      guard let month = decimal(parts[1]) else { return nil }
      self.init(year: year, month: month)
      return
    }
    guard let number = Int(label) else {
      // As files write them, where that has one meaning only: `KW 12/2025`, `17.03.2025`.
      let text = Array(label.utf8).withUnsafeBufferPointer { TimeText($0) }
      guard case .point(let point)? = text else { return nil }
      self = point
      return
    }
    if numbersAreYears {
      self.init(year: number)
    } else {
      self.init(integer: number)
    }
  }
}
