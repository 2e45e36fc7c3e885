import MediaMix
import Tables
import Testing

/// What the panel is made of, and rows that find no place in it.
struct MediaMixDataTests {
  @Test("a clean export becomes a panel in canonical order")
  func clean() throws {
    let export = WeeklyExport(regions: ["north10", "north2"])
    let data = try export.data(currency: "EUR")
    #expect(data.geos == ["north2", "north10"])
    #expect(data.channels == ["search", "tv"])
    #expect(data.timeCount == 10 && data.leadIn == 0 && !data.isNational)
    #expect(data.population == [2000, 1000])
    #expect(data.currency == "EUR")
    #expect(data.kpi[0] == Double(export["revenue", 1]))
    #expect(data.exposure[1][11] == Double(export["tv_impressions", 2]))
  }

  @Test("the order of rows does not matter")
  func shuffled() throws {
    let export = WeeklyExport(regions: ["a", "b"])
    var reversed = export
    reversed.rows.reverse()
    let (one, two) = (try export.data(), try reversed.data())
    #expect(one.kpi == two.kpi && one.spend == two.spend && one.exposure == two.exposure)
    #expect(one.controlValues == two.controlValues && one.population == two.population)
  }

  @Test("a single region is national data")
  func oneRegion() throws {
    #expect(try WeeklyExport(regions: ["only"]).data().isNational)
  }

  @Test("periods of media before the first KPI are kept as history")
  func leadIn() throws {
    for regions in [[], ["a", "b"]] {
      var export = WeeklyExport(regions: regions)
      let skipped = 3 * max(1, regions.count)
      for row in 0..<skipped {
        for column in ["revenue", "tv_spend", "price", "inhabitants"] { export[column, row] = "" }
      }
      let data = try export.data()
      #expect(data.leadIn == 3 && data.timeCount == 7)
      #expect(data.times.labels.first == "2024-01-22")
      #expect(data.spend.allSatisfy { $0.count == 7 * data.geoCount })
      #expect(data.exposure.allSatisfy { $0.count == 10 * data.geoCount })
      #expect(data.exposure[1][1] == Double(export["tv_impressions", max(1, regions.count)]))
    }
  }

  @Test("exposure may not be missing in the lead-in")
  func leadInExposure() throws {
    var export = WeeklyExport()
    export["revenue", 0] = ""
    export["tv_impressions", 0] = ""
    export["search_spend", 0] = ""
    let problems = try export.problems()
    #expect(problems.count == 2)
    #expect(names(problems, "line 2", "tv_impressions", "exposure is empty"))
    #expect(names(problems, "line 2", "search_spend", "spend is empty", "Write 0"))
  }

  @Test("an empty KPI in the middle or at the end is refused with its line")
  func emptyKPI() throws {
    for row in [4, 9] {
      var export = WeeklyExport()
      export["revenue", row] = ""
      let problems = try export.problems()
      #expect(problems.count == 1)
      #expect(
        names(problems, "weekly.csv, line \(row + 2), column \"revenue\"", "the KPI is empty"))
    }
    // One region starts later than the other.
    var export = WeeklyExport(regions: ["a", "b"])
    export["revenue", 1] = ""
    #expect(names(try export.problems(), "line 3", "revenue", "before the first KPI of any geo"))
  }

  @Test("a duplicated period is refused, and the geo column suggested")
  func duplicatedWeek() throws {
    var export = WeeklyExport()
    export.rows.append(export.rows[2])
    #expect(
      names(
        try export.problems(), "line 12", "week", "2024-01-15", "line 4", "name the geo column"))
  }

  @Test("duplicated geo-weeks are refused, each with both lines")
  func duplicatedGeoWeek() throws {
    var export = WeeklyExport(regions: ["a", "b"])
    export.rows += [export.rows[3], export.rows[8]]
    let problems = try export.problems()
    #expect(problems.count == 2)
    #expect(names(problems, "line 22", "2024-01-08 of b", "line 5", "one row for each geo"))
    #expect(names(problems, "line 23", "2024-01-29 of a", "line 10"))
  }

  @Test("a missing week is named, and duplicates beside it are too")
  func missingWeek() throws {
    var export = WeeklyExport()
    export.rows.remove(at: 4)
    #expect(names(try export.problems(), "weekly.csv", "week", "1 missing period", "2024-01-29"))
    export.rows.append(export.rows[0])
    let problems = try export.problems()
    #expect(names(problems, "1 missing period"))
    #expect(names(problems, "line 11", "2024-01-01 stands here and in line 2"))
  }

  @Test("a missing geo-week is named")
  func missingGeoWeek() throws {
    var export = WeeklyExport(regions: ["a", "b"])
    export.rows.remove(at: 7)
    let problems = try export.problems()
    #expect(problems.count == 1)
    #expect(names(problems, "no row for b 2024-01-22", "every geo needs every period"))
  }

  @Test("an empty region is refused")
  func emptyRegion() throws {
    var export = WeeklyExport(regions: ["a", "b"])
    export["region", 5] = ""
    #expect(names(try export.problems(), "line 7", "region", "the geo is empty"))
  }

  @Test("fewer than two periods are refused")
  func tooFewPeriods() throws {
    #expect(names(try WeeklyExport(weeks: 1).problems(), "week", "only one period"))
    var export = WeeklyExport(weeks: 4)
    for row in 0..<3 { export["revenue", row] = "" }
    #expect(names(try export.problems(), "revenue", "fewer than 2 periods have a KPI"))
    export["revenue", 3] = ""
    #expect(names(try export.problems(), "revenue", "fewer than 2 periods have a KPI"))
  }

  @Test("all problems are told at once, also where rows find no place")
  func allAtOnce() throws {
    var export = WeeklyExport(regions: ["a", "b"])
    export["tv_spend", 3] = "-4"
    export["tv_impressions", 5] = ""
    export["revenue", 6] = ""
    export["inhabitants", 8] = "7"
    export["price", 9] = "NaN"
    let options = WeeklyExport.options {
      $0.level = 1.5
      $0.channels["radio"] = .init(spend: "radio_spend")
    }
    let expected = [
      ["media_mix.level", "1.5"], ["line 5", "tv_spend", "-4"],
      ["line 7", "tv_impressions", "empty"],
      ["line 8", "revenue", "empty"], ["line 10", "inhabitants", "7.0"],
      ["line 11", "price", "NaN"], ["radio_spend", "no such column"],
    ]
    let problems = try export.problems(options: options)
    #expect(problems.count == expected.count)
    for texts in expected {
      #expect(problems.contains { p in texts.allSatisfy(p.description.contains) }, "\(texts)")
    }
    // A duplicated row hides none of what can be seen without a panel.
    export.rows.append(export.rows[0])
    let unplaced = try export.problems(options: options)
    for texts in [expected[0], expected[1], expected[5], expected[6], ["line 22", "line 2"]] {
      #expect(unplaced.contains { p in texts.allSatisfy(p.description.contains) }, "\(texts)")
    }
  }
}
