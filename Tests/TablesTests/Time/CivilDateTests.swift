import Foundation
import Tables
import Testing

@Suite("The civil calendar") struct CivilDateTests {
  @Test(
    "known days have known numbers",
    arguments: [
      ("1970-01-01", 0, 4), ("1969-12-31", -1, 3), ("2000-02-29", 11016, 2),
      ("2024-12-31", 20088, 2),
      ("0001-01-01", -719_162, 1), ("9999-12-31", 2_932_896, 5), ("2025-03-17", 20164, 1),
    ])
  func knownDays(iso: String, number: Int, weekday: Int) {
    #expect(CivilDate(iso: iso)?.dayNumber == number)
    #expect(CivilDate(dayNumber: number).description == iso)
    #expect(CivilDate(dayNumber: number).weekday == weekday)
  }

  @Test("numbers and dates are inverse, day after day") func inverse() {
    var previous = CivilDate(dayNumber: -150_001)
    for number in -150_000...150_000 {
      let date = CivilDate(dayNumber: number)
      let (year, month, day) = date.components
      #expect(CivilDate(year: year, month: month, day: day) == date)
      let follows =
        day == 1 ? previous == previous.lastOfMonth : date.day == previous.day + 1
      #expect(follows)
      previous = date
    }
  }

  @Test(
    "ISO weeks follow the standard",
    arguments: [
      ("2021-01-03", 2020, 53), ("2021-01-04", 2021, 1), ("2018-12-31", 2019, 1),
      ("2016-01-03", 2015, 53), ("2025-12-28", 2025, 52), ("2024-12-30", 2025, 1),
      ("2026-12-31", 2026, 53),
    ])
  func isoWeeks(iso: String, year: Int, week: Int) throws {
    let date = try #require(CivilDate(iso: iso))
    #expect(date.isoWeek == (year, week))
    let monday = try #require(CivilDate(isoYear: year, week: week))
    #expect(monday.weekday == 1)
    #expect((0...6).contains(date.dayNumber - monday.dayNumber))
  }

  @Test(
    "days that do not exist are none",
    arguments: [
      "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-01", "2024-04-31", "2024-01-00",
      "2024-1-1",
      "24-01-01", "2024/01/01", "", "0000-01-01",
    ])
  func noDay(iso: String) { #expect(CivilDate(iso: iso) == nil) }

  @Test("a year without week 53 has none") func noWeek() {
    #expect(CivilDate(isoYear: 2025, week: 53) == nil)
    #expect(CivilDate(isoYear: 2025, week: 0) == nil)
  }

  @Test("months add to the same day or the month's last") func addingMonths() throws {
    let date = try #require(CivilDate(iso: "2024-01-31"))
    #expect(date.adding(months: 1).description == "2024-02-29")
    #expect(date.adding(months: 13).description == "2025-02-28")
    #expect(date.adding(months: -2).description == "2023-11-30")
    #expect(date.adding(days: 30).description == "2024-03-01")
  }

  @Test("no sum of days or months traps") func extremes() {
    for date in [CivilDate(dayNumber: .min), CivilDate(dayNumber: .max)] {
      for step in [Int.min, -1, 1, Int.max] {
        #expect((1...9999).contains(date.adding(days: step).year))
        #expect((1...9999).contains(date.adding(months: step).year))
      }
      #expect((0...10_000).contains(date.isoWeek.year))
    }
  }

  @Test("dates are coded as ISO text") func coding() throws {
    let json = Data(#"["2025-03-31"]"#.utf8)
    let dates = try JSONDecoder().decode([CivilDate].self, from: json)
    #expect(dates == [CivilDate(iso: "2025-03-31")])
    #expect(try JSONEncoder().encode(dates) == json)
    #expect(throws: DecodingError.self) {
      _ = try JSONDecoder().decode([CivilDate].self, from: Data(#"["31.3.2025"]"#.utf8))
    }
  }
}
