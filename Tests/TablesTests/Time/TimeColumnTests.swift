import Tables
import Testing

@Suite("Cells become times") struct TimeColumnTests {
  private func read(_ cells: [String], _ locale: TableLocale? = nil) throws(TableError) -> [String]
  {
    let rows = cells.map { "\($0)\tx\n" }.joined()
    return try table("time\tb\n" + rows, locale: locale, delimiter: "\t").times("time").map(\.label)
  }

  @Test(
    "one day in many ways",
    arguments: [
      "2024-12-31", "2024-12-31 23:59", "2024-12-31T23:59:59Z", "2024-12-31 00:03:13.442536+00:00",
      "2024-12-31T10:00:00.5+02:00", "20241231", "2024/12/31", "31.12.2024", "31.12.24",
      "31.12.2024 10:15", "31. Dezember 2024", "December 31, 2024", "Dec 31, 2024", "31 Dec 2024",
      "31-Dec-2024", "12/31/2024", "12/31/24", "31/12/2024", "31-12-2024", "12/31/2024 1:05:00 PM",
      "2025-W01-2", "12/31/2024, 13:05",
    ])
  func days(cell: String) throws { #expect(try read([cell]) == ["2024-12-31"]) }

  @Test(
    "one week in many ways",
    arguments: [
      "2025-W12", "2025W12", "KW 12/2025", "KW12 2025", "KW 12 2025", "12. KW 2025", "2025-KW12",
      "W12 2025", "CW 12/2025", "kw12/2025",
    ])
  func weeks(cell: String) throws { #expect(try read([cell]) == ["2025-W12"]) }

  @Test(
    "one month in many ways",
    arguments: [
      "2025-03", "2025/03", "03/2025", "3/2025", "03.2025", "März 2025", "Mar 2025", "March 2025",
      "Mrz 2025", "Mär. 2025", "2025 March",
    ])
  func months(cell: String) throws { #expect(try read([cell]) == ["2025-03"]) }

  @Test("years and numbers") func numbers() throws {
    #expect(try read(["2024", "2025"]) == ["2024", "2025"])
    let years = try table("y\n1970.0\n1971.0\n").times("y")
    #expect(years.map(\.kind) == [.year(1970), .year(1971)])
    let numbers = try table("t\n0\n1\n2024\n").times("t")
    #expect(numbers.map(\.kind) == [.integer(0), .integer(1), .integer(2024)])
  }

  @Test("a number above 12 decides day and month for the whole column") func dayOrder() throws {
    #expect(try read(["01/02/2024", "13/02/2024"]) == ["2024-02-01", "2024-02-13"])
    #expect(try read(["01/02/2024", "01/13/2024"]) == ["2024-01-02", "2024-01-13"])
  }

  @Test("a column that does not tell day from month is refused") func ambiguous() {
    let error = refusal { () throws(TableError) in _ = try read(["05/05/2024", "01/02/2024"]) }
    #expect(error?.code == .ambiguousDate)
    #expect(error?.line == 3 && error?.value == "01/02/2024")
    #expect(error?.remedy?.contains("--locale de") == true)
  }

  @Test("the stated locale tells day from month") func statedOrder() throws {
    #expect(try read(["01/02/2024"], .de) == ["2024-02-01"])
    #expect(try read(["01/02/2024"], .en) == ["2024-01-02"])
    #expect(try read(["05/05/2024"]) == ["2024-05-05"])
  }

  @Test("a column of both orders is refused") func bothOrders() {
    let error = refusal { () throws(TableError) in _ = try read(["13/02/2024", "01/14/2024"]) }
    #expect(error?.code == .ambiguousDate)
    #expect(error?.line == 3)
  }

  @Test(
    "what is no time is refused with its place",
    arguments: [
      "2024-02-30", "31.13.2024", "2024-13", "2025-W54", "soon", "32/13/2024", "2024-12-31 25:00",
      "12:30", "KW 12", "13/2025", "Foo 2025", "2024-12-31x", "99999999999999999999",
    ])
  func noTime(cell: String) {
    let error = refusal { () throws(TableError) in _ = try read(["2024-12-31", cell]) }
    #expect(error?.code == .notATime)
    #expect(error?.line == 3 && error?.column == "time")
  }

  @Test("an empty time is refused") func empty() {
    let error = refusal { () throws(TableError) in _ = try read(["2024-12-31", ""]) }
    #expect(error?.code == .notATime)
    #expect(error?.line == 3)
  }

  @Test("kinds do not mix") func mixed() {
    let error = refusal { () throws(TableError) in _ = try read(["2024-12-31", "2025-W02"]) }
    #expect(error?.code == .mixedTimes)
    #expect(error?.line == 3)
  }
}
