/// The periods of a panel: sorted, distinct, evenly spaced, without a gap.
public struct TimeAxis: Sendable, Equatable {
  /// How far the periods are apart.
  public enum Step: Sendable, Hashable {
    case day, week, month, quarter, year
    /// So many days, other than 1 and 7.
    case days(Int)
    /// Numbered periods, whatever they stand for.
    case integer
  }

  /// How far the periods are apart.
  public let step: Step
  /// The ISO date of each period's first day; for numbered periods the number.
  public let labels: [String]
  /// The ISO date of the last day each period covers; for numbered periods the number.
  public let lastDays: [String]

  /// First and last position of each period, in days since 1970-01-01 or as numbers.
  let bounds: [ClosedRange<Int>]

  /// How many periods there are; at least two.
  public var count: Int { bounds.count }

  /// Lays out the periods of a column.
  ///
  /// Points may come in any order and repeat. The step is the commonest distance of neighbours.
  ///
  /// - Parameters:
  ///   - points: the column's values, all of one kind.
  ///   - source: the file, for messages.
  ///   - column: the column, for messages.
  /// - Throws: `timeGap` listing the missing periods, `irregularTime` for a point off the grid,
  ///   `mixedTimes` for points of several kinds, `tooFewPeriods` below two.
  public init(_ points: [TimePoint], source: String, column: String) throws(TableError) {
    let sorted = Set(points).sorted()
    guard sorted.count >= 2, let first = sorted.first, let last = sorted.last else {
      throw TableError(
        .tooFewPeriods, source: source, column: column,
        "\(sorted.count == 1 ? "only one period" : "no period") in the file",
        remedy: "at least two periods are needed")
    }
    guard first.rank == last.rank else {
      throw TableError(
        .mixedTimes, source: source, column: column,
        "'\(first.label)' is a \(first.kindName), '\(last.label)' a \(last.kindName)",
        remedy: "write every period the same way")
    }
    let grid = try PeriodGrid(sorted, source: source, column: column)
    try grid.checkComplete(source: source, column: column)
    step = grid.step
    bounds = grid.bounds
    labels = grid.bounds.map { grid.text($0.lowerBound) }
    lastDays = grid.bounds.map { grid.text($0.upperBound) }
  }

  /// Whether the periods are calendar days, weeks, months…, not mere numbers.
  public var isCalendar: Bool { step != .integer }

  /// How many periods a year has on average; nil for numbered periods.
  public var periodsPerYear: Double? {
    switch step {
    case .day: 365.25
    case .week: 365.25 / 7
    case .days(let days): 365.25 / Double(days)
    case .month: 12
    case .quarter: 4
    case .year: 1
    case .integer: nil
    }
  }

  /// First and last day of each period, in days since 1970-01-01; nil for numbered periods.
  public var days: [ClosedRange<Int>]? { isCalendar ? bounds : nil }

  /// Each period's start in years of 365.25 days since 1970-01-01; nil for numbered periods.
  public var yearPositions: [Double]? {
    guard isCalendar else { return nil }
    return bounds.map { Double($0.lowerBound) / 365.25 }
  }
}
