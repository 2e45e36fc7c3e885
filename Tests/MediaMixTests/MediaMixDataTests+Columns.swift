import MediaMix
import Tables
import Testing

/// What columns may not hold.
struct MediaMixDataColumnTests {
  @Test(
    "a misspelt column is refused with the nearest name",
    arguments: ["week", "region", "inhabitants", "revenue", "tv_spend", "tv_impressions", "price"])
  func misspelt(column: String) throws {
    var export = WeeklyExport(regions: ["a", "b"])
    let columns = export.columns
    let index = try #require(export.names.firstIndex(of: column))
    export.names[index] = column + "s"
    #expect(
      names(
        try export.problems(columns: columns), "column \"\(column)\"", "no such column",
        "did you mean '\(column)s'"))
  }

  @Test("negative spend and exposure are refused with line and value, ten a column")
  func negative() throws {
    var export = WeeklyExport(weeks: 20)
    export["tv_spend", 1] = "-3.5"
    for row in 0..<13 { export["search_spend", row] = "-1" }
    let problems = try export.problems()
    #expect(names(problems, "line 3, column \"tv_spend\": -3.5 is negative"))
    #expect(names(problems, "search_spend", "3 more such cells"))
    // Spend that is the exposure too is told once.
    #expect(problems.count == 12)
  }

  @Test("NaN, infinity and overflow are refused", arguments: ["NaN", "inf", "1e999"])
  func notFinite(text: String) throws {
    var export = WeeklyExport()
    export["tv_spend", 6] = text
    #expect(names(try export.problems(), "line 8", "tv_spend", text))
  }

  @Test(
    "numbers that would overflow a square are refused", arguments: ["1e300", "-1e300", "1e-300"])
  func huge(text: String) throws {
    for column in ["revenue", "price"] {
      var export = WeeklyExport()
      export[column, 6] = text
      #expect(names(try export.problems(), "line 8", column, "is too"))
    }
    var export = WeeklyExport(regions: ["a", "b"])
    export["inhabitants", 3] = text
    #expect(names(try export.problems(), "line 5", "inhabitants"))
  }

  @Test("empty cells are refused, and zero suggested where it may be meant")
  func empty() throws {
    var export = WeeklyExport()
    export["tv_spend", 2] = ""
    export["price", 3] = "--"
    let problems = try export.problems()
    #expect(problems.count == 2)
    #expect(names(problems, "line 4, column \"tv_spend\": the spend is empty. Write 0"))
    #expect(names(problems, "line 5, column \"price\": the control is empty. Write the value"))
  }

  @Test("a KPI of zeros, and a constant one, are refused")
  func constantKPI() throws {
    for text in ["0", "71.5"] {
      var export = WeeklyExport()
      export.fill("revenue") { _ in text }
      let problems = try export.problems()
      #expect(problems.count == 1)
      #expect(names(problems, "revenue", "everywhere", "Name the column that holds the outcome"))
    }
  }

  @Test("a KPI that varies with nothing but inhabitants, or only in the holdout, is refused")
  func hiddenConstantKPI() throws {
    var export = WeeklyExport(regions: ["a", "b"])
    export.fill("revenue") { $0 % 2 == 0 ? "300" : "600" }
    #expect(names(try export.problems(), "revenue", "for each inhabitant is the same"))
    var late = WeeklyExport()
    late.fill("revenue") { $0 < 8 ? "300" : "\(300 + $0)" }
    #expect(try late.problems().isEmpty)
    let options = WeeklyExport.options { $0.holdout = .init(last: 2) }
    #expect(names(try late.problems(options: options), "does not vary in the 8 periods before"))
  }

  @Test("a channel without spend is refused, and told once")
  func noSpend() throws {
    var export = WeeklyExport()
    export.fill("tv_spend") { _ in "0" }
    export.fill("search_spend") { _ in "0" }
    export.fill("tv_impressions") { _ in "0" }
    let problems = try export.problems()
    #expect(problems.count == 2)
    #expect(
      names(problems, "column \"tv_spend\": channel tv spent nothing", "Leave the channel out"))
    #expect(names(problems, "column \"search_spend\": channel search spent nothing"))
  }

  @Test("a channel without exposure where there is a KPI is refused")
  func noExposure() throws {
    var export = WeeklyExport()
    export.fill("tv_impressions") { _ in "0" }
    #expect(names(try export.problems(), "tv_impressions", "channel tv has no exposure"))
    // Exposure in the lead-in alone is none either.
    export["tv_impressions", 0] = "500"
    export["revenue", 0] = ""
    #expect(names(try export.problems(), "tv_impressions", "channel tv has no exposure"))
  }

  @Test("a constant control is refused")
  func constantControl() throws {
    var export = WeeklyExport()
    export.fill("price") { _ in "9.5" }
    #expect(names(try export.problems(), "price", "the control is 9.5 everywhere", "Leave it out"))
  }

  @Test("inhabitants that vary, vanish or are missing are refused with their line")
  func population() throws {
    for (text, message) in [("7", "7.0 here and 1000.0 before"), ("", "empty"), ("0", "is 0.0")] {
      var export = WeeklyExport(regions: ["a", "b"])
      export["inhabitants", 4] = text
      let problems = try export.problems()
      #expect(problems.count == 1)
      #expect(names(problems, "line 6, column \"inhabitants\": the population of a", message))
    }
  }

  @Test("the value of a conversion must be positive everywhere")
  func value() throws {
    var export = WeeklyExport()
    export.add("worth") { $0 == 3 ? "0" : $0 == 5 ? "-2" : "4" }
    let options = WeeklyExport.options {
      $0.target = .init(column: "revenue", kind: .conversions, value: .column("worth"))
    }
    let problems = try export.problems(options: options)
    #expect(problems.count == 2)
    #expect(names(problems, "line 5, column \"worth\": 0.0 is not positive"))
    #expect(names(problems, "line 7, column \"worth\": -2.0 is not positive"))
    for amount in [0, -1, Double.nan, .infinity] {
      let options = WeeklyExport.options {
        $0.target = .init(column: "revenue", kind: .conversions, value: .constant(amount))
      }
      #expect(
        names(try WeeklyExport().problems(options: options), "media_mix.target.value", "\(amount)"))
    }
  }

  @Test("two currencies are refused, in the file or against the project")
  func currencies() throws {
    var export = WeeklyExport()
    export.names = export.names.map { $0 == "tv_spend" ? "tv_spend (EUR)" : $0 }
    let options = WeeklyExport.options { $0.channels["tv"]?.spend = "tv_spend (EUR)" }
    #expect(try export.problems(options: options, currency: "EUR").isEmpty)
    #expect(try export.data(options: options).currency == "EUR")
    let problems = try export.problems(options: options, currency: "USD")
    #expect(names(problems, "weekly.csv", "names EUR", "states USD", "one currency"))
    export.names = export.names.map { $0 == "search_spend" ? "search_spend ($)" : $0 }
    #expect(throws: TableError.self) { try export.problems(options: options) }
  }

  @Test("a dollar sign agrees with any dollar")
  func dollars() throws {
    var export = WeeklyExport()
    export.fill("search_spend") { "$\(50 + $0)" }
    #expect(try export.problems(currency: "CAD").isEmpty)
    #expect(names(try export.problems(currency: "EUR"), "names $", "states EUR"))
  }
}
