/// A time cell as it is written, before the column has decided what its parts mean.
enum TimeText: Equatable {
  /// Already clear: an ISO date, a week, a month.
  case point(TimePoint)
  /// `a/b/year` or `a-b-year`: day and month in an order that only the column can tell.
  case twoParts(Int, Int, year: Int)
  /// A bare whole number of so many digits.
  case number(Int, digits: Int)
}

extension TimeText {
  /// Reads a trimmed, non-empty cell; nil where it is no time.
  init?(_ cell: ByteSlice) {
    if let date = Self.isoDate(cell) {
      self = .point(TimePoint(date))
      return
    }
    guard cell.count <= 64 else { return nil }
    var words = TimeWords(cell)
    words.dropClock()
    guard !words.failed, let read = Self.read(words.items) else { return nil }
    self = read
  }

  /// `2025-03-31`, alone or before a clock time: the way machines write dates, read quickly.
  private static func isoDate(_ cell: ByteSlice) -> CivilDate? {
    guard cell.count >= 10, cell[4] == UInt8(ascii: "-"), cell[7] == UInt8(ascii: "-"),
      let year = decimal(cell[0..<4]), let month = decimal(cell[5..<7]),
      let day = decimal(cell[8..<10]), cell.count == 10 || isClock(cell)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  /// Whether `T09:30` or ` 09:30:15`, alone or with a fraction or `Z`, follows a ten-letter date.
  private static func isClock(_ cell: ByteSlice) -> Bool {
    guard cell.count >= 16, cell[10] == UInt8(ascii: "T") || cell[10] == 0x20,
      cell[13] == UInt8(ascii: ":"), let hour = decimal(cell[11..<13]), hour <= 24,
      let minute = decimal(cell[14..<16]), minute <= 59
    else { return false }
    if cell.count == 16 { return true }
    guard cell.count >= 19, cell[16] == UInt8(ascii: ":"), let second = decimal(cell[17..<19]),
      second <= 60
    else { return false }
    return cell[19...].allSatisfy { isDigit($0) || $0 == Mark.dot || $0 == UInt8(ascii: "Z") }
  }

  private static func read(_ items: [TimeWords.Item]) -> TimeText? {
    let numbers = items.compactMap(\.number)
    let signs = items.compactMap(\.sign)
    guard numbers.count + signs.count == items.count else { return week(items) ?? named(items) }
    switch TimeWords.outline(items) {
    case "n": return number(numbers[0].value, numbers[0].digits)
    // A year or number that a program wrote as a float.
    case "n.n" where numbers[1].value == 0 && numbers[1].digits == 1:
      return number(numbers[0].value, numbers[0].digits)
    case "-n": return .number(-numbers[0].value, digits: numbers[0].digits)
    case "n-n-n", "n/n/n", "n.n.n":
      return threeParts(numbers[0], numbers[1].value, numbers[2], signs[0])
    case "n-n", "n/n", "n.n": return month(numbers[0], numbers[1], signs[0])
    default: return nil
    }
  }

  /// A bare number; eight digits that spell a day of 1900 to 2100 are that day.
  private static func number(_ value: Int, _ digits: Int) -> TimeText {
    let year = value / 10_000
    if digits == 8, (1900...2100).contains(year),
      let date = CivilDate(year: year, month: value / 100 % 100, day: value % 100)
    {
      return .point(TimePoint(date))
    }
    return .number(value, digits: digits)
  }

  private static func threeParts(
    _ a: (value: Int, digits: Int), _ b: Int, _ c: (value: Int, digits: Int), _ sign: String
  ) -> TimeText? {
    if a.digits == 4 {
      return CivilDate(year: a.value, month: b, day: c.value).map { .point(TimePoint($0)) }
    }
    guard c.digits == 4 || c.digits == 2, a.digits <= 2 else { return nil }
    let year = c.digits == 4 ? c.value : fullYear(c.value)
    // Dots are the German way, and there the day comes first.
    if sign == "." {
      return CivilDate(year: year, month: b, day: a.value).map { .point(TimePoint($0)) }
    }
    guard sign == "/" || sign == "-" else { return nil }
    return .twoParts(a.value, b, year: year)
  }

  /// `2025-03`, `2025/03`, `03/2025`, `03.2025`.
  private static func month(
    _ a: (value: Int, digits: Int), _ b: (value: Int, digits: Int), _ sign: String
  ) -> TimeText? {
    guard sign == "-" || sign == "/" || sign == "." else { return nil }
    if a.digits == 4, b.digits <= 2, sign != "." { return month(b.value, a.value) }
    if b.digits == 4, a.digits <= 2 { return month(a.value, b.value) }
    return nil
  }

  private static func month(_ month: Int, _ year: Int) -> TimeText? {
    TimePoint(year: year, month: month).map { .point($0) }
  }

  /// `2025-W12`, `2025W12`, `KW 12/2025`, `KW12 2025`, `12. KW 2025`, `2025-W12-3`.
  private static func week(_ items: [TimeWords.Item]) -> TimeText? {
    let numbers = items.compactMap(\.number)
    let words = items.compactMap(\.word)
    guard words.count == 1, weekWords.contains(words[0]) else { return nil }
    guard numbers.count == 2 || numbers.count == 3 else { return nil }
    if numbers.count == 3 {
      // With the day of the week: ISO order only.
      guard numbers[0].digits == 4, (1...7).contains(numbers[2].value) else { return nil }
      return CivilDate(isoYear: numbers[0].value, week: numbers[1].value).map {
        .point(TimePoint($0.adding(days: numbers[2].value - 1)))
      }
    }
    let yearFirst = numbers[0].digits == 4
    guard yearFirst != (numbers[1].digits == 4) else { return nil }
    let (year, week) = yearFirst ? (numbers[0], numbers[1]) : (numbers[1], numbers[0])
    guard week.digits <= 2 else { return nil }
    return TimePoint(isoYear: year.value, week: week.value).map { .point($0) }
  }

  /// `März 2025`, `Mar 2025`, `2025 March`, `5. März 2025`, `March 5, 2025`, `05-Mar-2025`.
  private static func named(_ items: [TimeWords.Item]) -> TimeText? {
    let numbers = items.compactMap(\.number)
    let words = items.compactMap(\.word)
    guard words.count == 1, let month = MonthNames.number(of: words[0]),
      let year = numbers.first(where: { $0.digits == 4 })
    else { return nil }
    if numbers.count == 1 { return self.month(month, year.value) }
    guard numbers.count == 2, let day = numbers.first(where: { $0.digits <= 2 }) else { return nil }
    return CivilDate(year: year.value, month: month, day: day.value).map { .point(TimePoint($0)) }
  }

  private static let weekWords: Set<String> = ["w", "kw", "cw", "wk", "week", "woche"]

  /// Two-digit years: 70 to 99 are of the 20th century, 00 to 69 of the 21st.
  private static func fullYear(_ short: Int) -> Int { short < 70 ? 2000 + short : 1900 + short }
}
