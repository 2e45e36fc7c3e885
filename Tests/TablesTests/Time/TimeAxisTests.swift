import Tables
import Testing

@Suite("Points become periods") struct TimeAxisTests {
  private func axis(_ cells: [String]) throws(TableError) -> TimeAxis {
    let points = try table("t\n" + cells.joined(separator: "\n") + "\n").times("t")
    return try TimeAxis(points, source: "t.csv", column: "t")
  }

  @Test("weeks in any order, repeated") func weeks() throws {
    let axis = try axis(["2024-01-15", "2024-01-01", "2024-01-08", "2024-01-01"])
    #expect(axis.step == .week)
    #expect(axis.labels == ["2024-01-01", "2024-01-08", "2024-01-15"])
    #expect(axis.lastDays == ["2024-01-07", "2024-01-14", "2024-01-21"])
    #expect(axis.periodsPerYear == 365.25 / 7)
    #expect(axis.yearPositions?.first == 19723.0 / 365.25)
    #expect(axis.index(ofLabel: "2024-01-10") == 1)
    #expect(axis.index(ofLabel: "2024-01-22") == nil)
    #expect(axis.index(ofLabel: "2023-12-31") == nil)
    #expect(axis.count == 3)
  }

  @Test("the last period of a label is the one that holds its last day") func lastOfLabel() throws {
    // Sundays; February 2024 ends on a Thursday.
    let axis = try axis((0..<12).map { "\(CivilDate(dayNumber: 19_729).adding(days: 7 * $0))" })
    #expect(axis.labels.first == "2024-01-07")
    #expect(axis.lastIndex(ofLabel: "2024-02") == 7)
    #expect(axis.labels[7] == "2024-02-25")
    #expect(axis.lastIndex(ofLabel: "2024-02-27") == 7)
    // An ISO week is no longer than a period, so it is where it begins.
    #expect(axis.lastIndex(ofLabel: "2024-W08") == axis.index(ofLabel: "2024-W08"))
    #expect(axis.lastIndex(ofLabel: "2024-02") != axis.index(ofLabel: "2024-02"))
    #expect(axis.lastIndex(ofLabel: "2025-02") == nil)
    #expect(axis.lastIndex(ofLabel: "spring") == nil)
    let numbers = try self.axis(["1", "2", "3"])
    #expect(numbers.lastIndex(ofLabel: "2") == 1)
  }

  @Test(
    "each step is found",
    arguments: [
      (["2024-02-28", "2024-02-29", "2024-03-01"], TimeAxis.Step.day, "2024-03-01"),
      (["2024-01-01", "2024-01-15", "2024-01-29"], .days(14), "2024-02-11"),
      (["2024-01-01", "2024-01-29", "2024-02-26"], .days(28), "2024-03-24"),
      (["2024-01-01", "2024-02-01", "2024-03-01"], .month, "2024-03-31"),
      (["2024-01-15", "2024-02-15", "2024-03-15"], .month, "2024-04-14"),
      (["2024-01-31", "2024-02-29", "2024-03-31"], .month, "2024-03-31"),
      (["2024-01", "2024-02", "2024-03"], .month, "2024-03-31"),
      (["2024-01-01", "2024-04-01", "2024-07-01"], .quarter, "2024-09-30"),
      (["2024-03-31", "2024-06-30", "2024-09-30"], .quarter, "2024-09-30"),
      (["2022-01-01", "2023-01-01", "2024-01-01"], .year, "2024-12-31"),
      (["2022", "2023", "2024"], .year, "2024-12-31"),
      (["2020-W52", "2020-W53", "2021-W01"], .week, "2021-01-10"),
      (["5", "6", "7"], .integer, "7"), (["10", "20", "30"], .integer, "30"),
    ])
  func steps(cells: [String], step: TimeAxis.Step, lastDay: String) throws {
    let axis = try axis(cells)
    #expect(axis.step == step)
    #expect(axis.lastDays.last == lastDay)
    #expect(axis.count == 3)
  }

  @Test("periods named by their last day start on the first") func monthEnds() throws {
    let months = try axis(["2024-01-31", "2024-02-29", "2024-03-31"])
    #expect(months.labels == ["2024-01-01", "2024-02-01", "2024-03-01"])
    let quarters = try axis(["2024-03-31", "2024-06-30"])
    #expect(quarters.labels == ["2024-01-01", "2024-04-01"])
  }

  @Test(
    "a gap is refused and what is missing listed",
    arguments: [
      (["2024-01-01", "2024-01-08", "2024-01-22"], "1 missing period", "2024-01-15"),
      (["2024-01-01", "2024-02-01", "2024-04-01"], "1 missing period", "2024-03-01"),
      (["2024-01-31", "2024-02-29", "2024-04-30"], "1 missing period", "2024-03-31"),
      (["2024-01", "2024-02", "2024-05"], "2 missing periods", "2024-03, 2024-04"),
      (["2020-W52", "2020-W53", "2021-W02"], "1 missing period", "2021-W01"),
      (["2020", "2021", "2023"], "1 missing period", "2022"),
      (["1", "2", "5"], "2 missing periods", "3, 4"),
    ])
  func gaps(cells: [String], count: String, missing: String) {
    let error = refusal { () throws(TableError) in _ = try axis(cells) }
    #expect(error?.code == .timeGap)
    #expect(error?.problem.hasPrefix(count) == true)
    #expect(error?.problem.hasSuffix(": \(missing)") == true)
  }

  @Test("of many missing periods ten are listed and all counted") func manyGaps() {
    let error = refusal { () throws(TableError) in
      _ = try axis(["2024-01-01", "2024-01-02", "2024-01-03", "2024-02-01"])
    }
    #expect(error?.problem.hasPrefix("28 missing periods") == true)
    #expect(error?.problem.hasSuffix("2024-01-12, 2024-01-13, …") == true)
  }

  @Test("a point off the grid is refused") func offGrid() {
    let error = refusal { () throws(TableError) in
      _ = try axis(["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-17", "2024-01-22"])
    }
    #expect(error?.code == .irregularTime)
    #expect(error?.value == "2024-01-17")
  }

  @Test("fewer than two periods are refused", arguments: [["2024-01-01"], ["3", "3"]])
  func tooFew(cells: [String]) {
    #expect(refusal { () throws(TableError) in _ = try axis(cells) }?.code == .tooFewPeriods)
  }

  @Test("no points are refused") func none() {
    let error = refusal { () throws(TableError) in
      _ = try TimeAxis([], source: "t", column: "t")
    }
    #expect(error?.code == .tooFewPeriods)
  }

  @Test("kinds do not mix") func mixed() throws {
    let week = try #require(TimePoint(isoYear: 2024, week: 5))
    let error = refusal { () throws(TableError) in
      _ = try TimeAxis([TimePoint(integer: 1), week], source: "t", column: "t")
    }
    #expect(error?.code == .mixedTimes)
  }

  @Test("points and labels find their period") func lookup() throws {
    let weeks = try axis(["2025-W11", "2025-W12"])
    #expect(weeks.labels == ["2025-03-10", "2025-03-17"])
    #expect(weeks.index(of: try #require(TimePoint(isoYear: 2025, week: 12))) == 1)
    #expect(weeks.index(ofLabel: "2025-W12") == 1)
    #expect(weeks.index(ofLabel: "2025-03-23") == 1)
    let months = try axis(["2024-11", "2024-12"])
    #expect(months.index(ofLabel: "2024-12") == 1)
    #expect(months.index(ofLabel: "2024-12-31") == 1)
    let years = try axis(["2023", "2024"])
    #expect(years.index(ofLabel: "2024") == 1)
    let numbers = try axis(["10", "20", "30"])
    #expect(numbers.index(ofLabel: "20") == 1)
    #expect(numbers.index(ofLabel: "25") == nil)
    #expect(numbers.index(ofLabel: "2024-01-01") == nil)
    #expect(numbers.periodsPerYear == nil && numbers.yearPositions == nil)
  }

  @Test("numbers at the ends of their range do not trap") func extremes() {
    for values in [[Int.min, Int.max], [Int.min, 0, 1, Int.max], [Int.max - 1, Int.max]] {
      _ = try? TimeAxis(values.map { TimePoint(integer: $0) }, source: "t", column: "t")
    }
    for days in [[CivilDate(dayNumber: .min), CivilDate(dayNumber: .max)]] {
      _ = try? TimeAxis(days.map { TimePoint($0) }, source: "t", column: "t")
    }
  }
}
