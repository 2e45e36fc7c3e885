/// A cell parted into a date and a time of day with its zone.
struct ClockText {
  /// The date, as it is written.
  let date: ByteSlice
  /// The time of day in microseconds; nil where the cell has none.
  private(set) var microseconds: Int?
  /// Minutes that the zone is ahead of UTC; nil where none is given.
  private(set) var zoneMinutes: Int?
  /// Whether what looks like a time of day is none.
  private(set) var failed = false

  /// Reads `2025-03-31T09:30:15.250+02:00`, `31.03.2025 9:30`, `3/31/2025, 9:30:15 PM UTC`.
  init(_ cell: ByteSlice) {
    guard let colon = cell.firstIndex(of: UInt8(ascii: ":")) else {
      date = cell
      return
    }
    var start = colon
    while start > 0, isDigit(cell[start - 1]) { start -= 1 }
    var end = start
    if end > 0, cell[end - 1] | 0x20 == UInt8(ascii: "t") { end -= 1 }
    date = cell.part(0, end).trimmed.withoutTrailingComma
    var rest = cell.part(start, cell.count)
    guard start < colon, start - end == 1 || (end > 0 && cell[end - 1] <= 0x20),
      let time = Self.time(&rest)
    else {
      failed = true
      return
    }
    microseconds = time
    rest = rest.trimmed
    guard let onFullClock = Self.halfOfDay(&rest, time) else {
      failed = true
      return
    }
    microseconds = onFullClock
    if rest.trimmed.equalsIgnoringCase("uhr") { return }
    failed = !readZone(rest.trimmed)
  }

  /// Hours, minutes, seconds and their fraction from the front.
  private static func time(_ rest: inout ByteSlice) -> Int? {
    guard let hours = digits(&rest, 1...2), hours <= 24, skip(&rest, ":"),
      let minutes = digits(&rest, 2...2), minutes < 60
    else { return nil }
    var time = hours * hour + minutes * minute
    // A day ends at 24:00, and there is nothing behind it.
    var isOver: Bool { hours == 24 && time > 24 * hour }
    guard skip(&rest, ":") else { return isOver ? nil : time }
    // Second 60 is a leap second, the start of the next minute.
    guard let seconds = digits(&rest, 2...2), seconds < 61 else { return nil }
    time += seconds * 1_000_000
    guard skip(&rest, ".") || skip(&rest, ",") else { return isOver ? nil : time }
    let before = rest.count
    guard let fraction = digits(&rest, 1...9) else { return nil }
    let places = before - rest.count
    var scaled = fraction
    for _ in places..<max(places, 6) { scaled *= 10 }
    for _ in 6..<max(places, 6) { scaled /= 10 }
    time += scaled
    return isOver ? nil : time
  }

  private static let minute = 60 * 1_000_000
  private static let hour = 60 * minute

  /// The time of day with AM or PM taken into account where it follows; nil where it cannot.
  private static func halfOfDay(_ rest: inout ByteSlice, _ time: Int) -> Int? {
    guard rest.count >= 2 else { return time }
    let word = rest.part(0, 2)
    let isAfternoon = word.equalsIgnoringCase("pm")
    guard isAfternoon || word.equalsIgnoringCase("am") else { return time }
    rest = rest.part(2, rest.count)
    // Some programs write 13:05 PM; 13:05 AM is a mistake.
    if isAfternoon { return time < 12 * hour ? time + 12 * hour : time }
    if time < 12 * hour { return time }
    return time < 13 * hour ? time - 12 * hour : nil
  }

  /// `Z`, `UTC`, `GMT`, `+02:00`, `+0200`, `+02`, `UTC+2`; true for nothing.
  private mutating func readZone(_ zone: ByteSlice) -> Bool {
    var rest = zone
    if rest.isEmpty { return true }
    if rest.equalsIgnoringCase("z") {
      zoneMinutes = 0
      return true
    }
    if rest.count >= 3,
      rest.part(0, 3).equalsIgnoringCase("utc")
        || rest.part(0, 3).equalsIgnoringCase("gmt")
    {
      rest = rest.part(3, rest.count)
      zoneMinutes = 0
      if rest.isEmpty { return true }
    }
    let isAhead = rest[0] == UInt8(ascii: "+")
    guard isAhead || rest[0] == UInt8(ascii: "-") else { return false }
    rest = rest.part(1, rest.count)
    guard let hours = Self.digits(&rest, 1...2), hours <= 14 else { return false }
    var minutes = 0
    if !rest.isEmpty {
      _ = Self.skip(&rest, ":")
      guard let read = Self.digits(&rest, 2...2), read < 60, rest.isEmpty else { return false }
      minutes = read
    }
    zoneMinutes = (isAhead ? 1 : -1) * (hours * 60 + minutes)
    return true
  }

  private static func digits(_ rest: inout ByteSlice, _ allowed: ClosedRange<Int>) -> Int? {
    var length = 0
    while length < rest.count, length < allowed.upperBound, isDigit(rest[length]) { length += 1 }
    guard length >= allowed.lowerBound else { return nil }
    let value = decimal(rest[0..<length])
    rest = rest.part(length, rest.count)
    return value
  }

  private static func skip(_ rest: inout ByteSlice, _ mark: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: mark) else { return false }
    rest = rest.part(1, rest.count)
    return true
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes without one comma at their end and white space before it.
  fileprivate var withoutTrailingComma: ByteSlice {
    last == UInt8(ascii: ",") ? part(0, count - 1).trimmed : self
  }
}
