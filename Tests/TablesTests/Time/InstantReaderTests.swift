import Tables
import Testing

@Suite("Moments") struct InstantReaderTests {
  private func read(_ text: String, dayFirst: Bool = true) -> Int? {
    var reader = InstantReader(dayFirst: dayFirst)
    return Array(text.utf8).withUnsafeBufferPointer { reader.read($0, line: 1) }
  }

  private func evidence(_ cells: [String], from line: Int = 1) -> InstantReader.Evidence {
    var reader = InstantReader(dayFirst: true)
    for (index, cell) in cells.enumerated() {
      _ = Array(cell.utf8).withUnsafeBufferPointer { reader.read($0, line: line + index) }
    }
    return reader.evidence
  }

  private static let second = 1_000_000
  /// 2025-03-31T09:30:15 UTC.
  private static let moment = 1_743_413_415 * second

  @Test(
    "one moment is read in every way it is written",
    arguments: [
      "2025-03-31T09:30:15Z", "2025-03-31 09:30:15", "2025-03-31T09:30:15", "2025-03-31t09:30:15z",
      "2025-03-31T11:30:15+02:00", "2025-03-31T11:30:15+0200", "2025-03-31 11:30:15 +02",
      "2025-03-31T04:00:15-05:30", "2025-03-31 09:30:15 UTC", "2025-03-31 09:30:15 GMT",
      "2025-03-31 11:30:15 UTC+2", "2025-03-31T09:30:15.000Z", "2025-03-31T09:30:15,0",
      "2025-03-30T23:30:15-10:00",
      "31.03.2025 09:30:15", "31.3.2025, 9:30:15", "31.03.2025 09:30:15 Uhr", "31.03.25 09:30:15",
      "31/03/2025 09:30:15", "3/31/2025 9:30:15 AM", "3/31/2025, 9:30:15 am UTC",
      "Mar 31, 2025 9:30:15 AM", "31. März 2025 09:30:15", "1743413415", "1743413415.0",
      "1743413415000", "1743413415000000", "1743413415000.0",
    ])
  func forms(text: String) { #expect(read(text) == Self.moment) }

  @Test("fractions are kept to the microsecond")
  func fractions() {
    #expect(read("2025-03-31T09:30:15.25Z") == Self.moment + 250_000)
    #expect(read("2025-03-31T09:30:15.123456789Z") == Self.moment + 123_456)
    #expect(read("2025-03-31 09:30:15.000001") == Self.moment + 1)
    #expect(read("1743413415.123456789") == Self.moment + 123_456)
    #expect(read("1743413415.5") == Self.moment + 500_000)
    #expect(read("1743413415123") == Self.moment + 123_000)
    #expect(read("1743413415123456") == Self.moment + 123_456)
  }

  @Test("the twelve-hour clock turns at twelve")
  func halves() {
    func minutes(_ text: String) -> Int? { read(text).map { $0 / (60 * Self.second) } }
    let day = "3/31/2025 "
    let start = (minutes("2025-03-31") ?? 0)
    #expect(minutes(day + "12:00 AM") == start)
    #expect(minutes(day + "12:59 AM") == start + 59)
    #expect(minutes(day + "1:00 AM") == start + 60)
    #expect(minutes(day + "11:59 AM") == start + 719)
    #expect(minutes(day + "12:00 PM") == start + 720)
    #expect(minutes(day + "12:30 pm") == start + 750)
    #expect(minutes(day + "1:05 PM") == start + 785)
    #expect(minutes(day + "13:05 PM") == start + 785)
    #expect(minutes(day + "11:59 PM") == start + 1439)
    #expect(read(day + "13:05 AM") == nil)
  }

  @Test("days, leap days, leap seconds and the ends of the calendar")
  func calendar() {
    let day = 86_400 * Self.second
    #expect(read("1970-01-01") == 0)
    #expect(read("1969-12-31") == -day)
    #expect(read("1969-12-31T23:59:59Z") == -Self.second)
    #expect(read("20250331") == read("2025-03-31"))
    #expect(read("2024-02-29") == read("2024-03-01").map { $0 - day })
    #expect(read("2025-02-29") == nil)
    #expect(read("1900-02-29 10:00") == nil)
    #expect(read("2000-02-29T24:00:00Z") == read("2000-03-01"))
    #expect(read("2000-02-29T24:00") == read("2000-03-01"))
    #expect(read("2000-02-29T24:00:01Z") == nil)
    #expect(read("2000-02-29 24:30") == nil)
    #expect(read("2016-12-31T23:59:60Z") == read("2017-01-01T00:00:00Z"))
    #expect(
      read("2016-12-31T23:59:60.5Z") == read("2017-01-01T00:00:00Z").map { $0 + 500_000 })
    #expect(read("2016-12-31T23:59:61Z") == nil)
    #expect(read("0001-01-01T00:00:00Z") == -719_162 * day)
    #expect(read("9999-12-31T23:59:59Z") == 2_932_897 * day - Self.second)
    #expect(read("0000-12-31T00:00:00Z") == nil)
    #expect(read("10000-01-01T00:00:00Z") == nil)
  }

  @Test(
    "what is no moment is none",
    arguments: [
      "", " ", "-", "now", "09:30", "T09:30", "2025-03", "2025-W12", "2025-13-01", "2025-03-32",
      "2025-03-31T25:00:00Z", "2025-03-31T09:60:00Z", "2025-03-31T9:3:0", "2025-03-31T09:30:15X",
      "2025-03-31T09:30:15+", "2025-03-31T09:30:15+99:00", "2025-03-31T09:30:15+02:60",
      "2025-03-31T09:30:15.Z", "2025-03-31T:30:15", "2025-03-31T123:30:15", "13/13/2025 10:00",
      "1743413415.", ".5", "-.5", "1.5", "-1743413415", "12345678901", "1234567890123.5",
      "9999999999999999999999", "1e9", "+5", "0x10", "2025-03-31T09:30:15 AM/PM", "--5", "5-",
    ])
  func refused(text: String) { #expect(read(text) == nil) }

  @Test("plain numbers put in order, and zeros in front do not make them times") func order() {
    #expect(read("0") == 0 && read("7") == 7 && read("-3") == -3 && read("12.0") == 12)
    #expect(read("0000000123") == 123 && read("999999999") == 999_999_999)
    #expect(evidence(["0000000123"]).order == 1 && evidence(["0000000123"]).zoned == nil)
  }

  @Test("random moments survive every form") func roundTrip() {
    var generator = Generator(seed: 6)
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    for _ in 0..<4000 {
      let date = CivilDate(dayNumber: generator.below(3_652_059) - 719_162)
      let (year, month, day) = date.components
      let (hour, minute, second) = (
        generator.below(24), generator.below(60), generator.below(60)
      )
      let clock = "\(two(hour)):\(two(minute)):\(two(second))"
      let half = "\((hour + 11) % 12 + 1):\(two(minute)):\(two(second)) \(hour < 12 ? "AM" : "PM")"
      let years = String(String(10_000 + year).dropFirst())
      let expected =
        (date.dayNumber * 86_400 + hour * 3600 + minute * 60 + second) * Self.second
      let shift = generator.below(29) - 14
      for text in [
        "\(date)T\(clock)Z", "\(date) \(clock)", "\(two(day)).\(two(month)).\(years) \(clock)",
        "\(date)T\(clock)\(shift < 0 ? "-" : "+")\(two(abs(shift))):30", "\(date) \(half)",
      ] {
        let ahead =
          text.hasSuffix(":30") && text.contains(clock + (shift < 0 ? "-" : "+"))
          ? (shift * 60 + (shift < 0 ? -30 : 30)) * 60 * Self.second : 0
        #expect(read(text) == expected - ahead, "\(text)")
      }
      #expect(read("\(month)/\(day)/\(years) \(half)", dayFirst: false) == expected)
      #expect(read("\(two(day))/\(two(month))/\(years) \(clock)", dayFirst: true) == expected)
      let unix = expected / Self.second
      if (1_000_000_000..<10_000_000_000).contains(unix) { #expect(read("\(unix)") == expected) }
    }
  }

  @Test("evidence tells kinds by their first line, and merges in any order") func merging() {
    let cells = [
      "2025-03-31", "2025-03-31T09:30:15Z", "2025-03-31 09:30", "7", "13/01/2025", "01/13/2025",
      "03/04/2025", "1743413415", "03/03/2025",
    ]
    let all = evidence(cells, from: 2)
    #expect(all.day == 2 && all.zoned == 3 && all.local == 4 && all.order == 5)
    #expect(all.dayFirst == 6 && all.monthFirst == 7 && all.either == 8)
    var generator = Generator(seed: 8)
    for _ in 0..<200 {
      let cut = generator.below(cells.count + 1)
      let head = evidence(Array(cells[..<cut]), from: 2)
      let tail = evidence(Array(cells[cut...]), from: 2 + cut)
      var (forth, back) = (head, tail)
      forth.merge(tail)
      back.merge(head)
      #expect(forth == all && back == all)
    }
  }

  @Test("a repeated day is read as the first time, whatever follows") func dayCache() {
    var reader = InstantReader(dayFirst: true)
    var results: [Int?] = []
    for text in [
      "2025-03-31T00:00:00Z", "2025-03-31T00:00:01Z", "2025-04-31T00:00:01Z",
      "2025-03-30T00:00:00Z", "2025-03-31T00:00:02Z",
    ] {
      results.append(Array(text.utf8).withUnsafeBufferPointer { reader.read($0, line: 1) })
    }
    let day = 20_178 * 86_400 * Self.second
    #expect(
      results == [day, day + Self.second, nil, day - 86_400 * Self.second, day + 2 * Self.second])
  }
}
