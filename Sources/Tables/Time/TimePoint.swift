/// One value of a time column: a day, an ISO week, a month, a year or a plain number.
public struct TimePoint: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// What a time column may hold.
  public enum Kind: Sendable, Hashable {
    case date(CivilDate)
    case isoWeek(year: Int, week: Int)
    case month(year: Int, month: Int)
    case year(Int)
    case integer(Int)
  }

  /// The value itself.
  public let kind: Kind
  /// The position on the kind's own scale: days, weeks or months since 1970, the year, the number.
  public let ordinal: Int

  /// A day.
  public init(_ date: CivilDate) {
    kind = .date(date)
    ordinal = date.dayNumber
  }

  /// An ISO week, or nil where the year has no such week.
  public init?(isoYear year: Int, week: Int) {
    guard let monday = CivilDate(isoYear: year, week: week) else { return nil }
    kind = .isoWeek(year: year, week: week)
    // Day 4 was a Monday, so the division is exact.
    ordinal = (monday.dayNumber - 4) / 7
  }

  /// A month, or nil where the calendar has none.
  public init?(year: Int, month: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    kind = .month(year: year, month: month)
    ordinal = (year - 1970) * 12 + month - 1
  }

  /// A year, or nil outside 1 to 9999.
  public init?(year: Int) {
    guard (1...9999).contains(year) else { return nil }
    kind = .year(year)
    ordinal = year
  }

  /// A numbered period.
  public init(integer: Int) {
    kind = .integer(integer)
    ordinal = integer
  }

  /// The value in its standard form: `2025-03-31`, `2025-W12`, `2025-03`, `2025` or `17`.
  public var label: String {
    switch kind {
    case .date(let date): date.description
    case .isoWeek(let year, let week): "\(padded(year, 4))-W\(padded(week, 2))"
    case .month(let year, let month): "\(padded(year, 4))-\(padded(month, 2))"
    case .year(let year): padded(year, 4)
    case .integer(let value): String(value)
    }
  }

  /// The label.
  public var description: String { label }

  /// Points of one kind in time order; kinds apart.
  public static func < (left: TimePoint, right: TimePoint) -> Bool {
    (left.rank, left.ordinal) < (right.rank, right.ordinal)
  }

  /// What the kind is called in messages.
  var kindName: String { ["date", "week", "month", "year", "number"][rank] }

  /// The kind's number, so that kinds can be told apart without their values.
  var rank: Int {
    switch kind {
    case .date: 0
    case .isoWeek: 1
    case .month: 2
    case .year: 3
    case .integer: 4
    }
  }

  /// First and last day, nil for a plain number.
  var days: (first: CivilDate, last: CivilDate)? {
    switch kind {
    case .date(let date): return (date, date)
    case .isoWeek(let year, let week):
      return CivilDate(isoYear: year, week: week).map { ($0, $0.adding(days: 6)) }
    case .month(let year, let month):
      return CivilDate(year: year, month: month, day: 1).map { ($0, $0.lastOfMonth) }
    case .year(let year):
      guard let first = CivilDate(year: year, month: 1, day: 1),
        let last = CivilDate(year: year, month: 12, day: 31)
      else { return nil }
      return (first, last)
    case .integer: return nil
    }
  }
}
