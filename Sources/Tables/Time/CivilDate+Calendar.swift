extension CivilDate {
  /// The day of the week, 1 = Monday to 7 = Sunday.
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    let shifted = (dayNumber + 3) % 7
    return (shifted < 0 ? shifted + 7 : shifted) + 1
  }

  /// The ISO 8601 week: weeks start on Monday and belong to the year of their Thursday.
  public var isoWeek: (year: Int, week: Int) {
    let thursday = CivilDate(dayNumber: dayNumber - weekday + 4)
    let year = thursday.year
    return (year, (thursday.dayNumber - Self.january(1, year).dayNumber) / 7 + 1)
  }

  /// The Monday of an ISO week, or nil where the year has no such week.
  public init?(isoYear year: Int, week: Int) {
    guard (1...9999).contains(year), (1...53).contains(week) else { return nil }
    let fourth = Self.january(4, year)
    let monday = CivilDate(dayNumber: fourth.dayNumber - fourth.weekday + 1 + 7 * (week - 1))
    guard monday.isoWeek == (year, week) else { return nil }
    self = monday
  }

  /// The day so many days later; earlier for a negative number.
  public func adding(days: Int) -> CivilDate {
    let (sum, overflow) = dayNumber.addingReportingOverflow(days)
    return CivilDate(dayNumber: overflow ? (days < 0 ? .min : .max) : sum)
  }

  /// The same day so many months later, or the month's last day where it is shorter.
  public func adding(months: Int) -> CivilDate {
    let (year, month, day) = components
    let limited = min(max(months, -120_000), 120_000)
    let index = year * 12 + month - 1 + limited
    guard index >= 12 else { return CivilDate(dayNumber: .min) }
    let target = (year: index / 12, month: index % 12 + 1)
    let last = Self.daysInMonth(year: target.year, month: target.month)
    return CivilDate(year: target.year, month: target.month, day: min(day, last))
      ?? CivilDate(dayNumber: .max)
  }

  /// The last day of this day's month.
  public var lastOfMonth: CivilDate {
    let (year, month, day) = components
    return adding(days: Self.daysInMonth(year: year, month: month) - day)
  }

  private static func january(_ day: Int, _ year: Int) -> CivilDate {
    CivilDate(year: min(max(year, 1), 9999), month: 1, day: day) ?? CivilDate(dayNumber: 0)
  }
}

extension CivilDate: Codable {
  /// Reads an ISO date.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let date = CivilDate(iso: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(displayed(text))' is no date of the form 2025-03-31")
    }
    self = date
  }

  /// Writes an ISO date.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
