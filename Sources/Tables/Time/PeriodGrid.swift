/// The regular grid under a column's points: how far periods are apart and what each covers.
struct PeriodGrid {
  /// What the grid counts in.
  private enum Scale {
    case days, months, numbers
  }

  let step: TimeAxis.Step
  let bounds: [ClosedRange<Int>]

  private let points: [TimePoint]
  private let scale: Scale
  /// Each point's position on the scale.
  private let positions: [Int]
  /// The distance of neighbours on the scale.
  private let stride: Int
  /// Month scale only: the day of the month a period starts on.
  private let startDay: Int

  /// - Parameter points: at least two distinct points of one kind, sorted.
  init(_ points: [TimePoint], source: String, column: String) throws(TableError) {
    self.points = points
    let layout = Self.layout(points)
    scale = layout.scale
    positions = layout.positions
    startDay = layout.startDay
    stride = Self.commonestDistance(layout.positions)
    step = try Self.step(scale, stride, source: source, column: column)
    let width = stride
    let scale = layout.scale
    let startDay = layout.startDay
    bounds = positions.map { position in
      switch scale {
      case .numbers: return position...position
      case .days: return position...(position + width - 1)
      case .months:
        let first = Self.day(ofMonth: position - layout.shift, startDay: startDay)
        let next = Self.day(ofMonth: position - layout.shift + width, startDay: startDay)
        return first...max(first, next - 1)
      }
    }
  }

  /// A position as it is shown: an ISO date, or the number.
  func text(_ position: Int) -> String {
    scale == .numbers ? String(position) : CivilDate(dayNumber: position).description
  }

  /// Refuses points off the grid and grid places without a point.
  func checkComplete(source: String, column: String) throws(TableError) {
    var missing: [Int] = []
    var missingCount = 0
    for (index, position) in positions.enumerated().dropFirst() {
      let (distance, overflow) = position.subtractingReportingOverflow(positions[index - 1])
      guard !overflow, distance % stride == 0 else {
        throw TableError(
          .irregularTime, source: source, column: column, value: points[index].label,
          "periods are \(stepName) apart elsewhere, but '\(points[index].label)' follows "
            + "'\(points[index - 1].label)'",
          remedy: "put every row on one regular grid of periods")
      }
      let (sum, tooMany) = missingCount.addingReportingOverflow(distance / stride - 1)
      missingCount = tooMany ? .max : sum
      var gap = positions[index - 1] + stride
      while gap < position, missing.count < 10 {
        missing.append(gap)
        gap += stride
      }
    }
    guard missingCount == 0 else {
      throw gapError(missing, missingCount, source: source, column: column)
    }
  }

  private func gapError(
    _ missing: [Int], _ count: Int, source: String, column: String
  ) -> TableError {
    let names = missing.map { label(ofGap: $0) }.joined(separator: ", ")
    let rest = count > missing.count ? ", …" : ""
    return TableError(
      .timeGap, source: source, column: column,
      "\(count) missing \(count == 1 ? "period" : "periods") (\(stepName) apart): \(names)\(rest)",
      remedy: "add the missing rows, with 0 where nothing was spent or sold")
  }

  /// A missing position in the way the column writes its periods.
  private func label(ofGap position: Int) -> String {
    switch points[0].kind {
    case .date:
      guard scale == .months else { return text(position) }
      let first = Self.day(ofMonth: position, startDay: startDay)
      let date = CivilDate(dayNumber: first)
      // Dates at the end of months name the month they close.
      return points[0].days?.first.day == startDay
        ? date.description : date.lastOfMonth.description
    case .isoWeek:
      let (year, week) = CivilDate(dayNumber: position).isoWeek
      return TimePoint(isoYear: year, week: week)?.label ?? text(position)
    case .month:
      let (year, month) = Self.yearAndMonth(position)
      return TimePoint(year: year, month: month)?.label ?? String(position)
    case .year: return String(position / 12 + 1970)
    case .integer: return String(position)
    }
  }

  private var stepName: String {
    switch step {
    case .day: "1 day"
    case .week: "1 week"
    case .days(let days): "\(days) days"
    case .month: "1 month"
    case .quarter: "1 quarter"
    case .year: "1 year"
    case .integer: "\(stride)"
    }
  }

  // MARK: The scale

  private struct Layout {
    var scale: Scale
    var positions: [Int]
    var startDay = 1
    /// Month scale only: periods are named by their last day, so they start `shift` months
    /// before the month after it.
    var shift = 0
  }

  private static func layout(_ points: [TimePoint]) -> Layout {
    switch points[0].kind {
    case .integer: Layout(scale: .numbers, positions: points.map(\.ordinal))
    case .month: Layout(scale: .months, positions: points.map(\.ordinal))
    case .year: Layout(scale: .months, positions: points.map { ($0.ordinal - 1970) * 12 })
    case .isoWeek: Layout(scale: .days, positions: points.map { $0.ordinal * 7 + 4 })
    case .date: layout(ofDays: points.map { CivilDate(dayNumber: $0.ordinal) })
    }
  }

  /// Dates on one day of the month, or all at the ends of months, count in months.
  private static func layout(ofDays days: [CivilDate]) -> Layout {
    let months = days.map { date in
      let (year, month, _) = date.components
      return (year - 1970) * 12 + month - 1
    }
    let distinctMonths = zip(months, months.dropFirst()).allSatisfy { $0 < $1 }
    let startDay = days[0].day
    if distinctMonths, startDay <= 28, days.allSatisfy({ $0.day == startDay }) {
      return Layout(scale: .months, positions: months, startDay: startDay)
    }
    if distinctMonths, days.allSatisfy({ $0 == $0.lastOfMonth }) {
      return Layout(
        scale: .months, positions: months, shift: commonestDistance(months) - 1)
    }
    return Layout(scale: .days, positions: days.map(\.dayNumber))
  }

  /// The commonest distance of neighbours; the smallest among equals.
  private static func commonestDistance(_ positions: [Int]) -> Int {
    var counts: [Int: Int] = [:]
    for (left, right) in zip(positions, positions.dropFirst()) {
      let (distance, overflow) = right.subtractingReportingOverflow(left)
      if !overflow { counts[distance, default: 0] += 1 }
    }
    let commonest = counts.min { ($1.value, $0.key) < ($0.value, $1.key) }
    return commonest?.key ?? 1
  }

  private static func step(
    _ scale: Scale, _ stride: Int, source: String, column: String
  ) throws(TableError) -> TimeAxis.Step {
    switch (scale, stride) {
    case (.numbers, _): return .integer
    case (.days, 1): return .day
    case (.days, 7): return .week
    case (.days, _): return .days(stride)
    case (.months, 1): return .month
    case (.months, 3): return .quarter
    case (.months, 12): return .year
    default:
      throw TableError(
        .irregularTime, source: source, column: column,
        "most periods are \(stride) months apart",
        remedy: "use days, weeks, months, quarters or years")
    }
  }

  private static func day(ofMonth index: Int, startDay: Int) -> Int {
    let (year, month) = yearAndMonth(index)
    return CivilDate(year: year, month: month, day: startDay)?.dayNumber
      ?? CivilDate.lastDayNumber
  }

  private static func yearAndMonth(_ index: Int) -> (year: Int, month: Int) {
    let shifted = index + 1970 * 12
    return (shifted / 12, shifted % 12 + 1)
  }
}
