import MediaMix
import Tables
import TestSupport
import Testing

/// The baseline's columns, over the data and beyond them, and what is refused.
struct BaselineTests {
  /// Weeks from Monday, 2021-01-04.
  private func weeks(_ count: Int) throws -> TimeAxis {
    let start = try #require(CivilDate(iso: "2021-01-04"))
    return try TimeAxis(
      (0..<count).map { TimePoint(start.adding(days: 7 * $0)) }, source: "test", column: "week")
  }

  private func model(
    periods: Int = 60, _ change: @escaping (inout MediaMixOptions.Baseline) -> Void
  ) throws -> MediaMixModel {
    let data = try SmallPanel.data(geos: 1, periods: periods)
    return try MediaMixModel(
      data: data, options: SmallPanel.options(data) { change(&$0.baseline) })
  }

  private func problems(
    _ change: @escaping (inout MediaMixOptions.Baseline) -> Void
  ) throws -> [MediaMixProblem] {
    do {
      _ = try model(change)
      return []
    } catch MediaMixError.refused(let problems) {
      return problems
    }
  }

  @Test("a trend runs from -1 to 1 and on, and bends from its change points on")
  func trend() {
    let trend = BaselineTrend(changePoints: [2], fittedCount: 5)
    #expect(
      trend.columns(count: 7) == [
        [-1, -0.5, 0, 0.5, 1, 1.5, 2], [0, 0, 0, 0.5, 1, 1.5, 2],
      ])
    #expect(BaselineTrend.equallySpaced(4, fittedCount: 101) == [20, 40, 60, 80])
  }

  @Test("events are boxes, bells or fading, once where they overlap")
  func events() throws {
    let times = try weeks(8)
    func column(
      _ shape: MediaMixOptions.Event.Shape, _ width: Double, _ at: [String]
    ) -> [Double] {
      BaselineEvent(name: "sale", occurrences: at, width: width, shape: shape, knownCount: 8)
        .column(times)
    }
    #expect(column(.box, 0, ["2021-01-14"]) == [0, 1, 0, 0, 0, 0, 0, 0])
    #expect(column(.box, 1, ["2021-01-11", "2021-01-20"]) == [1, 1, 1, 1, 0, 0, 0, 0])
    let bell = column(.gaussian, 2, ["2021-01-25"])
    #expect(bell[3] == 1 && isClose(bell[1], 0.6065306597, 1e-9) && bell[1] == bell[5])
    let fading = column(.decay, 2, ["2021-01-25"])
    #expect(fading[2] == 0 && fading[3] == 1 && isClose(fading[5], 0.3678794412, 1e-9))
    for shape in MediaMixOptions.Event.Shape.allCases {
      #expect(column(shape, 0, ["2021-01-25"]) == [0, 0, 0, 1, 0, 0, 0, 0])
    }
  }

  @Test("columns over a longer axis begin as those that were fitted, and go on")
  func longer() throws {
    let model = try model {
      $0.trend = .changePoints(2)
      $0.holidays = ["DE-BY", "retail"]
      $0.events = [
        .init(name: "sale", at: ["2021-05-05", "2022-05-04"], width: 3, shape: .gaussian)
      ]
    }
    let specification = model.design.specification
    let known = specification.baselineColumns(model.data.times)
    let longer = specification.baselineColumns(try weeks(90))
    #expect(known.map(\.name) == longer.map(\.name))
    for (short, long) in zip(known, longer) {
      #expect(long.values.count == 90)
      #expect(Array(long.values.prefix(60)) == short.values, "\(short.name)")
    }
    let events = longer.filter { $0.group == .event }.map(\.values)
    #expect(events[0][69] == 1)
    let easter = try #require(longer.first { $0.name == "holiday.easter" }).values
    #expect(easter.indices.filter { easter[$0] > 0 } == [12, 13, 66, 67])
    let last = try #require(longer.last { $0.group == .knots }).values
    #expect(last.suffix(30).allSatisfy { $0 == 1 })
  }

  @Test("columns are ordered by group and name, whatever the order of the options")
  func order() throws {
    let names = try [["DE-BY", "retail"], ["retail", "DE-BY", "retail"]].map { calendars in
      try model {
        $0.trend = .changePoints(1)
        $0.holidays = calendars
        $0.events = [.init(name: "b", at: ["2021-03-01"]), .init(name: "a", at: ["2021-04-01"])]
      }.design.specification.baselineColumns(weeks(60)).map(\.name)
    }
    #expect(names[0] == names[1])
    #expect(names[0].starts(with: ["knots.1", "knots.2", "knots.3", "fourier.1", "fourier.2"]))
    #expect(names[0].contains("trend.slope") && names[0].contains("trend.change.1"))
    #expect(names[0].suffix(3) == ["holiday.valentines_day", "event.a", "event.b"])
    #expect(Set(names[0]).count == names[0].count)
  }

  @Test("a holiday that the fitted periods do not have is left out")
  func absent() throws {
    let data = try SmallPanel.data(geos: 1, periods: 30)
    let model = try MediaMixModel(
      data: data,
      options: SmallPanel.options(data) {
        $0.baseline.holidays = ["DE"]
        $0.holdout = .init(last: 15)
      })
    // From January to the middle of April 2021.
    #expect(model.design.specification.holidays.map(\.name) == ["easter"])
  }

  @Test("a trend alone stands on a constant level")
  func level() throws {
    let specification = try model {
      $0.knots = nil
      $0.trend = .linear
    }.design.specification
    #expect(specification.knots == [0] && specification.trend?.changePoints == [])
  }

  @Test("an unknown calendar is refused with near ones and all there are")
  func calendar() throws {
    let found = try problems { $0.holidays = ["DE-BX", "retial"] }
    #expect(found.count == 2)
    #expect(names(found, "media_mix.baseline.holidays", "no calendar \"DE-BX\"", "DE-BB", "AT"))
    #expect(names(found, "no calendar \"retial\"", "Did you mean retail?"))
  }

  @Test("events that are doubled, outside the data or without a sane width are refused at once")
  func refusedEvents() throws {
    let found = try problems {
      $0.events = [
        .init(name: "sale", at: ["2021-03-01"]), .init(name: "sale", at: ["2021-04-01"]),
        .init(name: "early", at: ["1999-03-01"]), .init(name: "late", at: ["2031-03-01"]),
        .init(name: "wide", at: ["2021-03-01"], width: -1), .init(name: "a,b", at: ["2021-03-01"]),
        .init(name: "never", at: []),
      ]
    }
    #expect(found.count == 6)
    #expect(names(found, "media_mix.baseline.events", "two events are called \"sale\""))
    #expect(names(found, "\"early\" is at \"1999-03-01\"", "2021-01-04"))
    #expect(names(found, "\"late\" is at \"2031-03-01\""))
    #expect(names(found, "width of -1"))
    #expect(names(found, "\"a,b\" is no name") && names(found, "\"never\" has no date"))
  }

  @Test("holidays need dated periods")
  func undated() throws {
    var export = WeeklyExport()
    export.fill("week") { "\($0 + 1)" }
    let data = try export.data()
    let options = WeeklyExport.options { $0.baseline.holidays = ["DE"] }
    #expect {
      _ = try MediaMixModel(data: data, options: options)
    } throws: {
      "\($0)".contains("media_mix.baseline.holidays: holidays need dated periods")
    }
  }

  @Test("change points must lie inside the fitted periods")
  func changePoints() throws {
    #expect(names(try problems { $0.trend = .changePoints(0) }, "baseline.trend", "1 to 47"))
    #expect(names(try problems { $0.trend = .changePoints(48) }, "48 change points do not fit"))
    let found = try problems { $0.trend = .changePointsAt(["2021-01-04", "2040-01-01"]) }
    #expect(
      names(found, "\"2021-01-04\" is not inside") && names(found, "no period \"2040-01-01\""))
    let points = try model { $0.trend = .changePointsAt(["2021-03-03"]) }
    #expect(points.design.specification.trend?.changePoints == [8])
  }
}
