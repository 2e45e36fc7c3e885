import MediaMix
import Tables
import Testing

/// Holidays by rule against dates that are known.
struct HolidayTests {
  private func days(_ name: String, _ calendar: String, _ year: Int) throws -> [String] {
    let rules = try #require(HolidayCalendar.rules(calendar))
    let holiday = Holiday.all(rules).first { $0.name == name }
    return (holiday?.dayNumbers(in: year) ?? []).map { CivilDate(dayNumber: $0).description }
  }

  @Test("Easter Sundays of 2000 to 2030 are the church's")
  func easter() {
    let known = [
      "2000-04-23", "2001-04-15", "2002-03-31", "2003-04-20", "2004-04-11", "2005-03-27",
      "2006-04-16", "2007-04-08", "2008-03-23", "2009-04-12", "2010-04-04", "2011-04-24",
      "2012-04-08", "2013-03-31", "2014-04-20", "2015-04-05", "2016-03-27", "2017-04-16",
      "2018-04-01", "2019-04-21", "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09",
      "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01",
      "2030-04-21",
    ]
    #expect((2000...2030).map { Easter.sunday(of: $0).description } == known)
    // The earliest and the latest there can be, and the exceptions of the epact.
    #expect(Easter.sunday(of: 1818).description == "1818-03-22")
    #expect(Easter.sunday(of: 2038).description == "2038-04-25")
    #expect(Easter.sunday(of: 1954).description == "1954-04-18")
    #expect(Easter.sunday(of: 1981).description == "1981-04-19")
  }

  @Test(
    "moving feasts of Germany, Austria and Switzerland fall where they fell",
    arguments: [
      ("ascension", "DE", 2024, ["2024-05-09"]), ("ascension", "CH", 2025, ["2025-05-29"]),
      ("pentecost", "DE", 2023, ["2023-05-28", "2023-05-29"]),
      ("corpus_christi", "DE-BY", 2024, ["2024-05-30"]),
      ("corpus_christi", "AT", 2025, ["2025-06-19"]), ("corpus_christi", "DE-BE", 2025, []),
      ("repentance_day", "DE-SN", 2022, ["2022-11-16"]),
      ("repentance_day", "DE-SN", 2023, ["2023-11-22"]),
      ("repentance_day", "DE-SN", 2024, ["2024-11-20"]), ("repentance_day", "DE", 2024, []),
      ("reformation_day", "DE-BY", 2017, ["2017-10-31"]), ("reformation_day", "DE-BY", 2018, []),
      ("reformation_day", "DE-HH", 2016, []), ("reformation_day", "DE-HH", 2018, ["2018-10-31"]),
      ("reformation_day", "DE-SN", 2016, ["2016-10-31"]),
      ("liberation_day", "DE-BE", 2025, ["2025-05-08"]), ("liberation_day", "DE-BE", 2024, []),
      ("womens_day", "DE-MV", 2022, []), ("womens_day", "DE-MV", 2023, ["2023-03-08"]),
      ("easter", "DE", 2024, ["2024-03-29", "2024-03-30", "2024-03-31", "2024-04-01"]),
      ("easter", "AT", 2024, ["2024-03-31", "2024-04-01"]),
    ])
  func german(name: String, calendar: String, year: Int, known: [String]) throws {
    #expect(try days(name, calendar, year) == known)
  }

  @Test(
    "bank holidays have their substitutes and their exceptions",
    arguments: [
      ("spring_bank_holiday", "GB", 2022, ["2022-06-02"]), ("jubilee", "GB", 2022, ["2022-06-03"]),
      ("spring_bank_holiday", "GB", 2023, ["2023-05-29"]),
      ("spring_bank_holiday", "GB", 2012, ["2012-06-04"]),
      ("early_may_bank_holiday", "GB", 2020, ["2020-05-08"]),
      ("early_may_bank_holiday", "GB", 2024, ["2024-05-06"]),
      ("summer_bank_holiday", "GB", 2024, ["2024-08-26"]),
      ("summer_bank_holiday", "GB-SCT", 2024, ["2024-08-05"]),
      ("new_year", "GB", 2022, ["2022-01-01", "2022-01-03"]),
      ("new_year", "GB-SCT", 2022, ["2022-01-01", "2022-01-02", "2022-01-03", "2022-01-04"]),
      ("new_year", "GB-SCT", 2023, ["2023-01-01", "2023-01-02", "2023-01-03"]),
      ("christmas", "GB", 2021, ["2021-12-25", "2021-12-26", "2021-12-27", "2021-12-28"]),
      ("christmas", "GB", 2022, ["2022-12-25", "2022-12-26", "2022-12-27"]),
      ("christmas", "GB", 2020, ["2020-12-25", "2020-12-26", "2020-12-28"]),
      ("st_patricks_day", "GB-NIR", 2024, ["2024-03-17", "2024-03-18"]),
      ("state_funeral", "GB", 2022, ["2022-09-19"]), ("coronation", "GB", 2023, ["2023-05-08"]),
      ("easter", "GB-SCT", 2024, ["2024-03-29"]),
    ])
  func british(name: String, calendar: String, year: Int, known: [String]) throws {
    #expect(try days(name, calendar, year) == known)
  }

  @Test(
    "federal holidays and the trade's days fall where they fell",
    arguments: [
      ("thanksgiving", "US", 2023, ["2023-11-23"]), ("thanksgiving", "US", 2024, ["2024-11-28"]),
      ("black_friday", "retail", 2024, ["2024-11-29"]),
      ("cyber_monday", "retail", 2024, ["2024-12-02"]),
      ("mothers_day", "retail", 2025, ["2025-05-11"]),
      ("new_year", "US", 2022, ["2021-12-31", "2022-01-01"]),
      ("independence_day", "US", 2021, ["2021-07-04", "2021-07-05"]),
      ("juneteenth", "US", 2020, []), ("juneteenth", "US", 2022, ["2022-06-19", "2022-06-20"]),
      ("martin_luther_king_day", "US", 2024, ["2024-01-15"]),
      ("presidents_day", "US", 2024, ["2024-02-19"]),
      ("memorial_day", "US", 2024, ["2024-05-27"]), ("us_labor_day", "US", 2024, ["2024-09-02"]),
      ("columbus_day", "US", 2024, ["2024-10-14"]),
    ])
  func american(name: String, calendar: String, year: Int, known: [String]) throws {
    #expect(try days(name, calendar, year) == known)
  }

  @Test("Advent runs from its first Sunday to Christmas Eve")
  func advent() throws {
    let known = [2022: "2022-11-27", 2023: "2023-12-03", 2024: "2024-12-01"]
    for (year, first) in known {
      let days = try days("advent", "retail", year)
      #expect(days.first == first && days.last == "\(year)-12-24")
    }
  }

  @Test("all German states and every other calendar are known")
  func calendars() {
    let states = HolidayCalendar.names.filter { $0.hasPrefix("DE-") }
    #expect(states.count == 16)
    #expect(
      Set(HolidayCalendar.names).subtracting(states)
        == ["DE", "AT", "CH", "GB", "GB-SCT", "GB-NIR", "US", "retail"])
  }

  private func periods(_ first: String, _ width: Int, _ count: Int) throws -> [ClosedRange<Int>] {
    let start = try #require(CivilDate(iso: first)).dayNumber
    return (0..<count).map { start + width * $0...start + width * $0 + width - 1 }
  }

  private func holiday(_ name: String, _ calendars: String...) throws -> Holiday {
    let rules = calendars.flatMap { HolidayCalendar.rules($0) ?? [] }
    return try #require(Holiday.all(rules).first { $0.name == name })
  }

  @Test("weeks share a feast, days have it in full, and a week of Advent is all Advent")
  func columns() throws {
    let easter = try holiday("easter", "DE")
    #expect(easter.column(try periods("2024-03-18", 7, 4)) == [0, 0.75, 0.25, 0])
    #expect(easter.column(try periods("2024-03-28", 1, 6)) == [0, 1, 1, 1, 1, 0])
    #expect(easter.column(try periods("2024-03-01", 31, 1)) == [0.75])
    let advent = try holiday("advent", "retail")
    #expect(advent.column(try periods("2024-11-25", 7, 5)) == [1.0 / 7, 1, 1, 1, 2.0 / 7])
    // A substitute in the year before.
    let newYear = try holiday("new_year", "US")
    #expect(newYear.column(try periods("2021-12-25", 7, 2)) == [0.5, 0.5])
  }

  @Test("calendars share what they call by one name")
  func shared() throws {
    let both = try holiday("easter", "DE", "AT")
    #expect(both.dayNumbers(in: 2024).count == 4)
  }
}
