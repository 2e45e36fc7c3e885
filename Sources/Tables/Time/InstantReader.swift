/// Reads a column of moments cell by cell, with what the cells tell about how the column is written.
///
/// Understood are ISO dates, with or without time of day, fraction and zone; the other dates that
/// `TimeText` knows, with a time of day; Unix times in seconds, perhaps with a decimal part, in
/// milliseconds or microseconds; and plain numbers, which put rows in order but are no times. Times without zone are taken as they are.
package struct InstantReader: Sendable {
  /// How a column writes its moments, gathered from its cells: the first line of each kind.
  package struct Evidence: Sendable, Equatable {
    /// With a zone or `Z`; Unix times are of this kind.
    package var zoned: Int?
    /// With a time of day but no zone.
    package var local: Int?
    /// Whole days.
    package var day: Int?
    /// Plain numbers.
    package var order: Int?
    /// `a/b/year` that can only have the day or the month first.
    package var dayFirst: Int?
    package var monthFirst: Int?
    /// `a/b/year` that may be either.
    package var either: Int?

    /// Makes evidence of nothing.
    package init() {}

    /// Adds what other cells of the column tell.
    package mutating func merge(_ other: Evidence) {
      for place in [
        \Evidence.zoned, \.local, \.day, \.order, \.dayFirst, \.monthFirst, \.either,
      ] {
        self[keyPath: place] = [self[keyPath: place], other[keyPath: place]].compactMap { $0 }.min()
      }
    }
  }

  /// What was seen so far.
  package private(set) var evidence = Evidence()
  /// Whether the day is taken to come first where both orders are possible.
  private let dayFirst: Bool
  /// The day of the last ISO cell, since rows in a row mostly share it.
  private var lastDay: (text: UInt64, tail: UInt16, microseconds: Int) = (0, 0, 0)

  /// Reads `03/04/2025` with the day or the month first.
  package init(dayFirst: Bool) { self.dayFirst = dayFirst }

  /// The moment in a trimmed cell in microseconds since 1970 (UTC, or local where no zone is given);
  /// nil where it is none.
  @inline(__always)
  package mutating func read(_ cell: UnsafeBufferPointer<UInt8>, line: Int) -> Int? {
    if let plain = readPlainly(cell, line: line) { return plain }
    return readSlowly(cell, line: line)
  }

  private static let second = 1_000_000
  private static let day = 86_400 * second

  /// `2025-03-31T09:30:15Z`, with a blank for the T or without the Z.
  @inline(__always)
  private mutating func readPlainly(_ cell: ByteSlice, line: Int) -> Int? {
    guard cell.count == 20 || cell.count == 19,
      cell[10] == UInt8(ascii: "T") || cell[10] == 0x20, cell[13] == UInt8(ascii: ":"),
      cell[16] == UInt8(ascii: ":"), cell.count == 19 || cell[19] == UInt8(ascii: "Z"),
      let day = isoDay(cell), let hour = twoDigits(cell, 11), let minute = twoDigits(cell, 14),
      let second = twoDigits(cell, 17), hour < 24, minute < 60, second < 61
    else { return nil }
    if cell.count == 20 {
      if evidence.zoned == nil { evidence.zoned = line }
    } else if evidence.local == nil {
      evidence.local = line
    }
    return day + (hour * 3600 + minute * 60 + second) * Self.second
  }

  @inline(__always)
  private mutating func isoDay(_ cell: ByteSlice) -> Int? {
    guard let base = cell.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    let text = raw.loadUnaligned(as: UInt64.self)
    let tail = raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
    if text == lastDay.text, tail == lastDay.tail { return lastDay.microseconds }
    guard cell[4] == UInt8(ascii: "-"), cell[7] == UInt8(ascii: "-"),
      let year = decimal(cell[0..<4]), let month = decimal(cell[5..<7]),
      let day = decimal(cell[8..<10]),
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    lastDay = (text, tail, date.dayNumber * Self.day)
    return lastDay.microseconds
  }

  @inline(__always)
  private func twoDigits(_ cell: ByteSlice, _ offset: Int) -> Int? {
    let (tens, ones) = (cell[offset] &- 48, cell[offset + 1] &- 48)
    return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
  }

  // MARK: Other forms

  private mutating func readSlowly(_ cell: ByteSlice, line: Int) -> Int? {
    if let number = Number(cell) { return moment(number, line: line) }
    let clock = ClockText(cell)
    guard !clock.failed, let date = TimeText(clock.date) else { return nil }
    guard let day = dayNumber(date, line: line) else { return nil }
    guard let time = clock.microseconds else {
      if evidence.day == nil { evidence.day = line }
      return day * Self.day
    }
    if clock.zoneMinutes == nil {
      if evidence.local == nil { evidence.local = line }
    } else if evidence.zoned == nil {
      evidence.zoned = line
    }
    return day * Self.day + time - (clock.zoneMinutes ?? 0) * 60 * Self.second
  }

  private mutating func dayNumber(_ text: TimeText, line: Int) -> Int? {
    switch text {
    case .point(let point):
      guard case .date(let date) = point.kind else { return nil }
      return date.dayNumber
    case .twoParts(let a, let b, let year):
      guard a <= 12 || b <= 12 else { return nil }
      if a > 12 {
        if evidence.dayFirst == nil { evidence.dayFirst = line }
      } else if b > 12 {
        if evidence.monthFirst == nil { evidence.monthFirst = line }
      } else if a != b, evidence.either == nil {
        evidence.either = line
      }
      let isDayFirst = a > 12 || (b <= 12 && dayFirst)
      let (day, month) = isDayFirst ? (a, b) : (b, a)
      return CivilDate(year: year, month: month, day: day)?.dayNumber
    case .number: return nil
    }
  }

  /// A cell of digits, perhaps behind a sign and with a decimal part.
  private struct Number {
    var value: Int
    /// The digits in front of the point; as many as the cell has bytes there, unless there is a sign.
    var digits: ByteSlice
    var isNegative: Bool
    /// The decimal part.
    var millionths = 0

    init?(_ cell: ByteSlice) {
      isNegative = cell.first == UInt8(ascii: "-")
      let start = isNegative ? 1 : 0
      let point = cell.firstIndex(of: Mark.dot) ?? cell.count
      guard start < point, let value = decimal(cell[start..<point]) else { return nil }
      self.value = isNegative ? -value : value
      digits = cell.part(start, point)
      guard point < cell.count else { return }
      let decimals = cell[(point + 1)...]
      guard !decimals.isEmpty, decimals.allSatisfy(isDigit) else { return nil }
      for place in 0..<6 {
        let digit = place < decimals.count ? Int(decimals[point + 1 + place] &- 48) : 0
        millionths = millionths * 10 + digit
      }
    }
  }

  private mutating func moment(_ number: Number, line: Int) -> Int? {
    let digits = number.digits
    if digits.count == 8, !number.isNegative, number.millionths == 0,
      case .point(let point)? = TimeText(digits), case .date(let date) = point.kind
    {
      if evidence.day == nil { evidence.day = line }
      return date.dayNumber * Self.day
    }
    if !number.isNegative, digits[0] != UInt8(ascii: "0"), let unit = unixUnit(digits.count) {
      guard number.millionths == 0 || unit == Self.second else { return nil }
      if evidence.zoned == nil { evidence.zoned = line }
      return number.value * unit + number.millionths
    }
    guard number.millionths == 0, abs(number.value) < 1_000_000_000 else { return nil }
    if evidence.order == nil { evidence.order = line }
    return number.value
  }

  /// The microseconds of one step of a Unix time, told by its digits; these are of 2001 to 2286.
  private func unixUnit(_ digits: Int) -> Int? {
    switch digits {
    case 10: Self.second
    case 13: 1_000
    case 16: 1
    default: nil
    }
  }
}
